// SPDX-License-Identifier: MIT
// Values of a rank: medians and percentiles.
#include "plan/aggregates/values.hpp"

#include <saleskpi/metric/aggregates.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

struct Median {
    template <class Int>
    Evaluated operator()(const Reading& reading, KeptValues<Int>& kept) const {
        const std::int64_t n = kept.size();
        if (n == 0) return nothing_known(kept.missing);
        Ranked<Int> ranked{kept.values};
        if (n % 2 == 1)
            return {Rational{ranked[n / 2], reading.scale}, std::nullopt, n, kept.missing};
        return {
            Rational{checked_add(ranked[n / 2 - 1], ranked[n / 2]), checked_mul(2, reading.scale)},
            std::nullopt, n, kept.missing};
    }
};

struct NearestRank {
    template <class Int>
    Evaluated operator()(const Reading& reading, KeptValues<Int>& kept) const {
        const std::int64_t n = kept.size();
        if (n == 0) return nothing_known(kept.missing);
        const std::int64_t rank = (n * reading.leaf.argument + 99) / 100;  // from 1
        return {
            Rational{Ranked<Int>{kept.values}[rank - 1], reading.scale}, std::nullopt, n,
            kept.missing};
    }
};

/// Between the two values around a rank from 1, that is whole + hundredths / 100: as far from the lower
/// one. Below the first rank it is the first value, beyond the last one the last.
template <class Int>
Evaluated between(const Reading& reading, KeptValues<Int>& kept, std::int64_t hundredths_of_rank) {
    const std::int64_t n = kept.size();
    const std::int64_t rank = std::clamp(hundredths_of_rank, std::int64_t{100}, n * 100);
    Ranked<Int> ranked{kept.values};
    const Exact low{int128{ranked[rank / 100 - 1]}};
    Exact value = low;
    if (rank % 100 != 0)
        value += (Exact{int128{ranked[rank / 100]}} - low) * Exact{Rational{rank % 100, 100}};
    return {value / Exact{reading.scale}, std::nullopt, n, kept.missing};
}

/// Hyndman and Fan's sixth: rank p (n + 1).
struct Sixth {
    template <class Int>
    Evaluated operator()(const Reading& reading, KeptValues<Int>& kept) const {
        if (kept.size() == 0) return nothing_known(kept.missing);
        return between(reading, kept, reading.leaf.argument * (kept.size() + 1));
    }
};

/// Hyndman and Fan's seventh: rank p (n - 1) + 1.
struct Seventh {
    template <class Int>
    Evaluated operator()(const Reading& reading, KeptValues<Int>& kept) const {
        if (kept.size() == 0) return nothing_known(kept.missing);
        return between(reading, kept, reading.leaf.argument * (kept.size() - 1) + 100);
    }
};

constexpr WholeArgument percent{
    100, "a percentile in 1..100", "a percentile is a whole number in 1..100"};

constexpr std::array rules{
    AggregateRule{
        .kind = aggregates::percentile,
        .name = "percentile",
        .argument = &percent,
        .reader = read_values_by<NearestRank>,
        .rolls_up = &by_values},
    AggregateRule{
        .kind = aggregates::percentile_r6,
        .name = "percentile_r6",
        .argument = &percent,
        .reader = read_values_by<Sixth>,
        .rolls_up = &by_values},
    AggregateRule{
        .kind = aggregates::percentile_r7,
        .name = "percentile_r7",
        .argument = &percent,
        .reader = read_values_by<Seventh>,
        .rolls_up = &by_values},
    AggregateRule{
        .kind = aggregates::median,
        .name = "median",
        .reader = read_values_by<Median>,
        .rolls_up = &by_values},
};

}  // namespace

AggregateFamily ranks_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
