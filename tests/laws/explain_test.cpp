// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "laws/tables.hpp"
#include "support/random_book.hpp"
#include "support/slow.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <array>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

bool compares(const Definition& metric) {
    const slow::Node formula = slow::formula_of(metric);
    return mentions(formula, "change") || mentions(formula, "target");
}

}  // namespace

TEST_CASE("the records behind a number are those that make it") {
    const laws::Records records = laws::random_records(500, {150, false, true, true});
    const Book book = records.book();
    const slow::Tables tables = slow::tables_of(records, usd);
    const slow::Evaluator slow{tables, usd, {}};
    const std::vector<std::string> by{"region", "team"};
    const Period period = Calendar{}.period(Quarter{2024, 3});
    const auto explain = rollup(book).by(by);
    for (const Definition& metric : laws::all_metrics()) {
        if (compares(metric)) continue;
        for (const std::vector<std::string>& members :
             {std::vector<std::string>{}, {"EMEA"}, {"EMEA", "North"}, {"(unassigned)"}}) {
            const std::vector<std::string_view> group(members.begin(), members.end());
            const Explanation why = explain.explain(metric, group, period);
            INFO(metric.id());
            // Each aggregate once, in the order of the formula.
            const slow::Node formula = slow::formula_of(metric);
            const auto aggregates = slow::aggregates_of(formula);
            REQUIRE(why.parts.size() == aggregates.size());
            for (std::size_t i = 0; i < aggregates.size(); ++i) {
                const Leaf& leaf = metric.leaves()[aggregates[i]->leaf];
                const ExplainedPart& part = why.parts[i];
                CHECK(part.text == aggregates[i]->text);
                const slow::Table* table = tables.find(leaf.table);
                if (!table || table->rows.empty() || table->rows.front().id.empty()) continue;
                CHECK(part.ids == slow.ids(metric, i, {by, members}, period));
                if (leaf.aggregation == Aggregation::count)
                    CHECK(to_text(part.value.outcome->exact()) == std::to_string(part.ids.size()));
            }
        }
    }
}

TEST_CASE("a shared record is named once") {
    const laws::Records records = laws::random_records(501);
    const Book book = records.book();
    const slow::Tables tables = slow::tables_of(records, usd);
    const slow::Evaluator slow{tables, usd, {}};
    const Period period = Calendar{}.period(Year{2024});
    const Explanation why = rollup(book).explain(deals_won, {}, period);
    CHECK(why.parts.at(0).ids == slow.ids(deals_won, 0, {}, period));
    CHECK(to_text(why.value.outcome->exact()) == std::to_string(why.parts[0].ids.size()));
}

TEST_CASE("an explained attainment shows the results of those who have a target") {
    const Date day = try_parse_date("2025-01-15").value();
    const Date first = try_parse_date("2025-01-01").value();
    const Date last = try_parse_date("2025-02-01").value();
    const auto won_by = [&](const char* id, const char* who, std::int64_t amount) {
        Deal d;
        d.id = id, d.rep = who, d.stage = Stage::won, d.closed = day;
        d.amount = Money{amount, usd};
        return d;
    };
    const std::vector deals{won_by("1", "Asha", 8000), won_by("2", "Ben", 5000)};
    Target target;
    target.metric = "revenue", target.rep = "Asha", target.amount = Money{10000, usd};
    target.from = first, target.until = last;
    const Book book = BookBuilder{usd}.add(deals).add(std::vector{target}).build();
    const Period january = Calendar{}.period(Month{2025, 1});
    const Explanation why = rollup(book).explain(revenue_attainment, {}, january);
    CHECK(laws::text_of(why.value.outcome) == "4/5 ratio");
    CHECK(why.numbers == "80.00 / 100.00");
    CHECK(why.parts.at(0).ids == std::vector<std::string>{"1"});
}
