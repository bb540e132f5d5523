// SPDX-License-Identifier: MIT
#include "week_block_rule.hpp"

#include <array>
#include <cstddef>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr int weeks_per_quarter = 13;

/// By pattern, the weeks of a quarter before each of its months.
constexpr std::array<std::array<int, 3>, 3> weeks_before_month{{{0, 4, 8}, {0, 4, 9}, {0, 5, 9}}};

}  // namespace

int WeekBlockRule::weeks_before(int part) const {
    const int month = part * months_;
    const auto& in_quarter = weeks_before_month[static_cast<std::size_t>(pattern_)];
    return month / 3 * weeks_per_quarter + in_quarter[static_cast<std::size_t>(month % 3)];
}

std::int32_t WeekBlockRule::ordinal_of(Date day) const {
    const std::int32_t week = years_.week_of(day);
    const int year = years_.year_of(week);
    const int number = week - years_.first_week(year);
    int part = per_year() - 1;
    while (weeks_before(part) > number)
        --part;
    return year * per_year() + part;
}

Window WeekBlockRule::days(std::int32_t ordinal) const {
    const int year = ordinal / per_year();
    const int part = ordinal % per_year();
    const std::int32_t first = years_.first_week(year);
    const std::int32_t end =
        part + 1 == per_year() ? years_.first_week(year + 1) : first + weeks_before(part + 1);
    return Window{years_.first_day_of(first + weeks_before(part)), years_.first_day_of(end)};
}

}  // namespace saleskpi::inline v0_3::detail
