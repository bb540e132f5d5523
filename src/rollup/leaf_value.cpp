// SPDX-License-Identifier: MIT
#include "rollup/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::detail {

namespace {

/// The merge of a leaf's states over groups and columns of time.
template <class State>
State merged(
    const std::vector<State>& states,
    std::span<const std::uint32_t> groups,
    std::size_t columns,
    TimePlan::Columns range) {
    State all;
    for (const std::uint32_t group : groups) {
        if ((group + std::size_t{1}) * columns > states.size()) continue;  // a lane has no states
        for (std::size_t c = range.first; c < range.last; ++c)
            all.merge(states[group * columns + c]);
    }
    return all;
}

/// The entries of shared records that lie in the groups and columns, each record once.
std::vector<SharedEntry> shared_in(
    const LeafCells& leaf,
    std::span<const std::uint32_t> groups,
    std::size_t columns,
    TimePlan::Columns range) {
    std::vector<SharedEntry> entries;
    if (leaf.shared.empty()) return entries;
    for (const SharedEntry& entry : leaf.shared) {
        const std::size_t column = entry.cell % columns;
        const auto group = static_cast<std::uint32_t>(entry.cell / columns);
        if (column >= range.first && column < range.last &&
            std::binary_search(groups.begin(), groups.end(), group))
            entries.push_back(entry);
    }
    std::sort(entries.begin(), entries.end(), [](const SharedEntry& a, const SharedEntry& b) {
        return a.record < b.record;
    });
    entries.erase(
        std::unique(
            entries.begin(), entries.end(),
            [](const SharedEntry& a, const SharedEntry& b) { return a.record == b.record; }),
        entries.end());
    return entries;
}

Evaluated no_value(std::int64_t missing) {
    return {{}, missing > 0 ? Reason::missing_values : Reason::no_records, 0, missing};
}

Evaluated of_sum(const Leaf& leaf, const Sum& sum, std::int64_t scale) {
    Evaluated result{{}, std::nullopt, sum.known, sum.missing};
    if (leaf.aggregation == Aggregation::count)
        result.value = Rational{sum.known};
    else if (sum.known == 0 && (sum.missing > 0 || leaf.aggregation == Aggregation::mean))
        return no_value(sum.missing);
    else if (leaf.aggregation == Aggregation::mean)
        result.value = Rational{sum.total, checked_mul(scale, sum.known)};
    else
        result.value = Rational{sum.total, scale};
    return result;
}

/// The values need not be in order; only the one asked for is brought to its place.
Evaluated of_values(const Leaf& leaf, Values values, std::int64_t scale) {
    std::vector<int128>& v = values.values;
    const auto n = static_cast<std::int64_t>(v.size());
    Evaluated result{{}, std::nullopt, n, values.missing};
    if (leaf.aggregation == Aggregation::distinct) {
        std::sort(v.begin(), v.end());
        result.value = Rational{std::unique(v.begin(), v.end()) - v.begin()};
        return result;
    }
    if (n == 0) return no_value(values.missing);
    const auto nth = [&v](std::int64_t i) {
        std::nth_element(v.begin(), v.begin() + i, v.end());
        return v[static_cast<std::size_t>(i)];
    };
    if (leaf.aggregation == Aggregation::percentile) {
        const std::int64_t rank = (n * leaf.percent + 99) / 100;  // nearest rank, from 1
        result.value = Rational{nth(rank - 1), scale};
    } else if (n % 2 == 1) {
        result.value = Rational{nth(n / 2), scale};
    } else {
        result.value = Rational{checked_add(nth(n / 2 - 1), nth(n / 2)), checked_mul(2, scale)};
    }
    return result;
}

Evaluated of_extremes(const Leaf& leaf, const Extremes& extremes, std::int64_t scale) {
    if (extremes.known == 0) return no_value(extremes.missing);
    const int128 value =
        leaf.aggregation == Aggregation::smallest ? extremes.least : extremes.greatest;
    return {Rational{value, scale}, std::nullopt, extremes.known, extremes.missing};
}

Evaluated of_portions(const Portions& portions, std::int64_t scale) {
    if (portions.known == 0 && portions.missing > 0) return no_value(portions.missing);
    return {portions.total / Rational{scale}, std::nullopt, portions.known, portions.missing};
}

}  // namespace

Evaluated Evaluator::leaf(
    std::size_t number, std::span<const std::uint32_t> members, std::size_t range_number) const {
    const Leaf& leaf = data_->plan.leaves[number].leaf;
    const LeafCells& cells = data_->leaves[number];
    // Nothing was ever recorded of this kind: that is no zero.
    if (cells.records == 0) return {{}, Reason::no_records, 0, 0};
    const TimePlan& time = data_->plan.time;
    const std::size_t columns = time.columns(leaf);
    const TimePlan::Columns range = time.columns(leaf, range_number);
    const std::vector<SharedEntry> shared = shared_in(cells, members, columns, range);
    const std::int64_t scale = leaf.aggregation == Aggregation::time_in_force ? 1 : cells.scale;

    if (const auto* sums = std::get_if<std::vector<Sum>>(&cells.states)) {
        Sum sum = merged(*sums, members, columns, range);
        sum.merge(lane_sum(*data_, number, members, time.range(range_number)));
        for (const SharedEntry& entry : shared)
            if (entry.is_missing)
                ++sum.missing;
            else
                sum.add(entry.value);
        return of_sum(leaf, sum, scale);
    }
    if (const auto* values = std::get_if<std::vector<Values>>(&cells.states)) {
        Values all = merged(*values, members, columns, range);
        for (const SharedEntry& entry : shared)
            if (entry.is_missing)
                ++all.missing;
            else
                all.add(entry.value);
        return of_values(leaf, std::move(all), scale);
    }
    if (const auto* extremes = std::get_if<std::vector<Extremes>>(&cells.states)) {
        Extremes both = merged(*extremes, members, columns, range);
        for (const SharedEntry& entry : shared)
            if (entry.is_missing)
                ++both.missing;
            else
                both.add(entry.value);
        return of_extremes(leaf, both, scale);
    }
    return of_portions(
        merged(std::get<std::vector<Portions>>(cells.states), members, columns, range), scale);
}

}  // namespace saleskpi::detail
