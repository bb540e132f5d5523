// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <algorithm>
#include <cstdint>

namespace saleskpi::inline v0_3 {

/// A range of days, half-open: `first` belongs to it, `until` is the first day after it.
/// Adjoining windows share an edge and no day.
struct Window {
    Date first{};
    Date until{};

    [[nodiscard]] constexpr bool empty() const noexcept { return until <= first; }

    /// The number of days, 0 for an empty window; at most what 32 bits can hold.
    [[nodiscard]] constexpr std::int32_t days() const noexcept {
        const std::int64_t n = std::int64_t{until.time_since_epoch().count()} -
                               std::int64_t{first.time_since_epoch().count()};
        return empty() ? 0 : static_cast<std::int32_t>((std::min)(n, std::int64_t{INT32_MAX}));
    }

    [[nodiscard]] constexpr bool contains(Date day) const noexcept {
        return first <= day && day < until;
    }

    friend constexpr bool operator==(const Window&, const Window&) = default;
};

/// The days that lie in both windows; empty, with first == until, if there are none.
[[nodiscard]] constexpr Window intersect(const Window& a, const Window& b) noexcept {
    const Date first = (std::max)(a.first, b.first);
    return Window{first, (std::max)(first, (std::min)(a.until, b.until))};
}

/// Every valid date: 0001-01-01 up to and including 9999-12-31.
inline constexpr Window all_time{earliest_date, latest_date + date::days{1}};

}  // namespace saleskpi::inline v0_3
