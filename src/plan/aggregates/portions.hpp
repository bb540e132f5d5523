// SPDX-License-Identifier: MIT
#pragma once

#include "plan/aggregates/aggregate_rule.hpp"

namespace saleskpi::inline v0_3::detail {

/// For values apportioned over days, and time in force.
struct Portions {
    Rational total;
    std::int64_t known = 0;
    std::int64_t missing = 0;

    void add(const Rational& value) {
        total += value;
        ++known;
    }
    void merge(const Portions& other) {
        total += other.total;
        known += other.known;
        missing += other.missing;
    }
    bool operator==(const Portions&) const = default;
};
template <>
inline constexpr bool is_state<Portions> = true;

inline Evaluated sum_of_portions(const Reading& reading, Portions& portions) {
    if (portions.known == 0 && portions.missing > 0) return nothing_known(portions.missing);
    return {
        portions.total / Rational{reading.scale}, std::nullopt, portions.known, portions.missing};
}

}  // namespace saleskpi::inline v0_3::detail
