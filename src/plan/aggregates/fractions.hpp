// SPDX-License-Identifier: MIT
#pragma once

#include "plan/aggregates/aggregate_rule.hpp"

namespace saleskpi::inline v0_3::detail {

/// A fraction as one number, of parts of 64 bits. `below` is not zero, neither is the least there is.
constexpr int128 fraction_value(std::int64_t above, std::int64_t below) {
    return below < 0 ? int128{-above} * (int128{1} << 64) - below
                     : int128{above} * (int128{1} << 64) + below;
}
/// Of zero, zero.
constexpr Rational fraction_of(int128 value) {
    return value == 0 ? Rational{} : Rational{value >> 64, static_cast<std::int64_t>(value)};
}

/// For sums of fractions, and for stocks, where leaving is a negative entry.
struct Fractions {
    static constexpr bool takes_away = true;

    Rational total;
    std::int64_t known = 0;
    std::int64_t missing = 0;

    void add(int128 value, std::int64_t times = 1) {
        add_part(value, times);
        known += times;
    }
    /// What somebody has of a record that is counted elsewhere.
    void add_part(int128 value, std::int64_t times) {
        total += fraction_of(value) * Rational{times};
    }
    void merge(const Fractions& other) {
        total += other.total;
        known += other.known;
        missing += other.missing;
    }
    bool operator==(const Fractions&) const = default;
};
template <>
inline constexpr bool is_state<Fractions> = true;

}  // namespace saleskpi::inline v0_3::detail
