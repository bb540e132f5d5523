// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/metric/step.hpp>

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
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const StepKind kind = steps[i].kind;
        const bool added = kind == steps::add || kind == steps::subtract;
        const bool scaled = kind == steps::multiply || kind == steps::divide;
        if (kind == steps::leaf || kind == steps::constant) continue;
        if (!added && !scaled) return false;
        const bool left = steps[i - steps[i].operands[0]].kind == steps::constant;
        const bool right = steps[i - steps[i].operands[1]].kind == steps::constant;
        // A number that is added would be added once for each group.
        if (added ? left || right : !right && !(left && kind == steps::multiply)) return false;
    }
    return true;
}

}  // namespace detail

/// Read off the definition: its leaves, and the arithmetic above them.
constexpr Additivity additivity(std::span<const Leaf> leaves, std::span<const Step> steps) {
    if (!detail::is_linear(steps)) return Additivity::nothing;
    std::size_t stocks = 0;
    for (const Leaf& leaf : leaves) {
        if (!leaf.aggregation.adds) return Additivity::nothing;
        if (leaf.is_balance()) ++stocks;
    }
    if (stocks == 0) return Additivity::groups_and_time;
    return stocks == leaves.size() ? Additivity::groups : Additivity::nothing;
}

}  // namespace saleskpi::inline v0_3
