// SPDX-License-Identifier: MIT
// The numbers that independent analyses of a public data set agree on: 8,800 opportunities of a
// seller of computer hardware. The data is no part of the project.
#include "catch.hpp"
#include "support/program.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/format.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/saleskpi.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <string_view>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace date::literals;

namespace {

const std::filesystem::path folder =
    std::filesystem::path{SALESKPI_SHARED_DATA} / "crm-sales-opportunities";

bool has_data() {
    if (std::filesystem::exists(folder)) return true;
    WARN("skipped: there is no " << folder.string());
    return false;
}

Book load(const Mapping& mapping) {
    BookBuilder builder{usd};
    LoadOptions options;
    options.formats = {csv_format()};
    load_directory(folder, mapping, options, builder);
    return builder.build();
}

Mapping mapping() { return read_mapping(SALESKPI_SOURCE_DIR "/tests/crm/mapping.json"); }

template <class T>
std::string text(const Outcome<T>& outcome) {
    return fmt::format("{}", outcome);
}

/// Won, lost, decided, win rate, revenue.
template <class... Dimensions>
Table published(const Book& book, Grain every, const Dimensions&... dimensions) {
    return rollup(book)
        .metrics(deals_won, deals_lost, deals_decided, win_rate, revenue)
        .by(dimensions...)
        .every(every)
        .during(2017_y / 1 / 1, 2018_y / 1 / 1)
        .run();
}

std::string line(const RowView& row) {
    return fmt::format(
        "{} {} {} {:.1} {:.0}", row[deals_won], row[deals_lost], row[deals_decided], row[win_rate],
        row[revenue]);
}

}  // namespace

TEST_CASE("the published totals") {
    if (!has_data()) return;
    const Book book = load(mapping());
    CHECK(book.records("deals") == 8800);
    CHECK(book.report().rejected() == 0);

    const Table table = published(book, Grain::window);
    const RowView all = table[0];
    CHECK(line(all) == "4238 2473 6711 63.2 % 10005534 USD");
    CHECK(text(all[win_rate]) == "63.15 %");
    CHECK(all[win_rate] == Ratio{Rational{4238, 6711}});
    // Of all opportunities, and not only of those that were decided.
    CHECK(fmt::format("{:.2}", Count{4238} / Count{8800}) == "48.16 %");
}

TEST_CASE("the published quarters") {
    if (!has_data()) return;
    const Table table = published(load(mapping()), Grain::quarter);
    REQUIRE(table.size() == 4);
    CHECK(line(table.at({}, Quarter{2017, 1})) == "531 116 647 82.1 % 1134672 USD");
    CHECK(line(table.at({}, Quarter{2017, 2})) == "1254 778 2032 61.7 % 3086111 USD");
    CHECK(line(table.at({}, Quarter{2017, 3})) == "1257 790 2047 61.4 % 2982255 USD");
    CHECK(line(table.at({}, Quarter{2017, 4})) == "1196 789 1985 60.3 % 2802496 USD");
}

TEST_CASE("nothing closes in the first two months") {
    if (!has_data()) return;
    const Table table = published(load(mapping()), Grain::month);
    CHECK(line(table.at({}, Month{2017, 1})) == "0 0 0 no_records 0 USD");
    CHECK(line(table.at({}, Month{2017, 2})) == "0 0 0 no_records 0 USD");
    CHECK(table.at({}, Month{2017, 3})[deals_decided] == Count{647});
}

TEST_CASE("the published regions") {
    if (!has_data()) return;
    const Table table = published(load(mapping()), Grain::window, region);
    REQUIRE(table.size() == 3);
    CHECK(line(table.at({"West"})) == "1438 811 2249 63.9 % 3568647 USD");
    CHECK(line(table.at({"Central"})) == "1629 975 2604 62.6 % 3346293 USD");
    CHECK(line(table.at({"East"})) == "1171 687 1858 63.0 % 3090594 USD");
}

