// SPDX-License-Identifier: MIT
// The sum of fractions, of which no common denominator is known beforehand.
#include "plan/aggregates/fractions.hpp"

#include <saleskpi/metric/aggregates.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

Evaluated sum_of(const Reading& reading, Fractions& sum) {
    if (sum.known == 0 && sum.missing > 0) return nothing_known(sum.missing);
    return {sum.total / Rational{reading.scale}, std::nullopt, sum.known, sum.missing};
}

constexpr std::array rules{
    AggregateRule{
        .kind = aggregates::sum_of_fractions,
        .name = "sum_of_fractions",
        .takes = Takes::fraction,
        .reader = read_by<sum_of>,
        .seen_by = SeenBy::sums,
        .is_of_parts = true,
        .starts_at_zero = true},
};

}  // namespace

AggregateFamily fractions_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
