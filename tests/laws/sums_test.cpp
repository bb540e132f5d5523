// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"
#include "support/slow_formula.hpp"

#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <map>

using namespace saleskpi;
using namespace saleskpi::by;

namespace {

const Date first = try_parse_date("2024-01-01").value();
const Date last = try_parse_date("2025-05-21").value();

bool all_leaves(const Definition& metric, bool (*holds)(const Leaf&)) {
    const auto leaves = metric.leaves();
    return std::all_of(leaves.begin(), leaves.end(), holds);
}

/// Of a shared record each rep has a part of the money, but all of everything else.
bool adds_over_shared_records(const Leaf& leaf) {
    return leaf.aggregation == aggregates::sum && leaf.value.a.type == FieldType::money;
}

/// The sum of a metric over rows. None where a part of one row's value is missing: what there is of
/// it then counts in the total all the same.
std::optional<Rational> sum_over(
    const Table& table,
    std::size_t metric,
    bool (*counts)(const RowKey&, const void*),
    const void* argument) {
    Rational sum;
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (!counts(table[row].key(), argument)) continue;
        const auto& outcome = table[row].values()[metric].outcome;
        if (outcome)
            sum += outcome->exact();
        else if (table.metrics()[metric].leaves().size() > 1)
            return std::nullopt;
    }
    return sum;
}

void check_sums_over_groups(const Book& book, bool with_credits, std::vector<std::string> by) {
    std::vector<Definition> metrics;
    for (const Definition& metric : laws::all_metrics())
        if (slow::adds(metric) != slow::Adds::over_nothing &&
            (!with_credits || all_leaves(metric, adds_over_shared_records)))
            metrics.push_back(metric);
    CHECK(metrics.size() > 5);
    Rollup query = rollup(book);
    query.metrics(metrics).by(by).with_subtotals().every(Grain::quarter).during(first, last);
    const Table table = query.run();
    for (std::size_t row = 0; row < table.size(); ++row) {
        const RowKey& total = table[row].key();
        if (total.group.size() == by.size()) continue;
        for (std::size_t m = 0; m < metrics.size(); ++m) {
            const auto& outcome = table[row].values()[m].outcome;
            const auto sum = sum_over(
                table, m,
                [](const RowKey& key, const void* argument) {
                    const RowKey& whole = *static_cast<const RowKey*>(argument);
                    return key.label == whole.label && key.group.size() == whole.group.size() + 1 &&
                           std::equal(whole.group.begin(), whole.group.end(), key.group.begin());
                },
                &total);
            if (!outcome || !sum) continue;
            INFO(metrics[m].id() << " in " << total.label);
            CHECK(to_text(outcome->exact()) == to_text(*sum));
        }
    }
}

}  // namespace

TEST_CASE("groups and the unassigned add up to the total") {
    for (const bool credits : {false, true}) {
        laws::RandomOptions options;
        options.credits = credits;
        const Book book = laws::random_records(300 + credits, options).book();
        check_sums_over_groups(book, credits, {"region", "team", "rep"});
        check_sums_over_groups(book, credits, {"channel", "product"});
        check_sums_over_groups(book, credits, {"industry"});
    }
}

TEST_CASE("seats of today and seats of then have the same total") {
    const Book book = laws::random_records(302).book();
    const auto goes_over_reps = [](const Definition& metric) {
        return std::any_of(metric.steps().begin(), metric.steps().end(), [](const Step& step) {
            return !step.dimension.empty();
        });
    };
    std::vector<Definition> metrics;
    // By themselves: beside them a record that is spread over days is counted once for each seat.
    std::vector<Definition> of_reps;
    for (const Definition& metric : laws::all_metrics())
        if (!slow::mentions(metric, "target"))  // targets are of seats
            (goes_over_reps(metric) ? of_reps : metrics).push_back(metric);
    const auto check_same = [&](const std::vector<Definition>& some) {
        const auto total = [&](Rollup query) {
            query.metrics(some).during(first, last);
            return query.run();
        };
        CHECK(laws::difference(total(rollup(book)), total(rollup(book).seated_as_of(last))) == "");
    };
    check_same(metrics);
    REQUIRE_FALSE(of_reps.empty());
    check_same(of_reps);
}

TEST_CASE("months make up the quarter, and the last month's end is the quarter's") {
    const Book book = laws::random_records(303).book();
    const std::vector<Definition> metrics = laws::all_metrics();
    const auto table = [&](Grain grain) {
        Rollup query = rollup(book);
        query.metrics(metrics).by(region, team).every(grain).during(first, last);
        return query.run();
    };
    const Table months = table(Grain::month);
    const Table quarters = table(Grain::quarter);
    std::size_t flows = 0;
    std::size_t stocks = 0;
    for (std::size_t row = 0; row < quarters.size(); ++row) {
        const RowKey& quarter = quarters[row].key();
        std::vector<std::size_t> parts;
        for (std::size_t i = 0; i < months.size(); ++i)
            if (months[i].key().group == quarter.group &&
                months[i].key().period.first >= quarter.period.first &&
                months[i].key().period.until <= quarter.period.until)
                parts.push_back(i);
        REQUIRE(parts.size() == (quarter.period.complete ? 3 : 2));
        for (std::size_t m = 0; m < metrics.size(); ++m) {
            INFO(metrics[m].id() << " in " << quarter.label);
            const auto& outcome = quarters[row].values()[m].outcome;
            const bool compares = slow::mentions(metrics[m], "change") ||
                                  slow::mentions(metrics[m], "period_months") ||
                                  slow::mentions(metrics[m], "target");
            if (all_leaves(
                    metrics[m],
                    [](const Leaf& leaf) {
                        return leaf.placement.kind == Placement::Kind::active_at_end &&
                               !(leaf.aggregation == aggregates::time_in_force);
                    }) &&
                !compares) {
                ++stocks;
                CHECK(outcome == months[parts.back()].values()[m].outcome);
            } else if (
                slow::adds(metrics[m]) == slow::Adds::over_groups_and_time && !compares &&
                outcome) {
                Rational sum;
                for (const std::size_t part : parts)
                    if (const auto& month = months[part].values()[m].outcome) sum += month->exact();
                ++flows;
                CHECK(to_text(outcome->exact()) == to_text(sum));
            }
        }
    }
    CHECK(flows > 0);
    CHECK(stocks > 0);
}
