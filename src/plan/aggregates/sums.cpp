// SPDX-License-Identifier: MIT
// What adds up: the number of records, the sum of their values, and the mean, which is made of both.
#include "plan/aggregates/sums.hpp"

#include <saleskpi/metric/aggregates.hpp>

#include <array>
#include <cstddef>
#include <span>

namespace saleskpi::inline v0_3::detail {
namespace {

/// A value as it is made of a sum. Nothing below: nothing is known.
struct Quotient {
    int128 above;
    int128 below;
};

Quotient counted(const Reading&, const Sum& sum) { return {sum.known, 1}; }

Quotient added_up(const Reading& reading, const Sum& sum) {
    if (sum.known == 0 && sum.missing > 0) return {0, 0};
    return {sum.total, reading.scale};
}

Quotient averaged(const Reading& reading, const Sum& sum) {
    return {sum.total, checked_mul(reading.scale, sum.known)};
}

template <Quotient (*Made)(const Reading&, const Sum&)>
Evaluated value(const Reading& reading, Sum& sum) {
    const Quotient made = Made(reading, sum);
    // Something is there to be divided, but only of records that do not count, such as corrections.
    if (made.below == 0 && made.above != 0) return {{}, Reason::zero_denominator, 0, sum.missing};
    if (made.below == 0) return nothing_known(sum.missing);
    return {Exact{made.above} / Exact{made.below}, std::nullopt, sum.known, sum.missing};
}

template <Quotient (*Made)(const Reading&, const Sum&)>
void values(const Reading& reading, std::span<Sum> sums, ManyValues& to, std::size_t cell) {
    for (Sum& sum : sums) {
        const Quotient made = Made(reading, sum);
        if (made.below != 0 && fits_64(made.above) && fits_64(made.below))
            to.set(
                cell, static_cast<std::int64_t>(made.above), static_cast<std::int64_t>(made.below),
                sum.known, sum.missing);
        else
            to.set(cell, value<Made>(reading, sum));
        ++cell;
    }
}

template <Quotient (*Made)(const Reading&, const Sum&)>
constexpr StateReader reader_of_sums() {
    StateReader reader = read_by<value<Made>>;
    reader.many = &values<Made>;
    return reader;
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
        .reader = reader_of_sums<counted>(),
        .seen_by = SeenBy::counts,
        .starts_at_zero = true,
        .counts_records = true},
    AggregateRule{
        .kind = aggregates::sum,
        .name = "sum",
        .reader = reader_of_sums<added_up>(),
        .seen_by = SeenBy::sums,
        .is_of_parts = true,
        .starts_at_zero = true},
    AggregateRule{
        .kind = aggregates::mean,
        .name = "mean",
        .reader = reader_of_sums<averaged>(),
        .seen_by = SeenBy::sums | SeenBy::counts,
        .is_of_parts = true,
        .rolls_up = &by_pairs},
};

}  // namespace

AggregateFamily sums_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
