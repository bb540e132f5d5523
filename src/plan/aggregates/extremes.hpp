// SPDX-License-Identifier: MIT
#pragma once

#include "plan/aggregates/aggregate_rule.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

/// For smallest and largest.
struct Extremes {
    int128 least = int128_max;
    int128 greatest = int128_min;
    std::int64_t known = 0;
    std::int64_t missing = 0;

    void add(int128 value) {
        least = (std::min)(least, value);
        greatest = (std::max)(greatest, value);
        ++known;
    }
    void merge(const Extremes& other) {
        least = (std::min)(least, other.least);
        greatest = (std::max)(greatest, other.greatest);
        known += other.known;
        missing += other.missing;
    }
    bool operator==(const Extremes&) const = default;
};
template <>
inline constexpr bool is_state<Extremes> = true;

}  // namespace saleskpi::inline v0_3::detail
