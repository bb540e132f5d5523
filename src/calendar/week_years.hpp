// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/month_blocks.hpp>
#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <cstdint>

namespace saleskpi::inline v0_3::detail {

/// Years of whole weeks: ISO years, retail years, and the weeks of any fiscal year. They differ in
/// the day of the week on which weeks begin and in how near a year begins to the first day of the
/// same year counted in months. Weeks are numbered through, from 0 for that of 1970-01-01.
class WeekYears {
public:
    /// A year begins on its first `week_start` that is at most `reach` days before its first month:
    /// 3 for the nearest one, 6 where the last of them in the month before ends a year.
    WeekYears(date::weekday week_start, MonthBlocks years, int reach)
        : start_{week_start}, years_{years}, reach_{reach} {}

    std::int32_t week_of(Date day) const;
    Date first_day_of(std::int32_t week) const;
    int year_of(std::int32_t week) const;

    std::int32_t first_week(int year) const;
    /// 52 or 53.
    int weeks_in(int year) const { return first_week(year + 1) - first_week(year); }

private:
    date::days offset() const { return date::Thursday - start_; }  // as 1970-01-01 was

    date::weekday start_;
    MonthBlocks years_;
    int reach_;
};

}  // namespace saleskpi::inline v0_3::detail
