// SPDX-License-Identifier: MIT
#pragma once

#include <date/date.h>

#include <cstdint>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// Which year names a fiscal year that spans two: with an April start, April 2025 to March 2026 is
/// FY2026 by its end and FY2025 by its start.
enum class FiscalName : std::uint8_t { by_end, by_start };

/// How the 13 weeks of a retail quarter make three months. A 53rd week is added to the last month
/// of the year.
enum class RetailPattern : std::uint8_t { p445, p454, p544 };

/// How a retail year finds its last day, and its name.
struct RetailYear {
    enum class End : std::uint8_t {
        nearest_to_month_end,  ///< the given weekday nearest to the last day of the month
        last_in_month,         ///< the last given weekday of the month
    };

    End end = End::nearest_to_month_end;
    date::weekday day = date::Saturday;
    date::month month = date::January;
    FiscalName name = FiscalName::by_start;

    friend constexpr bool operator==(const RetailYear&, const RetailYear&) = default;
};

/// The year of the National Retail Federation: it ends on the Saturday nearest to January 31, and
/// has the name of the year in which it begins. 2023 is Jan 29, 2023 to Feb 3, 2024.
inline constexpr RetailYear nrf{};

/// What stands a year before, where years have whole weeks.
enum class YearBefore : std::uint8_t {
    /// The period of the same number; week 53 falls back to the last week of the year before.
    unrestated,
    /// The days 364 days before, each on its own weekday and near its own date: after a year of 53
    /// weeks, that year restated without its first week.
    restated,
};

}  // namespace saleskpi::inline v0_3
