// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "support/random_book.hpp"
#include "support/random_hierarchies.hpp"
#include "support/same_tables.hpp"
#include "support/slow_formula.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <map>
#include <set>

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

namespace {

/// A book of random records, with random hierarchies of their reps and products.
struct Organised {
    Book book;
    std::vector<std::string> line;
    std::vector<std::string> range;
};

Organised organised(std::uint64_t seed) {
    laws::Random random{seed};
    const laws::Records records = laws::random_records(seed);
    std::set<std::string> reps;
    std::set<std::string> products;
    for (const Deal& deal : records.deals)
        reps.insert(deal.rep), products.insert(deal.product);
    reps.erase(""), products.erase("");
    const auto list = [](const std::set<std::string>& names) {
        return std::vector<std::string>(names.begin(), names.end());
    };
    const auto line = laws::random_hierarchy(random, "line", 4, "rep", list(reps));
    const auto range = laws::random_hierarchy(random, "range", 2, "product", list(products));
    BookBuilder builder{usd};
    builder.hierarchy(line.hierarchy).hierarchy(range.hierarchy);
    builder.add(line.memberships).add(range.memberships).add(records.touches);
    records.each([&](const auto& table) { builder.add(table); });
    return {builder.build(), line.hierarchy.levels, range.hierarchy.levels};
}

}  // namespace

TEST_CASE("at every level of every hierarchy the members make up the group") {
    const Organised all = organised(305);
    check_sums_over_groups(all.book, true, all.line);
    check_sums_over_groups(all.book, true, all.range);
    check_sums_over_groups(all.book, true, {all.line[1], all.range[0], "region"});
}

TEST_CASE("all hierarchies have the same total, whatever history they are seen by") {
    const Organised all = organised(306);
    const Book& book = all.book;
    const auto total = [&](const std::vector<std::string>& by, std::optional<Date> as_is) {
        Rollup query = rollup(book);
        query.metrics(kpi::revenue, kpi::win_rate, kpi::mrr, kpi::calls, kpi::open_deals);
        query.by(by).with_subtotals().during(first, last);
        if (as_is) query.seated_as_of(*as_is);
        const Table table = query.run();
        std::vector<std::string> values;
        for (const auto& cell : table.at(std::vector<std::string_view>{}).values())
            values.push_back(cell.outcome ? to_text(cell.outcome->exact()) : "none");
        return values;
    };
    const auto plain = total({"rep"}, {});
    for (const std::optional<Date> as_is : {std::optional<Date>{}, std::optional{last}})
        for (const auto* levels : {&all.line, &all.range})
            for (const std::string& level : *levels) {
                INFO(level);
                CHECK(total({level}, as_is) == plain);
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
                               !leaf.aggregation.is_over_period;
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
