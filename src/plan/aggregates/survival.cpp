// SPDX-License-Identifier: MIT
// Who waits for something, and for how long: Kaplan and Meier's estimate.
#include "plan/aggregates/values.hpp"
#include "plan/aggregates/waiting.hpp"

#include <saleskpi/metric/aggregates.hpp>

#include <array>
#include <cmath>

namespace saleskpi::inline v0_3::detail {
namespace {

/// Kaplan and Meier: whoever is still seen on a day on which somebody gets there is one of those who
/// could have. Values are those of RowValue::Kind::waiting.
template <class Int>
Rational reached(const std::vector<Int>& values, int days, std::int32_t last_day) {
    struct Waited {
        std::int64_t days;
        bool is_over;
        bool operator<(const Waited& other) const { return days < other.days; }
    };
    std::vector<Waited> all;
    for (const Int value : values)
        if (is_still_waiting(value))
            all.push_back({std::int64_t{last_day} - waiting_since(value), false});
        else
            all.push_back({static_cast<std::int64_t>(value), true});
    std::sort(all.begin(), all.end());
    double still = 1;  // the share that is still waiting
    for (std::size_t i = 0; i < all.size() && all[i].days <= days;) {
        const auto seen = static_cast<double>(all.size() - i);
        const std::int64_t day = all[i].days;
        double over = 0;
        for (; i < all.size() && all[i].days == day; ++i)
            over += all[i].is_over ? 1 : 0;
        still *= 1 - over / seen;
    }
    constexpr std::int64_t places = 1'000'000'000;
    return Rational{std::llround((1 - still) * static_cast<double>(places)), places};
}

struct Reached {
    template <class Int>
    Evaluated operator()(const Reading& reading, KeptValues<Int>& kept) const {
        const std::int64_t n = kept.size();
        if (n == 0) return nothing_known(kept.missing);
        return {
            reached(kept.values, reading.leaf.argument, reading.seen_until), std::nullopt, n,
            kept.missing};
    }
};

constexpr WholeArgument days{
    100'000, "a number of days", "something is reached within a whole number of days"};

constexpr std::array rules{
    AggregateRule{
        .kind = aggregates::reached_within,
        .name = "reached_within",
        .takes = Takes::two_dates,
        .argument = &days,
        .unit = unit_always<Unit::ratio>,
        .reader = read_values_by<Reached>,
        .rolls_up = &by_values},
};

}  // namespace

AggregateFamily survival_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
