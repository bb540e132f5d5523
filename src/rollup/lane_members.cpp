// SPDX-License-Identifier: MIT
#include "engine/lane_total.hpp"
#include "engine/lane_values.hpp"
#include "engine/lane_walk.hpp"
#include "rollup/partial_data.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

namespace saleskpi::inline v0_3::detail {

namespace {

bool is_less(Weight weight) { return weight.totals < 0 || weight.numbers < 0; }

bool any_less(const LeafCells& cells) {
    const auto takes_away = [](const auto& part) { return is_less(part.weight); };
    return std::any_of(cells.lanes.begin(), cells.lanes.end(), takes_away) ||
           std::any_of(cells.lane_walks.begin(), cells.lane_walks.end(), takes_away);
}

/// Of sums of which others are taken away: more than those have.
bool has_more(
    const LeafCells& cells,
    bool is_stock,
    const Lane& lane,
    std::uint32_t number,
    std::span<const std::int32_t> days) {
    const auto rep = static_cast<std::size_t>(lane.rep);
    const auto in_stock = [&](std::int32_t day) {
        std::int64_t n = 0;
        for (const auto& sums : cells.lanes)
            n += (is_less(sums.weight) ? -1 : 1) *
                 static_cast<std::int64_t>(records_before(*sums, rep, day));
        for (const auto& walk : cells.lane_walks) {
            Sum sum;
            walk->add_stock(sum, rep, day);
            n += (is_less(walk.weight) ? -1 : 1) * (sum.known + sum.missing);
        }
        return n > 0;
    };
    if (is_stock)
        return std::any_of(days.begin(), days.end(), [&](std::int32_t day) {
            return lane.has(day) && in_stock(day);
        });
    std::int64_t n = 0;
    for (const auto& sums : cells.lanes)
        n += (is_less(sums.weight) ? -1 : 1) * static_cast<std::int64_t>(std::uint32_t{
                                                   records_before(*sums, number, days.back()) -
                                                   records_before(*sums, number, days.front())});
    for (const auto& walk : cells.lane_walks) {
        Sum sum;
        walk->add(sum, number, days.front(), days.back());
        n += (is_less(walk.weight) ? -1 : 1) * (sum.known + sum.missing);
    }
    return n > 0;
}

bool has_any(
    const LaneSums& sums,
    bool is_stock,
    const Lane& lane,
    std::uint32_t number,
    std::span<const std::int32_t> days) {
    if (!is_stock)
        return records_before(sums, number, days.front()) !=
               records_before(sums, number, days.back());
    return std::any_of(days.begin(), days.end(), [&](std::int32_t day) {
        return lane.has(day) && records_before(sums, static_cast<std::size_t>(lane.rep), day) > 0;
    });
}

}  // namespace

bool has_records(
    const PartialData& data,
    const Lane& lane,
    std::uint32_t number,
    std::span<const std::int32_t> days) {
    for (std::size_t i = 0; i < data.leaves.size(); ++i) {
        const LeafCells& cells = data.leaves[i];
        const bool is_stock = data.plan.leaves[i].leaf.placement.is_stock();
        for (const auto& values : cells.lane_values)
            if (values->has_any(number)) return true;
        if (any_less(cells)) {
            if (has_more(cells, is_stock, lane, number, days)) return true;
            continue;
        }
        for (const auto& sums : cells.lanes)
            if (has_any(*sums, is_stock, lane, number, days)) return true;
        for (const auto& walk : cells.lane_walks)
            if (walk->has_any(number, days)) return true;
    }
    return false;
}

}  // namespace saleskpi::inline v0_3::detail
