// SPDX-License-Identifier: MIT
#include <saleskpi/plan/operators.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {
namespace {

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
        return rows_for(metric, detail::target_rows<Unit::money>(metric.id(), adds_over));
    return rows_for(metric, detail::target_rows<Unit::count>(metric.id(), adds_over));
}

Expression benchmark_rows_of(const Definition& metric) {
    if (metric.unit() == Unit::money)
        return rows_for(metric, detail::benchmark_rows<Unit::money>(metric.id()));
    return rows_for(metric, detail::benchmark_rows<Unit::count>(metric.id()));
}

Definition detail::filtered(
    std::string_view id,
    const Definition& of,
    std::string_view table,
    std::span<const Test> condition) {
    const auto as_index = [](std::size_t n) {
        if (n > UINT16_MAX) throw Error{ErrorCode::invalid_definition, "a definition is too large"};
        return static_cast<std::uint16_t>(n);
    };
    std::vector<Leaf> leaves;
    std::vector<Test> tests;
    for (Leaf leaf : of.leaves()) {
        const auto own = of.tests(leaf);
        const std::size_t first = tests.size();
        tests.insert(tests.end(), own.begin(), own.end());
        if (leaf.table == table) {
            tests.insert(tests.end(), condition.begin(), condition.end());
            if (!own.empty()) {
                Test both;
                both.op = Test::Op::all;
                tests.push_back(both);
            }
        }
        leaf.first_test = as_index(first);
        leaf.tests = as_index(tests.size() - first);
        leaves.push_back(leaf);
    }
    return Definition{
        DefinitionView{id, of.title(), of.unit(), of.better(), "", leaves, tests, of.steps()}};
}

}  // namespace saleskpi::inline v0_3