TEST_CASE("the published sizes, cycles and pipeline") {
    if (!has_data()) return;
    const Book book = load(mapping());
    constexpr auto lost_cycle_median = metric(
        "lost_cycle_median",
        median(days_between(deal::opened, deal::closed)).where(lost).by(deal::closed));
    const Table table = rollup(book)
                            .metrics(
                                average_deal_size, sales_cycle, sales_cycle_median,
                                sales_cycle_lost, lost_cycle_median, open_deals, pipeline_value)
                            .run();
    const RowView all = table[0];
    CHECK(fmt::format("{:.0}", all[average_deal_size]) == "2361 USD");
    CHECK(text(all[sales_cycle]) == "51.8 days");
    CHECK(text(all[sales_cycle_median]) == "57.0 days");
    CHECK(text(all[sales_cycle_lost]) == "41.5 days");
    CHECK(text(all[lost_cycle_median]) == "14.0 days");
    CHECK(text(all[open_deals]) == "2089");
    CHECK(text(all[pipeline_value]) == "4966215.00 USD");
}

TEST_CASE("the published agents") {
    if (!has_data()) return;
    const Table table =
        rollup(load(mapping())).metrics(revenue, deals_won, win_rate, sales_cycle).by(rep).run();
    const RowView best = table.at({"Darcel Schlecht"});
    CHECK(text(best[revenue]) == "1153214.00 USD");
    CHECK(text(best[deals_won]) == "349");
    CHECK(fmt::format("{:.1}", best[win_rate]) == "63.1 %");
    CHECK(text(best[sales_cycle]) == "49.4 days");

    // All 35 are there, and five of them have nothing to show: zero deals, and no win rate at all.
    CHECK(table.size() == 35);
    std::size_t idle = 0;
    for (std::size_t row = 0; row < table.size(); ++row)
        if (table[row][deals_won] == Count{0}) {
            ++idle;
            CHECK(text(table[row][win_rate]) == "no_records");
        }
    CHECK(idle == 5);
    CHECK(text(table.at({"Mei-Mei Johns"})[revenue]) == "0.00 USD");
}

TEST_CASE("a product that two files spell differently is not lost") {
    if (!has_data()) return;
    const Table table =
        rollup(load(mapping())).metrics(revenue, pipeline_value).by(deal::product).run();
    CHECK(table.size() == 7);
    CHECK(text(table.at({"GTX Pro"})[revenue]) == "3510578.00 USD");

    // Without the translation the look-up of its list price finds nothing, and its open deals have
    // no value.
    Mapping plain = mapping();
    for (TableMapping& t : plain.tables)
        t.translate.clear();
    const Table untranslated =
        rollup(load(plain)).metrics(revenue, pipeline_value).by(deal::product).run();
    CHECK(text(untranslated.at({"GTXPro"})[revenue]) == "3510578.00 USD");
    CHECK(text(untranslated.at({"GTXPro"})[pipeline_value]) == "missing_values");
}

#ifdef SALESKPI_SALES_REPORT
TEST_CASE("the published regions, through the program") {
    if (!has_data()) return;
    const program::Run result = program::run(
        "'" + folder.string() +
        "' --mapping '" SALESKPI_SOURCE_DIR
        "/tests/crm/mapping.json' --by region --metrics win_rate,revenue --format json");
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    const nlohmann::json rows = nlohmann::json::parse(result.out)["rows"];
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["group"]["region"] == "Central");
    CHECK(rows[0]["values"]["revenue"]["value"] == 3346293);
    CHECK(rows[1]["group"]["region"] == "East");
    CHECK(rows[1]["values"]["win_rate"]["exact"] == "1171/1858");
    CHECK(rows[2]["group"]["region"] == "West");
    CHECK(rows[2]["values"]["win_rate"]["exact"] == "1438/2249");
    CHECK(rows[2]["values"]["win_rate"]["value"] == 0.639395286794);
    CHECK(rows[2]["values"]["revenue"]["exact"] == "356864700");
}
#endif
