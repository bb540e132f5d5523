// SPDX-License-Identifier: MIT
#pragma once

#include "plan/aggregates/aggregate_rule.hpp"

namespace saleskpi::inline v0_3::detail {

/// For count, sum and mean, and for stocks, where leaving is a negative entry.
struct Sum {
    static constexpr bool takes_away = true;

    int128 total = 0;
    std::int64_t known = 0;    ///< records that count and have the value
    std::int64_t missing = 0;  ///< records that count but have none

    void add(int128 value, std::int64_t times = 1) {
        add_part(value, times);
        known += times;
    }
    /// What somebody has of a record that is counted elsewhere.
    void add_part(int128 value, std::int64_t times) {
        total = checked_add(total, checked_mul(value, times));
    }
    void merge(const Sum& other) {
        total = checked_add(total, other.total);
        known += other.known;
        missing += other.missing;
    }
    bool operator==(const Sum&) const = default;
};
template <>
inline constexpr bool is_state<Sum> = true;

}  // namespace saleskpi::inline v0_3::detail
