// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/calendar/period.hpp>
#include <saleskpi/value/rational.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// Which days periods have: by year, month and day, and by stepping. A calendar is asked only for
/// what it alone knows: on which day its weeks begin, its fiscal years, its retail and custom
/// periods. The numbers of the periods are left out.
namespace slow {

using namespace saleskpi;

/// The period of a grain that has the day.
Period period_of(Grain grain, Date day, const Calendar& calendar);

/// With what a report's window cuts off on both sides. A window is whole.
Period whole_of(const Period& period, const Calendar& calendar);

std::int64_t days_in(const Period& period);

/// Months, day by day: each is its part of its own month.
Rational months(const std::vector<Date>& days);

/// The period n periods before, one of the same number a year before, or the days 364 days before.
/// Of one that is cut off, the same part of it. None of all time.
std::optional<Period> periods_before(const Period& period, int n, const Calendar& calendar);
std::optional<Period> year_before(const Period& period, const Calendar& calendar);
std::optional<Period> same_weekdays_before(const Period& period);

}  // namespace slow
