// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "laws/agree.hpp"
#include "laws/metrics.hpp"
#include "support/random_book.hpp"
#include "support/slow.hpp"

#include <saleskpi/format/value.hpp>
#include <saleskpi/plan/words.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

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

/// Parts of a span count each by itself in what the engine reports as the records of a spread.
bool counts_records(const Definition& metric) {
    const auto leaves = metric.leaves();
    return std::none_of(leaves.begin(), leaves.end(), [](const Leaf& leaf) {
        return leaf.placement.kind == Placement::Kind::spread ||
               leaf.aggregation == aggregates::time_in_force;
    });
}

std::string text_of(const Outcome<AnyQuantity>& outcome) {
    return outcome ? to_text(outcome->exact()) : std::string{name(outcome.reason())};
}

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
    slow::Report report;
    report.periods = calendar.periods({day(cut.first), day(cut.last)}, cut.grain);
    for (std::size_t row = 0; row < table.size(); ++row)
        if (table[row].key().period == report.periods.front())
            report.groups.push_back({cut.dimensions, table[row].key().group});
    slow.of_report(report);
    std::size_t disagreements = 0;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const RowKey& key = table[row].key();
        const slow::Group group{cut.dimensions, key.group};
        for (std::size_t m = 0; m < metrics.size(); ++m) {
            const CellValue& fast = table[row].values()[m];
            const slow::Answer answer = slow.value(metrics[m], group, key.period);
            const bool same_records =
                !counts_records(metrics[m]) ||
                (fast.records == answer.records && fast.missing == answer.missing);
            if (laws::agree(fast, answer, metrics[m]) && same_records) continue;
            if (++disagreements > 12) continue;
            UNSCOPED_INFO(fmt::format(
                "{} ({}) {} to {}: the book says {} of {} + {}, by hand {} of {} + {}\n  {}",
                metrics[m].id(), fmt::join(key.group, ", "), to_text(key.period.first),
                to_text(key.period.until), text_of(fast.outcome), fast.records, fast.missing,
                text_of(answer.outcome), answer.records, answer.missing, formula_text(metrics[m])));
        }
    }
    CHECK(disagreements == 0);
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
