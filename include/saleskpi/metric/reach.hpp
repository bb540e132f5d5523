// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/metric/step.hpp>
#include <saleskpi/value/error.hpp>

#include <cstdint>
#include <span>

/// On what of a period a metric depends. Several periods together are more than the last of them
/// only for what depends on all of their days.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::detail {

enum class Reach : std::uint8_t {
    nothing,     ///< plain numbers
    first_edge,  ///< the day before it begins: an opening stock
    last_edge,   ///< its last day: a stock, or what is carried up to it from elsewhere
    days         ///< all of its days: what happens, and what two edges are compared by
};

constexpr Reach reach_of_both(Reach a, Reach b) {
    if (a == Reach::nothing || a == b) return b;
    return b == Reach::nothing ? a : Reach::days;
}

constexpr Reach reach_of(const Leaf& leaf) {
    if (leaf.aggregation.is_over_period) return Reach::days;
    return leaf.placement.kind == Placement::Kind::active_at_end     ? Reach::last_edge
           : leaf.placement.kind == Placement::Kind::active_at_start ? Reach::first_edge
                                                                     : Reach::days;
}

/// What becomes of the reach of its operands in a step.
constexpr Reach reach_of(const Step& step, Reach of_operands) {
    if (step.over == Over::periods) return Reach::days;
    switch (step.kind.days) {
        case StepDays::of_operands:
            return of_operands;
        case StepDays::all:
            return Reach::days;
        case StepDays::end:
            return of_operands == Reach::days ? Reach::last_edge : of_operands;
        case StepDays::shifted: {
            // The period before ends where this one begins.
            const bool is_before =
                step.periods == 1 || (step.periods == 0 && step.shift == Shift::previous);
            return is_before && of_operands == Reach::last_edge ? Reach::first_edge : of_operands;
        }
    }
    return of_operands;
}

/// Read off the definition. Into `of_each` goes that of each step.
constexpr Reach reach_of(
    std::span<const Leaf> leaves, std::span<const Step> steps, std::span<Reach> of_each) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Reach of_operands = Reach::nothing;
        for (const std::uint32_t operand : steps[i].operands)
            if (operand != 0) of_operands = reach_of_both(of_operands, of_each[i - operand]);
        if (steps[i].kind == steps::leaf) of_operands = reach_of(leaves[steps[i].leaf]);
        of_each[i] = reach_of(steps[i], of_operands);
    }
    return of_each[steps.size() - 1];
}

constexpr bool is_of_one_day(Reach reach) {
    return reach == Reach::first_edge || reach == Reach::last_edge;
}

/// Functions of their own and not a plain throw: in a constant, compilers then print their names.
[[noreturn]] inline void a_stock_has_no_rolling_value() {
    throw Error{
        ErrorCode::invalid_definition,
        "what depends on one day alone, such as a stock, has no rolling value: take average_over "
        "or change"};
}
[[noreturn]] inline void a_stock_has_no_cumulative_value() {
    throw Error{
        ErrorCode::invalid_definition,
        "what depends on one day alone, such as a stock, has no cumulative value: take "
        "average_over or change"};
}
[[noreturn]] inline void a_stock_has_no_value_per_day() {
    throw Error{
        ErrorCode::invalid_definition,
        "what depends on one day alone, such as a stock, has no value per day"};
}

}  // namespace saleskpi::inline v0_3::detail
