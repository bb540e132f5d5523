// SPDX-License-Identifier: MIT
// The smallest and the largest value.
#include "plan/aggregates/extremes.hpp"

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

constexpr RollingUp by_extremes{
    "the extreme of the extremes", "the extreme of the extremes is taken"};

constexpr std::array rules{
    AggregateRule{
        .kind = aggregates::smallest,
        .name = "smallest",
        .reader = read_by<least_of>,
        .rolls_up = &by_extremes},
    AggregateRule{
        .kind = aggregates::largest,
        .name = "largest",
        .reader = read_by<greatest_of>,
        .rolls_up = &by_extremes},
};

}  // namespace

AggregateFamily extremes_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
