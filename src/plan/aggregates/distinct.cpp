// SPDX-License-Identifier: MIT
// How many different texts there are, by their codes.
#include "plan/aggregates/values.hpp"

#include <saleskpi/metric/aggregates.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

template <class Int>
std::int64_t different(std::vector<Int>& values) {
    if (values.empty()) return 0;
    const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
    const Int first = *least;
    const uint128 spread = static_cast<uint128>(*greatest) - static_cast<uint128>(first);
    if (spread > 32 * values.size()) {
        std::sort(values.begin(), values.end());
        return std::unique(values.begin(), values.end()) - values.begin();
    }
    std::vector<bool> occurs(static_cast<std::size_t>(spread) + 1);
    for (const Int value : values)
        occurs[static_cast<std::size_t>(value - first)] = true;
    return std::count(occurs.begin(), occurs.end(), true);
}

struct Different {
    template <class Int>
    Evaluated operator()(const Reading&, KeptValues<Int>& kept) const {
        const std::int64_t n = kept.size();
        return {Rational{different(kept.values)}, std::nullopt, n, kept.missing};
    }
};

constexpr RollingUp by_sets{
    "the sets of different values are united, their sizes do not add",
    "sets of different values are united"};

constexpr std::array rules{
    AggregateRule{
        .kind = aggregates::distinct,
        .name = "distinct",
        .takes = Takes::text,
        .unit = unit_always<Unit::count>,
        .reader = read_values_by<Different>,
        .rolls_up = &by_sets,
        .starts_at_zero = true,
        .needs_no_value = true},
};

}  // namespace

AggregateFamily distinct_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
