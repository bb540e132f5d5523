// SPDX-License-Identifier: MIT
// The length of a period. Its elapsed part ends with the day as of which the book is known, or where
// the window of the report cuts it off.
#include "plan/other_periods.hpp"
#include "step_rule.hpp"

#include <saleskpi/metric/time_operators.hpp>

#include <date/date.h>

#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

Evaluated days_of(const Window& days) {
    return {Rational{(days.until - days.first).count()}, std::nullopt};
}

Evaluated months(Asking& ask) { return {months_in(ask.period().window()), std::nullopt}; }

Evaluated elapsed_days(Asking& ask) {
    const auto elapsed = elapsed_part(ask.period(), ask.today());
    return elapsed ? days_of(elapsed->window()) : without_value(Reason::immature);
}

Evaluated all_days(Asking& ask) {
    return days_of(whole_part(ask.period(), ask.calendar()).window());
}

Evaluated later_days(Asking& ask) {
    const Period whole = whole_part(ask.period(), ask.calendar());
    const auto elapsed = elapsed_part(ask.period(), ask.today());
    return days_of({elapsed ? elapsed->until : whole.first, whole.until});
}

Evaluated worked_days(Asking& ask) {
    const auto elapsed = elapsed_part(ask.period(), ask.today());
    if (!elapsed) return without_value(Reason::immature);
    return {Rational{ask.calendar().working_days().count(elapsed->window())}, std::nullopt};
}

constexpr std::array rules{
    StepRule{
        .kind = steps::period_months,
        .name = "period_months",
        .operands = 0,
        .unit = always<Unit::months>,
        .ask = months},
    StepRule{
        .kind = steps::days_elapsed,
        .name = "days_elapsed",
        .operands = 0,
        .unit = always<Unit::days>,
        .ask = elapsed_days,
        .occasions = not_begun},
    StepRule{
        .kind = steps::days_in_period,
        .name = "days_in_period",
        .operands = 0,
        .unit = always<Unit::days>,
        .ask = all_days},
    StepRule{
        .kind = steps::days_left,
        .name = "days_left",
        .operands = 0,
        .unit = always<Unit::days>,
        .ask = later_days},
    StepRule{
        .kind = steps::working_days,
        .name = "working_days",
        .operands = 0,
        .unit = always<Unit::working_days>,
        .ask = worked_days,
        .occasions = not_begun},
};

constexpr std::array operators{
    Operator{"per_day", {a_formula}, [](Arguments a) { return kpi::per_day(*a[0].metric); }},
    Operator{
        "per_working_day",
        {a_formula},
        [](Arguments a) { return kpi::per_working_day(*a[0].metric); }},
};

}  // namespace

StepFamily lengths_family() { return {rules, operators}; }

}  // namespace saleskpi::inline v0_3::detail
