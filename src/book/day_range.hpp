// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/window.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace saleskpi::inline v0_3::detail {

/// The first and the last of some days, as numbers.
using DayRange = std::pair<std::int32_t, std::int32_t>;

/// Makes days reach as far as others; none reach nowhere.
inline void reach(std::optional<DayRange>& days, const std::optional<DayRange>& others) {
    if (!others) return;
    days =
        days
            ? DayRange{(std::min)(days->first, others->first), (std::max)(days->second, others->second)}
            : *others;
}

inline Window window_of(const std::optional<DayRange>& days) {
    if (!days) return {};
    return {Date{date::days{days->first}}, Date{date::days{days->second + 1}}};
}

}  // namespace saleskpi::inline v0_3::detail
