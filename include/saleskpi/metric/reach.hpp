// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/value/error.hpp>

#include <cstdint>
#include <span>

/// On what of a period a metric depends. Several periods together are more than the last of them
/// only for what depends on all of their days.
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
    if (leaf.aggregation == Aggregation::time_in_force) return Reach::days;
    return leaf.placement.kind == Placement::Kind::active_at_end     ? Reach::last_edge
           : leaf.placement.kind == Placement::Kind::active_at_start ? Reach::first_edge
                                                                     : Reach::days;
}

/// Read off the definition, of which `steps` are the last one and all that it takes.
constexpr Reach reach_of(std::span<const Leaf> leaves, std::span<const Step> steps) {
    Reach all = Reach::nothing;
    while (true) {
        const Step& last = steps.back();
        const std::span<const Step> operands = steps.first(steps.size() - 1);
        switch (last.op) {
            case Step::Op::leaf:
                return reach_of_both(all, reach_of(leaves[last.index]));
            case Step::Op::constant:
                return all;
            case Step::Op::period_months:
            case Step::Op::days_elapsed:
            case Step::Op::days_in_period:
            case Step::Op::days_left:
            case Step::Op::working_days:
            case Step::Op::change:
            case Step::Op::lagged:
            case Step::Op::average_over:
            case Step::Op::days_reaching:
                return Reach::days;
            case Step::Op::correlated:
            case Step::Op::forecast_error:
                if (static_cast<Over>(last.option) == Over::periods) return Reach::days;
                break;
            case Step::Op::to_date:
            case Step::Op::cumulative: {
                // Begins elsewhere: of the period only the end counts.
                const Reach of_it = reach_of(leaves, operands);
                return reach_of_both(all, of_it == Reach::days ? Reach::last_edge : of_it);
            }
            case Step::Op::before: {
                // The period before ends where this one begins.
                const Reach of_it = reach_of(leaves, operands);
                const bool is_opening = last.shift == Shift::previous && of_it == Reach::last_edge;
                return reach_of_both(all, is_opening ? Reach::first_edge : of_it);
            }
            default:
                break;
        }
        // The last operand, and then the other if there are two.
        const std::size_t right = operands.back().size;
        if (right < operands.size()) {
            all = reach_of_both(all, reach_of(leaves, operands.last(right)));
            steps = operands.first(operands.size() - right);
        } else {
            steps = operands;
        }
    }
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
