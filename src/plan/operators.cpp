// SPDX-License-Identifier: MIT
#include <saleskpi/plan/operators.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {
namespace {

/// Of any length: the rows keep the metric alive.
ConstantText id_of(const Definition& metric) { return detail::TextOwner::refer_to(metric.id()); }

/// A formula of one leaf in the unit of the metric it is for, whose id its condition refers to.
template <Unit U, std::size_t T>
Expression rows_for(const Definition& metric, const Formula<U, 1, T, 1>& rows) {
    std::vector<Leaf> leaves{rows.leaves[0]};
    std::vector<Step> steps{rows.steps[0]};
    leaves[0].value.unit = metric.unit();
    steps[0].unit = metric.unit();
    return {
        std::move(leaves),
        {rows.tests.begin(), rows.tests.end()},
        std::move(steps),
        std::make_shared<Definition>(metric)};
}

}  // namespace

Expression target_rows_of(const Definition& metric) {
    const Additivity adds_over = additivity(metric.leaves(), metric.steps());
    if (metric.unit() == Unit::money)
        return rows_for(metric, detail::target_rows<Unit::money>(id_of(metric), adds_over));
    return rows_for(metric, detail::target_rows<Unit::count>(id_of(metric), adds_over));
}

Expression benchmark_rows_of(const Definition& metric) {
    if (metric.unit() == Unit::money)
        return rows_for(metric, detail::benchmark_rows<Unit::money>(id_of(metric)));
    return rows_for(metric, detail::benchmark_rows<Unit::count>(id_of(metric)));
}

Definition detail::filtered(
    std::string_view id,
    std::string_view title,
    const Definition& of,
    std::span<const TableCondition> parts) {
    const auto as_index = [](std::size_t n) {
        if (n > UINT16_MAX) throw Error{ErrorCode::invalid_definition, "a definition is too large"};
        return static_cast<std::uint16_t>(n);
    };
    const auto reads = [&](const TableCondition& part) {
        return std::any_of(of.leaves().begin(), of.leaves().end(), [&](const Leaf& leaf) {
            return leaf.table == part.table;
        });
    };
    if (!std::all_of(parts.begin(), parts.end(), reads))
        no_aggregate_of_the_metric_reads_the_records_of_this_condition();
    std::vector<Leaf> leaves;
    std::vector<Test> tests;
    for (Leaf leaf : of.leaves()) {
        const auto own = of.tests(leaf);
        const std::size_t first = tests.size();
        tests.insert(tests.end(), own.begin(), own.end());
        bool is_named = false;
        for (const TableCondition& part : parts) {
            if (part.table != leaf.table) continue;
            is_named = true;
            if (part.tests.empty()) continue;
            const bool is_first = tests.size() == first;
            tests.insert(tests.end(), part.tests.begin(), part.tests.end());
            if (is_first) continue;
            Test both;
            both.op = Test::Op::all;
            tests.push_back(both);
        }
        if (!is_named) each_table_of_the_metric_wants_a_condition_or_unfiltered();
        leaf.first_test = as_index(first);
        leaf.tests = as_index(tests.size() - first);
        leaves.push_back(leaf);
    }
    return Definition{
        DefinitionView{id, title, of.unit(), of.better(), "", leaves, tests, of.steps()}};
}

}  // namespace saleskpi::inline v0_3
