// SPDX-License-Identifier: MIT
// The smallest and the largest value, and the values of the earliest and the latest day.
#include "plan/aggregates/extremes.hpp"

#include "plan/aggregates/dated.hpp"

#include <saleskpi/metric/aggregates.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

Evaluated least_of(const Reading& reading, Extremes& found) {
    if (found.known == 0) return nothing_known(found.missing);
    return {Rational{found.least, reading.scale}, std::nullopt, found.known, found.missing};
}

Evaluated greatest_of(const Reading& reading, Extremes& found) {
    if (found.known == 0) return nothing_known(found.missing);
    return {Rational{found.greatest, reading.scale}, std::nullopt, found.known, found.missing};
}

/// Of several records of that day the least value, or the greatest: so no order of records can show.
Evaluated earliest_of(const Reading& reading, Extremes& found) {
    if (found.known == 0) return nothing_known(found.missing);
    return {
        Rational{undated(found.least), reading.scale}, std::nullopt, found.known, found.missing};
}

Evaluated latest_of(const Reading& reading, Extremes& found) {
    if (found.known == 0) return nothing_known(found.missing);
    return {
        Rational{undated(found.greatest), reading.scale}, std::nullopt, found.known, found.missing};
}

constexpr RollingUp by_days{
    "of the earliest, or latest, records the one of the earliest, or latest, day",
    "the earliest, or latest, of the earliest, or latest, is taken"};
constexpr RollingUp by_extremes{
    "the extreme of the extremes", "the extreme of the extremes is taken"};

constexpr std::array rules{
    AggregateRule{
        .kind = aggregates::smallest,
        .name = "smallest",
        .takes = Takes::number_or_date,
        .reader = read_by<least_of>,
        .rolls_up = &by_extremes},
    AggregateRule{
        .kind = aggregates::largest,
        .name = "largest",
        .takes = Takes::number_or_date,
        .reader = read_by<greatest_of>,
        .rolls_up = &by_extremes},
    AggregateRule{
        .kind = aggregates::earliest_by,
        .name = "earliest_by",
        .takes = Takes::value_and_date,
        .reader = read_by<earliest_of>,
        .rolls_up = &by_days},
    AggregateRule{
        .kind = aggregates::latest_by,
        .name = "latest_by",
        .takes = Takes::value_and_date,
        .reader = read_by<latest_of>,
        .rolls_up = &by_days},
};

}  // namespace

AggregateFamily extremes_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
