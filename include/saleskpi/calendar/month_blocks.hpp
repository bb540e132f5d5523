// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <algorithm>
#include <cstdint>

/// The arithmetic of all periods made of whole months, civil and fiscal.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::detail {

/// Months from January of the year 0 to the month of `day`.
constexpr int month_index(Date day) noexcept {
    const date::year_month_day ymd{day};
    return static_cast<int>(ymd.year()) * 12 +
           static_cast<int>(static_cast<unsigned>(ymd.month())) - 1;
}

/// The first day of a month, from its index.
constexpr Date first_of_month(int index) noexcept {
    const int year = (index >= 0 ? index : index - 11) / 12;
    return date::sys_days{date::year{year} / (index - year * 12 + 1) / 1};
}

/// Blocks of `months` months, numbered from 0. `lead` is the number of months by which the count
/// runs ahead of the civil one: with a fiscal year that begins in April and is named by its end,
/// 9.
struct MonthBlocks {
    int months = 1;
    int lead = 0;

    constexpr int per_year() const noexcept { return 12 / months; }

    constexpr std::int32_t ordinal_of(Date day) const noexcept {
        return (month_index(day) + lead) / months;
    }

    constexpr Date first_day(std::int32_t ordinal) const noexcept {
        return first_of_month(ordinal * months - lead);
    }
};

/// Which end of a half-open range a day stands for.
enum class Edge { first, last };

/// The same day of another month. A day which that month lacks becomes its last day; as the end of
/// a half-open range it becomes the day after, so that "up to and including the 30th" covers all
/// of February.
constexpr Date shift_months(Date day, int months, Edge edge) noexcept {
    const int from = month_index(day);
    const Date start = first_of_month(from + months);
    const date::days length = first_of_month(from + months + 1) - start;
    const date::days limit = edge == Edge::first ? length - date::days{1} : length;
    return start + (std::min)(day - first_of_month(from), limit);
}

}  // namespace saleskpi::inline v0_3::detail
