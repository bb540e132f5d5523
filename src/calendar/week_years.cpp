// SPDX-License-Identifier: MIT
#include "week_years.hpp"

namespace saleskpi::inline v0_3::detail {

std::int32_t WeekYears::week_of(Date day) const {
    return static_cast<std::int32_t>(
        date::floor<date::weeks>(day + offset()).time_since_epoch().count());
}

Date WeekYears::first_day_of(std::int32_t week) const {
    return Date{date::days{week * 7}} - offset();
}

int WeekYears::year_of(std::int32_t week) const {
    // Right but for a week of the years that begin more than three days early.
    const int year = years_.ordinal_of(first_day_of(week) + date::days{3});
    if (week < first_week(year)) return year - 1;
    return week < first_week(year + 1) ? year : year + 1;
}

std::int32_t WeekYears::first_week(int year) const {
    return week_of(years_.first_day(year) - date::days{reach_} + date::days{6});
}

}  // namespace saleskpi::inline v0_3::detail
