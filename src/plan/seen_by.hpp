// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace saleskpi::inline v0_3::detail {

/// For whom records stand: a set of what leaves ask of them. Most are for all.
enum class SeenBy : std::uint8_t {
    none = 0,
    sums = 1,     ///< what is added up: sums, and what means are made of
    counts = 2,   ///< how many there are: counts, means' numbers, time in force
    values = 4,   ///< the values themselves: median, extremes, distinct ones, deviations, ...
    stocks = 8,   ///< whatever is taken of those that are active at an edge of a period
    spread = 16,  ///< what is spread over days
    all = 31
};

constexpr SeenBy operator|(SeenBy a, SeenBy b) {
    return static_cast<SeenBy>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr SeenBy operator&(SeenBy a, SeenBy b) {
    return static_cast<SeenBy>(static_cast<unsigned>(a) & static_cast<unsigned>(b));
}
/// All that is not in it.
constexpr SeenBy operator~(SeenBy a) {
    return static_cast<SeenBy>(static_cast<unsigned>(SeenBy::all) & ~static_cast<unsigned>(a));
}

}  // namespace saleskpi::inline v0_3::detail
