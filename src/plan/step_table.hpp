// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// The steps that are written as a word or a call, "change(x, previous)": what reads and writes the
/// text of a definition knows them from here alone.
namespace saleskpi::inline v0_3::detail {

/// What follows the operands of a call.
enum class StepOption : std::uint8_t {
    none,
    shift,
    level,
    ties,
    over,
    fit_and_over,
    grain,
    periods  ///< how many
};

struct StepName {
    Step::Op op;
    std::string_view name;
    std::size_t operands;
    StepOption option = StepOption::none;
    std::optional<Unit> unit = std::nullopt;  ///< of the result; none: that of the first operand
};

inline constexpr std::array<StepName, 34> step_names{{
    {Step::Op::period_months, "period_months", 0, StepOption::none, Unit::months},
    {Step::Op::days_elapsed, "days_elapsed", 0, StepOption::none, Unit::days},
    {Step::Op::days_in_period, "days_in_period", 0, StepOption::none, Unit::days},
    {Step::Op::days_left, "days_left", 0, StepOption::none, Unit::days},
    {Step::Op::working_days, "working_days", 0, StepOption::none, Unit::working_days},
    {Step::Op::at_most, "at_most", 2},
    {Step::Op::at_least, "at_least", 2},
    {Step::Op::share, "share", 1},
    {Step::Op::change, "change", 1, StepOption::shift, Unit::ratio},
    {Step::Op::before, "before", 1, StepOption::shift},
    {Step::Op::lagged, "lagged", 2},
    {Step::Op::elapsed, "elapsed", 1},
    {Step::Op::whole, "whole", 1},
    {Step::Op::to_date, "to_date", 1, StepOption::grain},
    {Step::Op::rolling, "rolling", 1, StepOption::periods},
    {Step::Op::cumulative, "cumulative", 1},
    {Step::Op::average_over, "average_over", 1, StepOption::grain},
    {Step::Op::target, "target", 1},
    {Step::Op::own_target, "own_target", 1},
    {Step::Op::members_target, "members_target", 1},
    {Step::Op::attain, "attain", 2, StepOption::none, Unit::ratio},
    {Step::Op::attain_lower, "attain_lower", 2, StepOption::none, Unit::ratio},
    {Step::Op::attain_difference, "attain_difference", 2, StepOption::none, Unit::ratio},
    {Step::Op::with_target, "with_target", 2},
    {Step::Op::reps_reaching, "reps_reaching", 1, StepOption::none, Unit::ratio},
    {Step::Op::days_reaching, "days_reaching", 2, StepOption::none, Unit::working_days},
    {Step::Op::enclosing, "enclosing", 1, StepOption::level},
    {Step::Op::reference, "reference", 1},
    {Step::Op::rank, "rank_highest", 1, StepOption::ties, Unit::count},
    {Step::Op::rank_lower, "rank_lowest", 1, StepOption::ties, Unit::count},
    {Step::Op::correlated, "correlation", 2, StepOption::fit_and_over, Unit::coefficient},
    {Step::Op::forecast_error, "forecast_error", 2, StepOption::over, Unit::ratio},
    {Step::Op::wilson_low, "wilson_low", 1, StepOption::none, Unit::ratio},
    {Step::Op::wilson_high, "wilson_high", 1, StepOption::none, Unit::ratio},
}};

/// The entry of a step, or null for leaves, constants and arithmetic signs.
constexpr const StepName* step_name(Step::Op op) {
    for (const StepName& known : step_names)
        if (known.op == op) return &known;
    return nullptr;
}

/// The number of operands a step takes from those before it.
constexpr std::size_t operands(Step::Op op) {
    if (const StepName* known = step_name(op)) return known->operands;
    return op == Step::Op::leaf || op == Step::Op::constant ? 0 : 2;
}

}  // namespace saleskpi::inline v0_3::detail
