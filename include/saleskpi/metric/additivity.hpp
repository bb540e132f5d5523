// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// Over what the values of a metric add up.
enum class Additivity : std::uint8_t {
    groups_and_time,  ///< sums and counts of what happened
    groups,           ///< stocks: over time they are taken at the longer period's edge
    nothing           ///< rates, means, medians, sets: recomputed from their parts
};

namespace detail {

/// Sums of leaves, each at most scaled by a number: what adds for the leaves adds for the whole.
constexpr bool is_linear(std::span<const Step> steps) {
    const auto is_number = [](const Step& step) { return step.op == Step::Op::constant; };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step::Op op = steps[i].op;
        const bool added = op == Step::Op::add || op == Step::Op::subtract;
        const bool scaled = op == Step::Op::multiply || op == Step::Op::divide;
        if (op == Step::Op::leaf || op == Step::Op::constant) continue;
        if (!added && !scaled) return false;
        const Step& right = steps[i - 1];
        const Step& left = steps[i - 1 - right.size];
        const bool by_number = is_number(right) || (is_number(left) && op == Step::Op::multiply);
        // A number that is added would be added once for each group.
        if (added ? is_number(left) || is_number(right) : !by_number) return false;
    }
    return true;
}

constexpr bool adds(const Leaf& leaf) {
    return leaf.aggregation == Aggregation::count || leaf.aggregation == Aggregation::sum ||
           leaf.aggregation == Aggregation::time_in_force;
}

}  // namespace detail

/// Read off the definition: its leaves, and the arithmetic above them.
constexpr Additivity additivity(std::span<const Leaf> leaves, std::span<const Step> steps) {
    if (!detail::is_linear(steps)) return Additivity::nothing;
    std::size_t stocks = 0;
    for (const Leaf& leaf : leaves) {
        if (!detail::adds(leaf)) return Additivity::nothing;
        if (leaf.placement.is_stock() && leaf.aggregation != Aggregation::time_in_force) ++stocks;
    }
    if (stocks == 0) return Additivity::groups_and_time;
    return stocks == leaves.size() ? Additivity::groups : Additivity::nothing;
}

}  // namespace saleskpi::inline v0_3
