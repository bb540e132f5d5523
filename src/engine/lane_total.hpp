// SPDX-License-Identifier: MIT
#pragma once

#include "book/lane_sums.hpp"
#include "book/lanes.hpp"
#include "plan/aggregates/sums.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

/// What LaneSums say, added to a state.
namespace saleskpi::inline v0_3::detail {

/// Adds what lies before a day.
inline void add(Sum& sum, const LaneSums::Column& column, std::size_t row) {
    sum.total += column.total(row);
    sum.known += column.known(row);
    sum.missing += column.missing(row);
}

/// Adds what lies between two days. Counting may have begun at a day behind the first of them: then
/// its numbers are negative, modulo 2^32, and only the difference isn't.
inline void add_between(
    Sum& sum, const LaneSums::Column& begin, const LaneSums::Column& end, std::size_t row) {
    sum.total += int128{end.total(row)} - begin.total(row);
    sum.known += std::uint32_t{end.known(row) - begin.known(row)};
    sum.missing += std::uint32_t{end.missing(row) - begin.missing(row)};
}

/// Whether a lane has records that count between the first and the last of the days; of a stock,
/// on the eve of one of them.
inline bool has_records(
    const LaneSums& sums,
    bool is_stock,
    const Lane& lane,
    std::uint32_t number,
    std::span<const std::int32_t> days) {
    const auto count = [&](std::size_t row, std::int32_t day) {
        const LaneSums::Column column = sums.find(day);
        return column.known(row) + column.missing(row);
    };
    if (!is_stock) return count(number, days.front()) != count(number, days.back());
    return std::any_of(days.begin(), days.end(), [&](std::int32_t day) {
        return lane.from < day && day <= lane.until &&
               count(static_cast<std::size_t>(lane.rep), day) > 0;
    });
}

}  // namespace saleskpi::inline v0_3::detail
