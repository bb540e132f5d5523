// SPDX-License-Identifier: MIT
#include "rollup/partial_data.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace saleskpi::detail {

namespace {

/// What one cell of lane sums holds.
void add(Sum& sum, const LaneSums& lanes, std::size_t cell, int sign) {
    if (!lanes.totals.empty()) sum.total += sign * int128{lanes.totals[cell]};
    sum.known += sign * std::int64_t{lanes.known[cell]};
    if (!lanes.missing.empty()) sum.missing += sign * std::int64_t{lanes.missing[cell]};
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
    const std::int32_t last = to_day(range.last);
    const auto lane_groups = groups.subspan(static_cast<std::size_t>(
        std::lower_bound(groups.begin(), groups.end(), data.first_lane_group) - groups.begin()));
    for (const auto& sums : data.leaves[leaf_number].lanes) {
        const std::size_t days = sums->days.size();
        if (placement.is_stock()) {
            const std::int32_t day =
                placement.kind == Placement::Kind::active_at_start ? first : last;
            const std::size_t column = sums->day(day);
            for (const std::uint32_t group : lane_groups) {
                const Lane& lane = data.lanes[group - data.first_lane_group];
                const bool is_seated = lane.from < day && day <= lane.until;  // on the day before
                const auto rep = static_cast<std::size_t>(lane.rep);
                if (is_seated && rep < sums->rows()) add(sum, *sums, rep * days + column, 1);
            }
            continue;
        }
        const std::size_t begin = sums->day(first);
        const std::size_t end = sums->day(last);
        for (const std::uint32_t group : lane_groups) {
            const std::size_t row = data.lane_numbers[group - data.first_lane_group];
            if (row >= sums->rows()) continue;
            add(sum, *sums, row * days + end, 1);
            add(sum, *sums, row * days + begin, -1);
        }
    }
    return sum;
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
        for (SharedEntry& entry : leaf.shared)
            entry.cell = static_cast<std::uint32_t>(
                number_of[entry.cell / columns] * columns + entry.cell % columns);
        leaf.states = std::move(states);
        leaf.lanes.clear();
    }
    data.groups = std::move(groups);
    data.first_lane_group = data.groups.size();
    data.lanes.clear();
    data.lane_numbers.clear();
}

}  // namespace saleskpi::detail
