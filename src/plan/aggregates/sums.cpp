// SPDX-License-Identifier: MIT
// What adds up: the number of records, the sum of their values, and the mean, which is made of both.
#include "plan/aggregates/sums.hpp"

#include <saleskpi/metric/aggregates.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

Evaluated counted(const Reading&, Sum& sum) {
    return {Rational{sum.known}, std::nullopt, sum.known, sum.missing};
}

Evaluated added_up(const Reading& reading, Sum& sum) {
    if (sum.known == 0 && sum.missing > 0) return nothing_known(sum.missing);
    return {Rational{sum.total, reading.scale}, std::nullopt, sum.known, sum.missing};
}

Evaluated averaged(const Reading& reading, Sum& sum) {
    if (sum.known == 0) return nothing_known(sum.missing);
    return {
        Rational{sum.total, checked_mul(reading.scale, sum.known)}, std::nullopt, sum.known,
        sum.missing};
}

constexpr RollingUp by_pairs{
    "recomputed from the sum and the number of values, which add",
    "means are kept as sum and number"};

constexpr std::array rules{
    AggregateRule{
        .kind = aggregates::count,
        .name = "count",
        .takes = Takes::record,
        .unit = unit_always<Unit::count>,
        .reader = read_by<counted>,
        .starts_at_zero = true,
        .counts_records = true},
    AggregateRule{
        .kind = aggregates::sum,
        .name = "sum",
        .reader = read_by<added_up>,
        .is_of_parts = true,
        .starts_at_zero = true},
    AggregateRule{
        .kind = aggregates::mean,
        .name = "mean",
        .reader = read_by<averaged>,
        .is_of_parts = true,
        .rolls_up = &by_pairs},
};

}  // namespace

AggregateFamily sums_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
