// SPDX-License-Identifier: MIT
#include "support/agreement.hpp"

#include "catch.hpp"
#include "laws/metrics.hpp"
#include "support/random_book.hpp"
#include "support/slow.hpp"

#include <saleskpi/rollup/rollup.hpp>

using namespace saleskpi;

namespace {

struct Cut {
    std::string name;
    std::vector<std::string> dimensions;
    bool subtotals;
    Grain grain;
    const char* first;
    const char* last;
    std::optional<Date> seated_as_of = std::nullopt;
};

Date day(const char* text) { return try_parse_date(text).value(); }

void require_agreement(const laws::Records& records, const Cut& cut, const Calendar& calendar) {
    const Book book = records.book(usd, calendar);
    const slow::Tables tables = slow::tables_of(records, usd);
    slow::Evaluator slow{tables, usd, calendar, cut.seated_as_of};
    const std::vector<Definition> metrics = laws::all_metrics();
    Rollup query = rollup(book);
    query.metrics(metrics)
        .by(cut.dimensions)
        .with_subtotals(cut.subtotals)
        .every(cut.grain)
        .during(day(cut.first), day(cut.last))
        .threads(1);
    if (cut.seated_as_of) query.seated_as_of(*cut.seated_as_of);
    const saleskpi::Table table = query.run();
    REQUIRE(table.size() > 0);
    CHECK(laws::disagreement(table, slow) == "");
}

}  // namespace

TEST_CASE("the engine agrees with a slow computation of every KPI") {
    const std::vector<Cut> cuts{
        {"in one cell", {}, false, Grain::window, "2024-02-10", "2025-09-05"},
        {"by region, team and rep",
         {"region", "team", "rep"},
         true,
         Grain::quarter,
         "2024-01-01",
         "2025-05-21"},
        {"by product", {"product"}, true, Grain::year, "2023-06-01", "2026-01-01"},
        {"by channel and team", {"channel", "team"}, true, Grain::half, "2024-01-01", "2025-01-01"},
        {"by month", {"region"}, false, Grain::month, "2024-06-01", "2025-04-18"},
        {"as seated today",
         {"team"},
         true,
         Grain::fiscal_quarter,
         "2024-02-01",
         "2025-02-01",
         day("2025-03-01")},
        {"by the customer's industry", {"industry"}, true, Grain::year, "2024-01-01", "2026-01-01"},
        {"by week", {}, false, Grain::week, "2024-12-02", "2025-01-24"},
        {"by stage", {"stage"}, true, Grain::year, "2024-01-01", "2026-01-01"},
        {"by kind of deal and region",
         {"deal_kind", "region"},
         true,
         Grain::window,
         "2024-01-01",
         "2026-01-01"},
        {"by customer", {"customer"}, true, Grain::window, "2024-01-01", "2026-01-01"},
        {"by deal", {"deal"}, true, Grain::window, "2024-01-01", "2026-01-01"},
        {"by segment and metric",
         {"segment", "metric"},
         true,
         Grain::window,
         "2024-01-01",
         "2026-01-01"},
    };
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        DYNAMIC_SECTION(cuts[i].name) {
            const Calendar calendar =
                i % 2 == 0 ? Calendar{} : Calendar::fiscal_from(date::February);
            for (const std::uint64_t seed : {i * 3, i * 3 + 1}) {
                INFO("seed " << seed);
                laws::RandomOptions options;
                // Each deal is a group of its own there.
                options.deals = cuts[i].name == "by deal" ? 20 : 200;
                options.credits = seed % 2 == 0;
                require_agreement(laws::random_records(seed, options), cuts[i], calendar);
            }
        }
    }
}
