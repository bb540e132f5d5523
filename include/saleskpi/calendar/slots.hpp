// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/window.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// Finds which of several date ranges contains a day, by one look-up.
class DayTable {
public:
    /// The ranges must be sorted and disjoint, lie within all_time and may have gaps; empty ranges
    /// contain nothing. Throws Error{invalid_argument} otherwise.
    explicit DayTable(std::span<const Window> ranges);

    /// The index of the range that contains the day, given in days since 1970-01-01; -1 outside.
    [[nodiscard]] std::int32_t operator()(std::int32_t day_number) const noexcept {
        // Unsigned, so that a day before the first range wraps to a large number: one comparison.
        const auto offset = static_cast<std::uint32_t>(day_number) - first_day_;
        // Days outside have an entry too, and a minimum leads there, so that nothing has to be jumped
        // over: dates come in no order that a processor could foresee.
        return slots_[((std::min)(offset, limit_) + shift_up_) >> shift_];
    }

private:
    std::uint32_t first_day_ = 0;
    std::uint32_t limit_ = 0;  // days far outside are as good as this one
    // Where one range covers all, one entry serves every day, and one all others: by the highest bit.
    std::uint32_t shift_up_ = 0;
    unsigned shift_ = 0;
    std::vector<std::int32_t> slots_{-1};
};

}  // namespace saleskpi::inline v0_3
