// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <algorithm>
#include <cstdint>

namespace saleskpi::inline v0_3 {

/// A range of days, half-open: `first` belongs to it, `last` is the first day after it.
/// Adjoining windows share an edge and no day.
struct Window {
    Date first{};
    Date last{};

    [[nodiscard]] constexpr bool empty() const noexcept { return last <= first; }

    /// The number of days, 0 for an empty window.
    [[nodiscard]] constexpr std::int32_t days() const noexcept {
        return empty() ? 0 : static_cast<std::int32_t>((last - first).count());
    }

    [[nodiscard]] constexpr bool contains(Date day) const noexcept {
        return first <= day && day < last;
    }

    friend constexpr bool operator==(const Window&, const Window&) = default;
};

/// The days that lie in both windows; empty, with first == last, if there are none.
[[nodiscard]] constexpr Window intersect(const Window& a, const Window& b) noexcept {
    const Date first = (std::max)(a.first, b.first);
    return Window{first, (std::max)(first, (std::min)(a.last, b.last))};
}

/// Every valid date: 0001-01-01 up to and including 9999-12-31.
inline constexpr Window all_time{
    date::sys_days{date::year{1} / 1 / 1},
    date::sys_days{date::year{10000} / 1 / 1},
};

}  // namespace saleskpi::inline v0_3
