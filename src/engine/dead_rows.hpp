// SPDX-License-Identifier: MIT
#pragma once

#include "engine/condition.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace saleskpi::inline v0_3::detail {

/// Clears the marks of the rows [first, first + n) that are dead.
inline void leave_out(
    std::span<const std::uint32_t> dead, std::size_t first, std::size_t n, Mask& mask) {
    if (dead.empty()) return;
    for (auto at = std::lower_bound(dead.begin(), dead.end(), first);
         at != dead.end() && *at < first + n; ++at)
        mask[*at - first] = 0;
}

}  // namespace saleskpi::inline v0_3::detail
