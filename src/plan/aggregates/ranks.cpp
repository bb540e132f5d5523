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
        .kind = aggregates::median,
        .name = "median",
        .reader = read_values_by<Median>,
        .rolls_up = &by_values},
};

}  // namespace

AggregateFamily ranks_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
