// SPDX-License-Identifier: MIT
// How far values lie from their mean: the standard deviation, of a sample and of a population.
#pragma once

#include "plan/aggregates/aggregate_rule.hpp"

#include <saleskpi/metric/aggregates.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {

/// The sums of the values and of their squares. Throws Error overflow where 128 bits do not hold them.
struct Moments {
    static constexpr bool takes_away = true;

    int128 total = 0;
    int128 squares = 0;
    std::int64_t known = 0;
    std::int64_t missing = 0;

    void add(int128 value, std::int64_t times = 1) {
        total = checked_add(total, checked_mul(value, times));
        squares = checked_add(squares, checked_mul(checked_mul(value, value), times));
        known += times;
    }
    void merge(const Moments& other) {
        total = checked_add(total, other.total);
        squares = checked_add(squares, other.squares);
        known += other.known;
        missing += other.missing;
    }
    bool operator==(const Moments&) const = default;
};
template <>
inline constexpr bool is_state<Moments> = true;

/// The root of (n * squares - total ^ 2) / (n * (n - less)), rounded once.
inline Evaluated deviation(const Reading& reading, const Moments& of, std::int64_t less) {
    if (of.known == 0) return nothing_known(of.missing);
    Evaluated result{{}, std::nullopt, of.known, of.missing};
    if (of.known <= less) return without_value(Reason::insufficient_n, result);
    const Exact total{of.total};
    const Exact spread = Exact{int128{of.known}} * Exact{of.squares} - total * total;
    const Exact scale{int128{reading.scale}};
    const Exact count = Exact{int128{of.known}} * Exact{int128{of.known - less}};
    result.value = square_root(spread / (count * scale * scale));
    return result;
}

inline Evaluated deviation_of_sample(const Reading& reading, Moments& of) {
    return deviation(reading, of, 1);
}
inline Evaluated deviation_of_population(const Reading& reading, Moments& of) {
    return deviation(reading, of, 0);
}

inline constexpr RollingUp by_moments{
    "recomputed from the number of values, their sum and that of their squares, which add",
    "deviations are kept as number, sum and sum of squares"};
inline constexpr std::array of_one_value{
    Occasion{Reason::insufficient_n, "there are fewer than two values"}};

inline constexpr std::array deviations{
    AggregateRule{
        .kind = aggregates::sample_standard_deviation,
        .name = "sample_standard_deviation",
        .reader = read_by<deviation_of_sample>,
        .rolls_up = &by_moments,
        .occasions = of_one_value},
    AggregateRule{
        .kind = aggregates::population_standard_deviation,
        .name = "population_standard_deviation",
        .reader = read_by<deviation_of_population>,
        .rolls_up = &by_moments},
};

inline AggregateFamily deviation_family() { return deviations; }

}  // namespace saleskpi::inline v0_3::detail
