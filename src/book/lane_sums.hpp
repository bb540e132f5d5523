// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The sums of one leaf over one part of a table, cumulated along the days, for each lane (of a
/// stock: for each rep). The sum over the days [a, b) is what lies before b less what lies before
/// a: so the same numbers answer any window, grain and calendar whose borders are among the days.
struct LaneSums {
    std::vector<std::int32_t> days;      ///< ascending; what lies before each is summed up
    std::vector<std::int64_t> totals;    ///< row * days + number of the day; empty for a count
    std::vector<std::uint32_t> known;    ///< records that count and have the value
    std::vector<std::uint32_t> missing;  ///< records that count but have none; empty if always 0
    /// Of a stock whose records may lack their first day: the first from which one of them is in it.
    std::int32_t first_day = (std::numeric_limits<std::int32_t>::max)();
    /// The same for other days, from an earlier query.
    std::shared_ptr<const LaneSums> earlier;

    /// A day's sums: those of a row are at row * stride + column.
    struct Column {
        const LaneSums* sums = nullptr;
        std::size_t number = 0;

        /// Without dividing, as rows() does.
        bool has(std::size_t row) const { return cell(row) < sums->known.size(); }
        std::size_t cell(std::size_t row) const { return row * sums->days.size() + number; }
        std::int64_t total(std::size_t row) const {
            return sums->totals.empty() || !has(row) ? 0 : sums->totals[cell(row)];
        }
        std::uint32_t known(std::size_t row) const { return has(row) ? sums->known[cell(row)] : 0; }
        std::uint32_t missing(std::size_t row) const {
            return sums->missing.empty() || !has(row) ? 0 : sums->missing[cell(row)];
        }
    };

    std::size_t rows() const { return days.empty() ? 0 : known.size() / days.size(); }
    /// The sums before a day; of no LaneSums if they are not known.
    Column find(std::int32_t day) const {
        for (const LaneSums* sums = this; sums; sums = sums->earlier.get()) {
            const auto at = std::lower_bound(sums->days.begin(), sums->days.end(), day);
            if (at != sums->days.end() && *at == day)
                return {sums, static_cast<std::size_t>(at - sums->days.begin())};
        }
        return {};
    }
    bool knows(std::span<const std::int32_t> some) const {
        return std::all_of(
            some.begin(), some.end(), [&](std::int32_t day) { return find(day).sums != nullptr; });
    }
    /// All days whose sums are known, ascending.
    std::vector<std::int32_t> all_days() const {
        std::vector<std::int32_t> all;
        for (const LaneSums* sums = this; sums; sums = sums->earlier.get())
            all.insert(all.end(), sums->days.begin(), sums->days.end());
        std::sort(all.begin(), all.end());
        return all;
    }
    /// How many follow each other, each knowing other days.
    std::size_t links() const { return 1 + (earlier ? earlier->links() : 0); }
    std::size_t bytes() const {
        return sizeof(*this) + days.capacity() * 4 + totals.capacity() * 8 +
               (known.capacity() + missing.capacity()) * 4 + (earlier ? earlier->bytes() : 0);
    }
};

}  // namespace saleskpi::inline v0_3::detail
