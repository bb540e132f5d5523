// SPDX-License-Identifier: MIT
#include "engine/lane_values.hpp"
#include "engine/lane_walk.hpp"
#include "rollup/partial_data.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Those of the groups that are lanes; they come last.
std::span<const std::uint32_t> lanes_among(
    const PartialData& data, std::span<const std::uint32_t> groups) {
    const auto first = std::lower_bound(groups.begin(), groups.end(), data.first_lane_group);
    return groups.subspan(static_cast<std::size_t>(first - groups.begin()));
}

/// The days of a range, for a leaf: both of a flow, and of a stock the one at which it is taken.
struct LaneDays {
    LaneDays(const Placement& placement, const Window& range)
        : first{to_day(range.first)}, last{to_day(range.until)} {
        if (!placement.is_stock()) return;
        is_stock = true;
        if (placement.kind == Placement::Kind::active_at_start) last = first;
        first = last;
    }
    std::array<std::int32_t, 2> all() const { return {first, last}; }

    std::int32_t first;
    std::int32_t last;
    bool is_stock = false;
};

/// From as many lanes on it is worth a look whether the sums of all of them are known.
constexpr std::size_t many_lanes = 32;

void add_lanes(
    Sum& sum,
    const PartialData& data,
    const LaneSums& sums,
    std::span<const std::uint32_t> groups,
    const LaneDays& days) {
    const LaneSums::Column begin = sums.find(days.first);
    const LaneSums::Column end = sums.find(days.last);
    for (const std::uint32_t group : groups) {
        const std::size_t number = group - data.first_lane_group;
        const Lane& lane = data.lanes[number];
        if (!days.is_stock)
            add_between(sum, begin, end, data.lane_numbers[number]);
        else if (lane.has(days.last))
            add(sum, end, static_cast<std::size_t>(lane.rep));
    }
}

void add_lanes(
    Sum& sum,
    const PartialData& data,
    const LaneWalk& walk,
    std::span<const std::uint32_t> groups,
    const LaneDays& days) {
    for (const std::uint32_t group : groups) {
        const std::size_t number = group - data.first_lane_group;
        const Lane& lane = data.lanes[number];
        if (!days.is_stock)
            walk.add(sum, data.lane_numbers[number], days.first, days.last);
        else if (lane.has(days.last))
            walk.add_stock(sum, static_cast<std::size_t>(lane.rep), days.last);
    }
}

}  // namespace

Sum lane_sum(
    const PartialData& data,
    std::size_t leaf_number,
    std::span<const std::uint32_t> groups,
    const Window& range) {
    Sum sum;
    const LeafCells& leaf = data.leaves[leaf_number];
    const LaneDays days{data.plan.leaves[leaf_number].leaf.placement, range};
    const auto lane_groups = lanes_among(data, groups);
    const auto add_part = [&](Weight weight, const auto& part) {
        Sum of_part;
        add_lanes(weight.is_full() ? sum : of_part, data, part, lane_groups, days);
        if (!weight.is_full()) sum.merge(weight.of(of_part));
    };
    for (const auto& sums : leaf.lanes)
        add_part(sums.weight, *sums);
    for (const auto& walk : leaf.lane_walks) {
        const auto sums = lane_groups.size() < many_lanes ? nullptr : walk->known(days.all());
        if (sums)
            add_part(walk.weight, *sums);
        else
            add_part(walk.weight, *walk);
    }
    return sum;
}

KeptValues<std::int64_t> lane_values(
    const PartialData& data,
    std::size_t leaf,
    std::span<const std::uint32_t> groups,
    const Window& range) {
    KeptValues<std::int64_t> all;
    for (const auto& values : data.leaves[leaf].lane_values) {
        const std::size_t begin = values->day(to_day(range.first));
        const std::size_t end = values->day(to_day(range.until));
        for (const std::uint32_t group : lanes_among(data, groups)) {
            const std::size_t lane = data.lane_numbers[group - data.first_lane_group];
            const std::span<const std::int64_t> found = values->of(lane, begin, end);
            all.values.insert(all.values.end(), found.begin(), found.end());
            all.missing += values->missing(lane, begin, end);
        }
    }
    for (const auto& walk : data.leaves[leaf].lane_walks)
        for (const std::uint32_t group : lanes_among(data, groups))
            walk->add(
                all, data.lane_numbers[group - data.first_lane_group], to_day(range.first),
                to_day(range.until));
    return all;
}

void make_mergeable(PartialData& data) {
    std::map<std::vector<std::uint32_t>, std::uint32_t> numbers;
    std::vector<std::uint32_t> number_of;
    std::vector<std::vector<std::uint32_t>> groups;
    for (const auto& group : data.groups) {
        const auto [known, is_new] =
            numbers.emplace(group, static_cast<std::uint32_t>(groups.size()));
        if (is_new) groups.push_back(group);
        number_of.push_back(known->second);
    }
    for (std::size_t i = 0; i < data.leaves.size(); ++i) {
        LeafCells& leaf = data.leaves[i];
        const TimePlan& time = data.plan.time;
        const std::size_t columns = time.columns(data.plan.leaves[i].leaf);
        States states = states_for(data.plan.leaves[i].leaf);
        resize(states, groups.size() * columns);
        std::visit(
            [&](auto& into) {
                using All = std::remove_reference_t<decltype(into)>;
                const All& from = std::get<All>(leaf.states);
                for (std::size_t cell = 0; cell < from.size(); ++cell)
                    into[number_of[cell / columns] * columns + cell % columns].merge(from[cell]);
            },
            states);
        if (auto* sums = std::get_if<std::vector<Sum>>(&states); sums && !leaf.lanes.empty())
            for (std::uint32_t group = 0; group < data.groups.size(); ++group)
                for (std::size_t column = 0; column < columns; ++column)
                    (*sums)[number_of[group] * columns + column].merge(lane_sum(
                        data, i, std::span{&group, 1},
                        time.window_of_column(data.plan.leaves[i].leaf, column)));
        if (auto* values = std::get_if<std::vector<Values>>(&states))
            for (std::uint32_t group = 0; group < data.groups.size(); ++group)
                for (std::size_t column = 0; column < columns; ++column) {
                    Values& into = (*values)[number_of[group] * columns + column];
                    const KeptValues<std::int64_t> from = lane_values(
                        data, i, std::span{&group, 1},
                        time.window_of_column(data.plan.leaves[i].leaf, column));
                    into.values.insert(into.values.end(), from.values.begin(), from.values.end());
                    into.missing += from.missing;
                }
        for (SharedEntry& entry : leaf.shared)
            entry.cell = static_cast<std::uint32_t>(
                number_of[entry.cell / columns] * columns + entry.cell % columns);
        leaf.states = std::move(states);
        leaf.lanes.clear();
        leaf.lane_values.clear();
    }
    data.groups = std::move(groups);
    data.first_lane_group = data.groups.size();
    data.lanes.clear();
    data.lane_numbers.clear();
    place_doubtful(data);
}

}  // namespace saleskpi::inline v0_3::detail
