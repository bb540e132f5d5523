// SPDX-License-Identifier: MIT
// The value that occurs most often.
#include "plan/aggregates/values.hpp"

#include <saleskpi/metric/aggregates.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

/// Of several that occur as often, the least: so no order of records can show.
struct MostFrequent {
    template <class Int>
    Evaluated operator()(const Reading& reading, KeptValues<Int>& kept) const {
        const std::int64_t n = kept.size();
        if (n == 0) return nothing_known(kept.missing);
        std::sort(kept.values.begin(), kept.values.end());
        Int mode = kept.values.front();
        std::ptrdiff_t most = 0;
        for (auto first = kept.values.begin(); first != kept.values.end();) {
            const auto next = std::upper_bound(first, kept.values.end(), *first);
            if (next - first > most) {
                most = next - first;
                mode = *first;
            }
            first = next;
        }
        return {Rational{mode, reading.scale}, std::nullopt, n, kept.missing};
    }
};

constexpr RollingUp by_frequency{
    "recomputed from the values, for the most frequent ones do not add",
    "values are kept, for the most frequent ones do not add"};

constexpr std::array rules{
    AggregateRule{
        .kind = aggregates::mode,
        .name = "mode",
        .reader = read_values_by<MostFrequent>,
        .rolls_up = &by_frequency},
};

}  // namespace

AggregateFamily mode_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
