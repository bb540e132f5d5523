// SPDX-License-Identifier: MIT
#include "engine/row_value.hpp"
#include "rollup/partial_data.hpp"
#include "rollup/remembered.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace saleskpi::inline v0_3::detail {

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
        for (std::size_t c = range.first; c < range.until; ++c)
            all.merge(states[group * columns + c]);
    }
    return all;
}

/// From as many columns on a sum of them is taken from running sums: a report by day of what goes on
/// from its first day would otherwise be quadratic.
constexpr std::size_t many_columns = 256;

/// None where they do not fit, though some of their differences may.
std::vector<Sum> running_sums(std::span<const Sum> sums) {
    std::vector<Sum> running(sums.size() + 1);
    try {
        for (std::size_t i = 0; i < sums.size(); ++i) {
            running[i + 1] = running[i];
            running[i + 1].merge(sums[i]);
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::overflow) throw;
        return {};
    }
    return running;
}

/// The same of sums. Their differences are exact, too.
Sum merged_sum(
    const PartialData& data,
    std::size_t leaf,
    const std::vector<Sum>& sums,
    std::span<const std::uint32_t> groups,
    std::size_t columns,
    TimePlan::Columns range) {
    if (range.until < range.first + many_columns) return merged(sums, groups, columns, range);
    Sum all;
    for (const std::uint32_t group : groups) {
        if ((group + std::size_t{1}) * columns > sums.size()) continue;  // a lane has no states
        const auto running = data.remembered->running(leaf, group, [&] {
            return running_sums({&sums[group * columns], columns});
        });
        if (running->empty()) {
            all.merge(merged(sums, std::span{&group, 1}, columns, range));
            continue;
        }
        const Sum& until = (*running)[range.until];
        const Sum& first = (*running)[range.first];
        all.merge(
            {checked_sub(until.total, first.total), until.known - first.known,
             until.missing - first.missing});
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
        if (column >= range.first && column < range.until &&
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

/// Brings the value of a rank, from 0, to its place. Where few numbers occur, days say, counting
/// them is much cheaper than moving them.
template <class Int>
class Ranked {
public:
    explicit Ranked(std::vector<Int>& values) : values_{&values} {
        const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
        least_ = *least;
        // Of any two values, and so without a sign.
        const uint128 spread = static_cast<uint128>(*greatest) - static_cast<uint128>(*least);
        if (spread > 4 * values.size()) return;
        counts_.resize(static_cast<std::size_t>(spread) + 1);
        for (const Int value : values)
            ++counts_[static_cast<std::size_t>(value - least_)];
    }

    Int operator[](std::int64_t rank) {
        if (counts_.empty()) {
            std::nth_element(values_->begin(), values_->begin() + rank, values_->end());
            return (*values_)[static_cast<std::size_t>(rank)];
        }
        std::size_t i = 0;
        while (rank >= counts_[i])
            rank -= counts_[i++];
        return least_ + static_cast<Int>(i);
    }

private:
    std::vector<Int>* values_;
    Int least_;
    std::vector<std::uint32_t> counts_;
};

template <class Int>
std::int64_t distinct(std::vector<Int>& values) {
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

template <class Int>
Evaluated of_values(
    const Leaf& leaf,
    std::vector<Int> values,
    std::int64_t missing,
    std::int64_t scale,
    std::int32_t last_day) {
    const auto n = static_cast<std::int64_t>(values.size());
    Evaluated result{{}, std::nullopt, n, missing};
    if (leaf.aggregation == Aggregation::distinct) {
        result.value = Rational{distinct(values)};
        return result;
    }
    if (n == 0) return no_value(missing);
    if (leaf.aggregation == Aggregation::reached_within) {
        result.value = reached(values, leaf.percent, last_day);
        return result;
    }
    Ranked<Int> ranked{values};
    if (leaf.aggregation == Aggregation::percentile) {
        const std::int64_t rank = (n * leaf.percent + 99) / 100;  // nearest rank, from 1
        result.value = Rational{ranked[rank - 1], scale};
    } else if (n % 2 == 1) {
        result.value = Rational{ranked[n / 2], scale};
    } else {
        result.value =
            Rational{checked_add(ranked[n / 2 - 1], ranked[n / 2]), checked_mul(2, scale)};
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

/// Ages, of the days they are counted from: until the day at which the stock is taken. Nothing has
/// become older than it is today.
Evaluated aged(const Leaf& leaf, const Window& range, std::optional<Date> today, Evaluated since) {
    if (since.reason) return since;
    const bool at_start = leaf.placement.kind == Placement::Kind::active_at_start;
    const Date taken = (at_start ? range.first : range.until) - date::days{1};
    const Rational edge{to_day((std::min)(taken, today.value_or(taken)))};
    const bool adds = leaf.aggregation == Aggregation::sum;
    since.value = (adds ? edge * Rational{since.records} : edge) - since.value;
    return since;
}

Evaluated stored_value(
    const PartialData& data,
    std::size_t number,
    std::span<const std::uint32_t> members,
    std::size_t range_number) {
    const Leaf& leaf = data.plan.leaves[number].leaf;
    const LeafCells& cells = data.leaves[number];
    // Nothing was ever recorded of this kind: that is no zero.
    if (cells.records == 0) return {{}, Reason::no_records, 0, 0};
    const TimePlan& time = data.plan.time;
    const std::size_t columns = time.columns(leaf);
    const TimePlan::Columns range = time.columns(leaf, range_number);
    const std::vector<SharedEntry> shared = shared_in(cells, members, columns, range);
    const std::int64_t scale = leaf.aggregation == Aggregation::time_in_force ? 1 : cells.scale;

    if (const auto* sums = std::get_if<std::vector<Sum>>(&cells.states)) {
        Sum sum = merged_sum(data, number, *sums, members, columns, range);
        sum.merge(lane_sum(data, number, members, time.range(range_number)));
        for (const SharedEntry& entry : shared)
            if (entry.is_missing)
                ++sum.missing;
            else
                sum.add(entry.value);
        return value_of(leaf, sum, scale);
    }
    if (const auto* values = std::get_if<std::vector<Values>>(&cells.states)) {
        LaneMerge lanes = lane_values(data, number, members, time.range(range_number));
        Values all = merged(*values, members, columns, range);
        for (const SharedEntry& entry : shared)
            if (entry.is_missing)
                ++all.missing;
            else
                all.add(entry.value);
        const std::int64_t missing = lanes.missing + all.missing;
        const Date seen_until =
            data.query.today().value_or(data.query.window.until - date::days{1});
        const std::int32_t last_day = to_day(seen_until);
        if (all.values.empty())
            return of_values(leaf, std::move(lanes.values), missing, scale, last_day);
        all.values.insert(all.values.end(), lanes.values.begin(), lanes.values.end());
        return of_values(leaf, std::move(all.values), missing, scale, last_day);
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

}  // namespace

Evaluated value_of(const Leaf& leaf, const Sum& sum, std::int64_t scale) {
    Evaluated result{{}, std::nullopt, sum.known, sum.missing};
    if (leaf.aggregation == Aggregation::count)
        result.value = Rational{sum.known};
    else if (sum.known == 0 && (sum.missing > 0 || leaf.aggregation == Aggregation::mean))
        return no_value(sum.missing);
    else if (leaf.aggregation == Aggregation::mean)
        result.value = Exact{sum.total} / Exact{checked_mul(scale, sum.known)};
    else
        result.value = Rational{sum.total, scale};
    return result;
}

Evaluated PartialData::value(
    std::size_t number, std::span<const std::uint32_t> members, std::size_t range) const {
    const Leaf& leaf = plan.leaves[number].leaf;
    const Evaluated stored = stored_value(*this, number, members, range);
    if (leaf.value.kind != RowValue::Kind::age) return stored;
    return aged(leaf, plan.time.range(range), query.today(), stored);
}

}  // namespace saleskpi::inline v0_3::detail
