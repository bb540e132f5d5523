// SPDX-License-Identifier: MIT
#include "engine/time_plan.hpp"

#include <date/date.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

bool in_order(const Window& a, const Window& b) {
    return a.first != b.first ? a.first < b.first : a.until < b.until;
}

std::vector<Window> unique(std::span<const Window> ranges) {
    std::vector<Window> result{ranges.begin(), ranges.end()};
    std::sort(result.begin(), result.end(), in_order);
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

/// Of ranges in order.
std::vector<Window> slots_of(std::span<const Window> ranges) {
    std::vector<Date> cuts;
    for (const Window& range : ranges) {
        cuts.push_back(range.first);
        cuts.push_back(range.until);
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    std::vector<Window> slots;
    // How far those reach that have begun: a slot is needed if one of them goes on through it.
    std::size_t begun = 0;
    Date reached = all_time.first;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        for (; begun < ranges.size() && ranges[begun].first <= cuts[i]; ++begun)
            reached = (std::max)(reached, ranges[begun].until);
        if (cuts[i + 1] <= reached) slots.push_back({cuts[i], cuts[i + 1]});
    }
    return slots;
}

bool needs_whole_range(const Leaf& leaf) {
    return leaf.placement.kind == Placement::Kind::active_throughout;
}

}  // namespace

TimePlan::TimePlan(std::span<const Window> ranges)
    : ranges_{unique(ranges)}, slots_{slots_of(ranges_)}, slot_of_{slots_} {
    for (const Window& range : ranges_) {
        edges_.push_back(to_day(range.first) - 1);
        edges_.push_back(to_day(range.until) - 1);
    }
    std::sort(edges_.begin(), edges_.end());
    edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
}

std::size_t TimePlan::find(const Window& range) const {
    const auto at = std::lower_bound(ranges_.begin(), ranges_.end(), range, in_order);
    return static_cast<std::size_t>(at - ranges_.begin());
}

TimePlan::Columns TimePlan::columns(const Leaf& leaf, std::size_t number) const {
    if (leaf.aggregation.compares_edges) return {0, 1};
    if (needs_whole_range(leaf)) return {number, number + 1};
    const Window& range = ranges_[number];
    if (leaf.is_balance()) {
        const bool at_start = leaf.placement.kind == Placement::Kind::active_at_start;
        const std::int32_t day = to_day(at_start ? range.first : range.until) - 1;
        const auto edge = std::lower_bound(edges_.begin(), edges_.end(), day) - edges_.begin();
        return {static_cast<std::size_t>(edge), static_cast<std::size_t>(edge) + 1};
    }
    const auto at = [this](Date date) {
        return static_cast<std::size_t>(
            std::lower_bound(
                slots_.begin(), slots_.end(), date,
                [](const Window& slot, Date d) { return slot.first < d; }) -
            slots_.begin());
    };
    return {at(range.first), at(range.until)};
}

bool TimePlan::shows(const Leaf& leaf, std::size_t number, std::size_t column) const {
    if (leaf.aggregation.compares_edges) {
        const std::int32_t day = edges_[column];
        return day == to_day(ranges_[number].first) - 1 || day == to_day(ranges_[number].until) - 1;
    }
    const Columns all = columns(leaf, number);
    return column >= all.first && column < all.until;
}

std::size_t TimePlan::columns(const Leaf& leaf) const {
    if (leaf.aggregation.compares_edges) return 1;
    if (needs_whole_range(leaf)) return ranges_.size();
    return leaf.is_balance() ? edges_.size() : slots_.size();
}

Window TimePlan::window_of_column(const Leaf& leaf, std::size_t column) const {
    if (needs_whole_range(leaf)) return ranges_[column];
    if (!leaf.is_balance()) return slots_[column];
    const Date next{date::days{edges_[column] + 1}};  // the day after the edge
    return {next, next};
}

std::vector<std::int32_t> TimePlan::borders() const {
    std::vector<std::int32_t> days;
    for (const std::int32_t edge : edges_)
        days.push_back(edge + 1);
    return days;
}

std::int32_t to_day(Date date) {
    return static_cast<std::int32_t>(date.time_since_epoch().count());
}

}  // namespace saleskpi::inline v0_3::detail
