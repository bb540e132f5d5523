// SPDX-License-Identifier: MIT
#include "engine/lane_values.hpp"
#include "rollup/partial_data.hpp"

#include <algorithm>
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

}  // namespace

Sum lane_sum(
    const PartialData& data,
    std::size_t leaf_number,
    std::span<const std::uint32_t> groups,
    const Window& range) {
    Sum sum;
    const Placement& placement = data.plan.leaves[leaf_number].leaf.placement;
    const std::int32_t first = to_day(range.first);
    const std::int32_t last = to_day(range.until);
    const auto lane_groups = lanes_among(data, groups);
    for (const auto& sums : data.leaves[leaf_number].lanes) {
        if (placement.is_stock()) {
            const std::int32_t day =
                placement.kind == Placement::Kind::active_at_start ? first : last;
            const LaneSums::Column column = sums->find(day);
            for (const std::uint32_t group : lane_groups) {
                const Lane& lane = data.lanes[group - data.first_lane_group];
                if (lane.has(day)) add(sum, column, static_cast<std::size_t>(lane.rep));
            }
            continue;
        }
        const LaneSums::Column begin = sums->find(first);
        const LaneSums::Column end = sums->find(last);
        for (const std::uint32_t group : lane_groups) {
            const std::size_t row = data.lane_numbers[group - data.first_lane_group];
            add_between(sum, begin, end, row);
        }
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
}

}  // namespace saleskpi::inline v0_3::detail
