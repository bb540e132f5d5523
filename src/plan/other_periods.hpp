// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/metric/step.hpp>
#include <saleskpi/value/rational.hpp>

#include <cstdint>
#include <optional>

/// The periods that steps take their operands in, by the one in which they stand.
namespace saleskpi::inline v0_3::detail {

/// The period another is compared with: of one that is cut short, the same elapsed part.
/// None before the beginning of time.
std::optional<Period> compared_with(
    const Period& period, const Step& back, const Calendar& calendar);

/// The part of a period up to the last day that has happened; none if it has not begun.
std::optional<Period> elapsed_part(const Period& period, std::optional<Date> today);
/// The period n steps later; none beyond the calendar's days, or before or behind listed periods.
std::optional<Period> shifted(const Period& period, std::int32_t n, const Calendar& calendar);
/// From the beginning of the period of a grain to the end of this one; none if no listed period has
/// its last day.
std::optional<Period> to_date(const Period& period, Grain grain, const Calendar& calendar);
/// The last n periods, this one included, as one; none if there are not as many.
std::optional<Period> rolled(const Period& period, int n, const Calendar& calendar);
/// From the first day of a window to the end of the period; none for a period before the window.
std::optional<Period> from_the_first(const Period& period, const Window& window);
/// The period with what a window cuts off at its end.
Period whole_part(const Period& period, const Calendar& calendar);

/// No lag reaches further back: two years, one of them a leap year.
inline constexpr std::int64_t longest_lag = 731;
/// The period some whole periods before, at most two years; none further back.
std::optional<Period> lagged(const Period& period, std::int64_t periods, const Calendar& calendar);
/// How many whole periods before a lag of so many days reaches.
std::int64_t periods_of(const Rational& lag_days, const Period& period, const Calendar& calendar);

/// The length of a range in months, each calendar month counting as one whatever its length.
Rational months_in(const Window& range);

}  // namespace saleskpi::inline v0_3::detail
