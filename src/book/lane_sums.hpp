// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace saleskpi::detail {

/// The sums of one leaf over one part of a table, cumulated along the days, for each lane (of a
/// stock: for each rep). The sum over the days [a, b) is what lies before b less what lies before
/// a: so the same numbers answer any window, grain and calendar whose borders are among the days.
struct LaneSums {
    std::vector<std::int32_t> days;      ///< ascending; what lies before each is summed up
    std::vector<std::int64_t> totals;    ///< row * days + number of the day; empty for a count
    std::vector<std::uint32_t> known;    ///< records that count and have the value
    std::vector<std::uint32_t> missing;  ///< records that count but have none; empty if always 0

    std::size_t rows() const { return days.empty() ? 0 : known.size() / days.size(); }
    bool has(const std::vector<std::int32_t>& wanted) const {
        return std::includes(days.begin(), days.end(), wanted.begin(), wanted.end());
    }
    std::size_t day(std::int32_t wanted) const {
        return static_cast<std::size_t>(
            std::lower_bound(days.begin(), days.end(), wanted) - days.begin());
    }
    std::size_t bytes() const {
        return sizeof(*this) + days.capacity() * 4 + totals.capacity() * 8 +
               (known.capacity() + missing.capacity()) * 4;
    }
};

}  // namespace saleskpi::detail
