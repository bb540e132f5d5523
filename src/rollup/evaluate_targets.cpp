// SPDX-License-Identifier: MIT
#include "rollup/evaluate.hpp"

#include <saleskpi/record/target.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The axis of each level at which targets are set, from the outermost; a metric that reads no targets
/// may lack some.
std::vector<std::optional<std::size_t>> level_axes(const LeafSource& source) {
    std::vector<std::optional<std::size_t>> axes;
    for (const std::string& level : source.query.target_levels) {
        const auto axis = std::find_if(
            source.axes.begin(), source.axes.end(),
            [&](const Axis& one) { return one.name == level; });
        axes.push_back(
            axis == source.axes.end()
                ? std::nullopt
                : std::optional{static_cast<std::size_t>(axis - source.axes.begin())});
    }
    return axes;
}

/// The members that belong together at a level, by the code of their name there.
template <class MemberOf>
std::map<std::uint32_t, Members> by_member(
    std::span<const std::uint32_t> members, const MemberOf& member_of) {
    std::map<std::uint32_t, Members> parts;
    for (const std::uint32_t group : members)
        parts[member_of(group)].push_back(group);
    return parts;
}

}  // namespace

std::vector<Members> Evaluator::reps() const {
    const auto rep = std::find_if(source_->axes.begin(), source_->axes.end(), [](const Axis& axis) {
        return axis.name == kpi::target::rep.domain;
    });
    if (rep == source_->axes.end()) return {};
    const auto axis = static_cast<std::size_t>(rep - source_->axes.begin());
    const auto rep_of = [&](std::uint32_t group) { return source_->groups[group][axis]; };
    std::vector<Members> all;
    for (auto& [named, members] : by_member(members_, rep_of))
        if (named != 0) all.push_back(members);  // not of nobody
    // The order in which the book knows them is also that of others who are outside.
    const auto name_of = [&](const Members& members) -> const std::string& {
        return source_->axes[axis].members[rep_of(members.front())];
    };
    if (!source_->query.scope.is_everything())
        std::sort(all.begin(), all.end(), [&](const Members& a, const Members& b) {
            return name_of(a) < name_of(b);
        });
    return all;
}

bool Evaluator::belongs_above(
    std::uint32_t finest, std::span<const std::optional<std::size_t>> axes) const {
    const std::vector<std::uint32_t>& group = source_->groups[finest];
    for (std::size_t i = 0; i < axes.size(); ++i)
        if (axes[i] && *axes[i] < depth_)
            if (std::all_of(axes.begin() + static_cast<std::ptrdiff_t>(i), axes.end(), [&](auto a) {
                    return !a || group[*a] == 0;
                }))
                return true;
    return false;
}

Members Evaluator::own_rows(std::span<const std::uint32_t> members, std::size_t level) const {
    // Rows that name nothing below this level.
    const auto axes = level_axes(*source_);
    Members own;
    for (const std::uint32_t group : members) {
        bool named_below = false;
        for (std::size_t i = level; i < axes.size(); ++i)
            named_below |= axes[i] && source_->groups[group][*axes[i]] != 0;
        if (!named_below && !belongs_above(group, axes)) own.push_back(group);
    }
    return own;
}

Evaluator::Goal Evaluator::goal(
    std::size_t leaf_number,
    std::span<const std::uint32_t> members,
    std::size_t level,
    std::size_t range) const {
    if (is_not_cut(leaf_number)) return {Reason::not_cut, {}, {}};
    const auto axes = level_axes(*source_);
    Members own = own_rows(members, level);
    const Evaluated set = leaf(leaf_number, own, range);
    // One that nobody knows for some of the days is none for all of them.
    if (set.missing > 0) return {Reason::missing_values, {}, {}};
    if (set.records > 0) {
        Goal reached{std::nullopt, std::move(own), {members.begin(), members.end()}};
        for (std::size_t above = 0; above < level; ++above)
            if (axes[above]) reached.chosen_by |= std::uint64_t{1} << *axes[above];
        return reached;
    }

    Goal all{Reason::no_target, {}, {}};
    if (level == axes.size()) return all;
    const bool adds = source_->plan.leaves[leaf_number].leaf.aggregation.adds;
    const auto member = [&](std::uint32_t group) {
        return axes[level] ? source_->groups[group][*axes[level]] : 0;
    };
    for (const auto& [named, groups] : by_member(members, member)) {
        const Goal part = goal(leaf_number, groups, level + 1, range);
        if (part.reason == Reason::missing_values && all.reason) all.reason = part.reason;
        if (part.reason) continue;
        // Targets for a rate do not add up: 40 % and 45 % are no 85 %.
        if (!adds && !all.counted.empty()) return {Reason::no_target, {}, {}};
        all.reason.reset();
        all.rows.insert(all.rows.end(), part.rows.begin(), part.rows.end());
        all.counted.insert(all.counted.end(), part.counted.begin(), part.counted.end());
        all.chosen_by |= part.chosen_by;
    }
    std::sort(all.rows.begin(), all.rows.end());
    std::sort(all.counted.begin(), all.counted.end());
    return all;
}

Evaluator::Goal Evaluator::own_or_members(
    std::size_t leaf_number,
    std::span<const std::uint32_t> members,
    std::size_t level,
    std::size_t range,
    bool own) const {
    if (is_not_cut(leaf_number)) return {Reason::not_cut, {}, {}};
    const Goal none{Reason::no_target, {}, {}};
    Members rows = own_rows(members, level);
    const Evaluated set = leaf(leaf_number, rows, range);
    if (set.missing > 0) return {Reason::missing_values, {}, {}};
    const bool has_own = set.records > 0;
    if (own && has_own) return {std::nullopt, std::move(rows), {}};
    const auto axes = level_axes(*source_);
    if (level == axes.size()) return none;
    const auto member = [&](std::uint32_t group) {
        return axes[level] ? source_->groups[group][*axes[level]] : 0;
    };
    const auto parts = by_member(members, member);
    // A group within one member of each level is found further down.
    if (!has_own && parts.size() == 1)
        return own_or_members(leaf_number, parts.begin()->second, level + 1, range, own);
    // Targets for a rate do not add up.
    if (own || !source_->plan.leaves[leaf_number].leaf.aggregation.adds) return none;
    Goal all = none;
    for (const auto& [named, groups] : parts) {
        if (named == 0) continue;
        const Goal part = goal(leaf_number, groups, level + 1, range);
        if (part.reason) continue;
        all.reason.reset();
        all.rows.insert(all.rows.end(), part.rows.begin(), part.rows.end());
    }
    std::sort(all.rows.begin(), all.rows.end());
    return all;
}

}  // namespace saleskpi::inline v0_3::detail
