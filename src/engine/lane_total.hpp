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

/// How many records that count a lane has before a day.
inline std::uint32_t records_before(const LaneSums& sums, std::size_t row, std::int32_t day) {
    const LaneSums::Column column = sums.find(day);
    return column.known(row) + column.missing(row);
}

}  // namespace saleskpi::inline v0_3::detail
