// SPDX-License-Identifier: MIT
#include "rollup/partial_data.hpp"
#include "rollup/remembered.hpp"

#include <algorithm>
#include <type_traits>

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

/// Ages, of the days they are counted from: until the day at which the stock is taken. Nothing has
/// become older than it is today.
Evaluated aged(const Leaf& leaf, const Window& range, std::optional<Date> today, Evaluated since) {
    if (since.reason) return since;
    const bool at_start = leaf.placement.kind == Placement::Kind::active_at_start;
    const Date taken = (at_start ? range.first : range.until) - date::days{1};
    const Rational edge{to_day((std::min)(taken, today.value_or(taken)))};
    const bool adds = leaf.aggregation.adds;
    since.value = (adds ? edge * Rational{since.records} : edge) - since.value;
    return since;
}

/// Only sums weigh what they are given.
template <class State>
void add_weighted(State& state, const SharedEntry& entry) {
    if constexpr (std::is_same_v<State, Sum>)
        state.merge(entry.weight.of(
            {entry.is_missing ? 0 : entry.value, entry.is_missing ? 0 : 1,
             entry.is_missing ? 1 : 0}));
}

/// Adds what the lines of shared records say.
template <class State>
void add_shared(State& state, const std::vector<SharedEntry>& shared) {
    for (const SharedEntry& entry : shared)
        if (!entry.weight.is_full())
            add_weighted(state, entry);
        else if (entry.is_missing)
            ++state.missing;
        else if constexpr (!std::is_same_v<State, Spans>)
            state.add(entry.value);
}

/// What is read of a leaf: over which groups, and in which range of its time.
struct Read {
    const PartialData& data;
    const LeafCells& cells;
    std::size_t leaf;
    std::span<const std::uint32_t> groups;
    std::size_t range;
    std::size_t columns;
    TimePlan::Columns within;

    const Window& window() const { return data.plan.time.range(range); }
    Reading reading() const {
        const Query& query = data.query;
        const Date seen_until = query.today().value_or(query.window.until - date::days{1});
        return {
            data.plan.leaves[leaf].leaf, cells.scale, to_day(seen_until),
            to_day(window().first) - 1, to_day(window().until) - 1};
    }
};

template <class State>
State state_of(const Read& read, const std::vector<State>& states) {
    return merged(states, read.groups, read.columns, read.within);
}
/// With those of its lanes.
Sum state_of(const Read& read, const std::vector<Sum>& states) {
    Sum sum = merged_sum(read.data, read.leaf, states, read.groups, read.columns, read.within);
    sum.merge(lane_sum(read.data, read.leaf, read.groups, read.window()));
    return sum;
}

/// Of those that the period's edges see, of which there may be few.
Spans state_of(const Read& read, const std::vector<Spans>& states) {
    const Reading reading = read.reading();
    Spans seen;
    for (const std::uint32_t group : read.groups)
        if (group < states.size()) seen.add(states[group], reading.opening, reading.closing);
    return seen;
}

template <class State>
Evaluated value_of(
    const Read& read, const std::vector<State>& states, const std::vector<SharedEntry>& shared) {
    State state = state_of(read, states);
    if constexpr (!std::is_same_v<State, Portions>) add_shared(state, shared);
    return read.cells.reader.value(read.reading(), &state);
}
/// Lanes have values of 64 bits, which are read as they are if there are no others.
Evaluated value_of(
    const Read& read, const std::vector<Values>& states, const std::vector<SharedEntry>& shared) {
    const Reading reading = read.reading();
    KeptValues<std::int64_t> lanes = lane_values(read.data, read.leaf, read.groups, read.window());
    Values all = state_of(read, states);
    add_shared(all, shared);
    if (all.values.empty()) {
        lanes.missing += all.missing;
        return read.cells.reader.narrow(reading, lanes);
    }
    all.values.insert(all.values.end(), lanes.values.begin(), lanes.values.end());
    all.missing += lanes.missing;
    return read.cells.reader.value(reading, &all);
}

Evaluated stored_value(
    const PartialData& data,
    std::size_t number,
    std::span<const std::uint32_t> members,
    std::size_t range) {
    const Leaf& leaf = data.plan.leaves[number].leaf;
    const LeafCells& cells = data.leaves[number];
    const LeafCells& kept = cells.kept_by ? data.leaves[*cells.kept_by] : cells;
    // Nothing was ever recorded of this kind: that is no zero.
    if (cells.records == 0) return {{}, Reason::no_records, 0, 0};
    // Where all groups are lanes, nothing is kept by columns.
    const TimePlan& time = data.plan.time;
    const bool has_columns =
        std::visit([](const auto& states) { return !states.empty(); }, kept.states);
    const Read read{
        data,
        cells,
        number,
        members,
        range,
        has_columns ? time.columns(leaf) : 1,
        has_columns ? time.columns(leaf, range) : TimePlan::Columns{0, 0}};
    const std::vector<SharedEntry> shared = shared_in(kept, members, read.columns, read.within);
    return std::visit(
        [&](const auto& states) { return value_of(read, states, shared); }, kept.states);
}

}  // namespace

Evaluated PartialData::value(
    std::size_t number, std::span<const std::uint32_t> members, std::size_t range) const {
    const Leaf& leaf = plan.leaves[number].leaf;
    Evaluated value = stored_value(*this, number, members, range);
    if (leaf.value.kind == RowValue::Kind::age)
        value = aged(leaf, plan.time.range(range), query.today(), value);
    if (!doubtful.empty() && !doubtful[number].empty())
        value.marks =
            value.marks | marks_of(doubtful[number], leaf, members, plan.time.range(range));
    return value;
}

}  // namespace saleskpi::inline v0_3::detail
