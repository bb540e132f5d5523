// SPDX-License-Identifier: MIT
#pragma once

#include "plan/other_periods.hpp"
#include "step_rule.hpp"

#include <optional>
#include <string_view>

/// What steps share that compare a period with the one that `shift` or `periods` names.
namespace saleskpi::inline v0_3::detail {

/// An operand in the period before another one, if that does not lie before its records.
inline Evaluated value_before(Asking& ask, std::size_t operand, const Period& period) {
    const auto earlier = compared_with(period, ask.step(), ask.calendar());
    if (!earlier || ask.is_before_records(operand, *earlier))
        return without_value(Reason::no_prior_period);
    return ask.operand(operand, *earlier);
}

inline std::string_view compared(const Step& s) {
    return s.periods > 0                      ? "compared with as many periods before"
           : s.shift == Shift::previous       ? "compared with the period before"
           : s.shift == Shift::year_over_year ? "compared with the same period a year before"
                                              : "compared with the days 364 days before";
}

inline constexpr Occasion outside{
    Reason::no_prior_period, "the period to compare with lies outside the data"};
inline constexpr std::array outside_or_not_begun{
    outside, Occasion{Reason::immature, "the period has not begun"}};

}  // namespace saleskpi::inline v0_3::detail
