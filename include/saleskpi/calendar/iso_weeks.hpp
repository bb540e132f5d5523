// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <cstdint>

/// The arithmetic of ISO 8601 weeks: Monday to Sunday, numbered from 0 for the week of 1970-01-01.
/// A week belongs to the year of its Thursday, which is not always the year of the day at hand.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::detail {

constexpr std::int32_t iso_week_of(Date day) noexcept {
    const auto from_thursday = day + date::days{3};  // 1970-01-01 was a Thursday
    return static_cast<std::int32_t>(
        date::floor<date::weeks>(from_thursday).time_since_epoch().count());
}

constexpr Date monday_of_iso_week(std::int32_t week) noexcept {
    return Date{date::days{week * 7 - 3}};
}

constexpr int year_of_iso_week(std::int32_t week) noexcept {
    const Date thursday = monday_of_iso_week(week) + date::days{3};
    return static_cast<int>(date::year_month_day{thursday}.year());
}

/// Week 1 is the week that contains January 4.
constexpr std::int32_t first_iso_week(int year) noexcept {
    return iso_week_of(date::sys_days{date::year{year} / 1 / 4});
}

constexpr int number_of_iso_week(std::int32_t week) noexcept {
    return week - first_iso_week(year_of_iso_week(week)) + 1;
}

/// 52 or 53.
constexpr int iso_weeks_in(int year) noexcept {
    return first_iso_week(year + 1) - first_iso_week(year);
}

}  // namespace saleskpi::inline v0_3::detail
