// SPDX-License-Identifier: MIT
// Reports without a day: of an empty window, and of a book in which nothing ever happened.
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "support/make.hpp"

#include <saleskpi/csv/table.hpp>
#include <saleskpi/format/table.hpp>
#include <saleskpi/json/table.hpp>
#include <saleskpi/saleskpi.hpp>

#include <nlohmann/json.hpp>

using namespace saleskpi;
using namespace saleskpi::by;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::days;
using make::deal_of;

namespace {

Book some_book() {
    const Calendar seasons =
        Calendar{}.with(CustomPeriods{{{"winter", days("2025-01-01", "2025-03-01")}}});
    return BookBuilder{usd}
        .calendar(seasons)
        .add(make::deals(deal_of("A").won(100_usd)))
        .add(std::vector{make::seat("A", "North")})
        .add(std::vector{make::quota("A", 200_usd)})
        .build();
}

Book only_targets() {
    return BookBuilder{usd}
        .add(std::vector{make::seat("A", "North")})
        .add(std::vector{make::quota("A", 200_usd)})
        .build();
}

}  // namespace

TEST_CASE("a table of no days has no rows, in any form and by any period") {
    const Book book = some_book();
    for (const Grain grain : all_grains)
        for (const bool by_team : {false, true})
            for (const bool subtotals : {false, true}) {
                INFO(name(grain) << by_team << subtotals);
                Rollup query = rollup(book);
                query.metrics(revenue, win_rate, attainment(revenue)).every(grain);
                if (by_team) query.by(team);
                const Table table = query.with_subtotals(subtotals)
                                        .during(day("2025-01-20"), day("2025-01-20"))
                                        .run();
                CHECK(table.size() == 0);
                CHECK(to_text(table).starts_with("no days, money in USD\n"));
                const std::string csv = to_csv(table);
                CHECK(csv.find("\r\n") == csv.size() - 2);  // the header
                const nlohmann::json document = table;
                CHECK(document["rows"].empty());
                CHECK(document["window"] == nlohmann::json{{"from", nullptr}, {"to", nullptr}});
                const Partial part = query.partial();
                CHECK(part.table().size() == 0);
            }
}

TEST_CASE("no metric fails in an empty window") {
    const Book book = some_book();
    const std::vector<Definition> metrics = laws::all_metrics();
    for (const Definition& metric : metrics) {
        INFO(metric.id());
        const std::vector one{metric};
        CHECK(rollup(book).metrics(one).during(days("2025-01-20", "2025-01-20")).run().size() == 0);
    }
}

TEST_CASE("a book in which nothing happened has an answer without days") {
    for (const Book& book : {BookBuilder{usd}.build(), only_targets()}) {
        const Table table = rollup(book).metrics(revenue, win_rate).run();
        CHECK(table.window().empty());
        CHECK_FALSE(table.data_to());
        REQUIRE(table.size() == 1);
        CHECK(table.at({})[revenue] == Reason::no_records);
        CHECK(table[0].key().period.window().empty());
        CHECK("\n" + to_text(table) == R"(
no days, money in USD

Revenue   -
Win rate  -

-   no_records: nothing that counts happened
)");
        CHECK(
            to_csv(table) ==
            "period,from,to,complete,revenue,win_rate,currency,reasons,marks,coverage,rejected\r\n"
            "all,,,true,,,USD,revenue: no_records; win_rate: no_records,,,0\r\n");
        const nlohmann::json row = nlohmann::json(table)["rows"][0];
        CHECK(row["from"] == nullptr);
        CHECK(row["to"] == nullptr);

        CHECK(rollup(book).metrics(revenue).every(Grain::month).run().size() == 0);
        const std::vector<Definition> metrics = laws::all_metrics();
        const Table all = rollup(book).metrics(metrics).run();
        for (std::size_t m = 0; m < metrics.size(); ++m) {
            INFO(metrics[m].id());
            CHECK_NOTHROW(all[0].values()[m]);
        }
    }
}
