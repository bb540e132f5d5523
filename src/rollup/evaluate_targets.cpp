// SPDX-License-Identifier: MIT
#include "rollup/evaluate.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// At which targets are set, from the top: the company, then each region, team and rep within it.
constexpr std::array<std::string_view, 3> levels{"region", "team", "rep"};

/// The axis of each level; a metric that reads no targets may lack some.
std::array<std::optional<std::size_t>, levels.size()> level_axes(const PartialData& data) {
    std::array<std::optional<std::size_t>, levels.size()> axes;
    for (std::size_t i = 0; i < levels.size(); ++i)
        for (std::size_t a = 0; a < data.axes.size(); ++a)
            if (data.axes[a].name == levels[i]) axes[i] = a;
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

std::size_t Evaluator::target_leaf(std::size_t metric, std::size_t target_step) const {
    const Step& rows = data_->query.metrics[metric].steps()[target_step - 1];
    return data_->plan.leaf_of[metric][rows.index];
}

std::size_t Evaluator::range_of(const Period& period) const {
    return data_->plan.time.find(period.window());
}

Evaluated Evaluator::attain(std::size_t metric, std::size_t number, const Period& period) {
    const std::span<const Step> steps = data_->query.metrics[metric].steps();
    const Goal goal_of_group = goal(target_leaf(metric, number - 1), members_, 0, range_of(period));
    const Evaluated& target = goal_of_group.target;
    if (target.reason) return target;

    // Only those who have a target count on both sides, so that a rep without one is no zero.
    const Counted& who = goal_of_group.counted;
    Evaluator counted{*data_, who.members, depth_, who.chosen_by};
    Evaluated result = counted.step(metric, number - 1 - steps[number - 1].size, period);
    if (result.reason) return result;
    const Exact actual = result.value;
    result.value = {};
    if (target.value.is_zero())
        result.reason = Reason::zero_target;
    else if (steps[number].op == Step::Op::attain)
        result.value = actual / target.value;
    else if (steps[number].op == Step::Op::attain_difference)
        result.value = Exact{1} + (target.value - actual) / target.value;
    else if (actual.is_zero())
        result.reason = Reason::zero_denominator;
    else
        result.value = target.value / actual;
    return result;
}

Evaluated Evaluator::of_those_with_target(
    std::size_t metric, std::size_t number, const Period& period) {
    const std::span<const Step> steps = data_->query.metrics[metric].steps();
    const Goal goal_of_group = goal(target_leaf(metric, number - 1), members_, 0, range_of(period));
    if (goal_of_group.target.reason) return goal_of_group.target;
    const Counted& who = goal_of_group.counted;
    Evaluator counted{*data_, who.members, depth_, who.chosen_by};
    return counted.step(metric, number - 1 - steps[number - 1].size, period);
}

Evaluated Evaluator::reps_reaching(std::size_t metric, std::size_t operand, const Period& period) {
    if (is_not_cut(target_leaf(metric, operand - 1))) return {{}, Reason::not_cut};
    const auto axis = level_axes(*data_).back();
    std::int64_t reached = 0;
    std::int64_t all = 0;
    const auto rep_of = [&](std::uint32_t group) { return data_->groups[group][*axis]; };
    for (const auto& [named, members] : by_member(members_, rep_of)) {
        if (named == 0) continue;  // of nobody
        const Evaluated one = Evaluator{*data_, members, depth_}.attain(metric, operand, period);
        if (one.reason == Reason::not_cut) return one;
        // A target of zero is none to reach.
        if (one.reason == Reason::no_target || one.reason == Reason::zero_target) continue;
        ++all;
        // Of what is best at zero, zero is reached.
        if (one.reason ? one.reason == Reason::zero_denominator : one.value >= Rational{1})
            ++reached;
    }
    if (all == 0) return {{}, Reason::no_target};
    return {Rational{reached, all}, std::nullopt, all};
}

Evaluator::Counted Evaluator::with_target(
    std::size_t metric, std::size_t number, const Period& period) const {
    return goal(target_leaf(metric, number - 1), members_, 0, range_of(period)).counted;
}

bool Evaluator::belongs_above(std::uint32_t finest) const {
    const auto axes = level_axes(*data_);
    const std::vector<std::uint32_t>& group = data_->groups[finest];
    for (std::size_t i = 0; i < levels.size(); ++i)
        if (axes[i] && *axes[i] < depth_)
            if (std::all_of(axes.begin() + static_cast<std::ptrdiff_t>(i), axes.end(), [&](auto a) {
                    return !a || group[*a] == 0;
                }))
                return true;
    return false;
}

Evaluator::Goal Evaluator::goal(
    std::size_t leaf_number,
    std::span<const std::uint32_t> members,
    std::size_t level,
    std::size_t range) const {
    if (is_not_cut(leaf_number)) return {{{}, Reason::not_cut}, {}};
    const auto axes = level_axes(*data_);
    const Evaluated own = own_target(leaf_number, members, level, range);
    if (own.records > 0) {
        Counted counted{{members.begin(), members.end()}};
        for (std::size_t above = 0; above < level; ++above)
            if (axes[above]) counted.chosen_by |= std::uint64_t{1} << *axes[above];
        return {own, std::move(counted)};
    }

    Goal sum{{{}, Reason::no_target, 0, 0}, {}};
    if (level == levels.size()) return sum;
    const bool adds = data_->plan.leaves[leaf_number].leaf.aggregation != Aggregation::mean;
    const auto member = [&](std::uint32_t group) {
        return axes[level] ? data_->groups[group][*axes[level]] : 0;
    };
    for (const auto& [named, groups] : by_member(members, member)) {
        Goal part = goal(leaf_number, groups, level + 1, range);
        if (part.target.reason) continue;
        // Targets for a rate do not add up: 40 % and 45 % are no 85 %.
        if (!adds && !sum.counted.members.empty()) return {{{}, Reason::no_target, 0, 0}, {}};
        sum.target.reason.reset();
        sum.target.value += part.target.value;
        sum.target.records += part.target.records;
        Members& all = sum.counted.members;
        all.insert(all.end(), part.counted.members.begin(), part.counted.members.end());
        sum.counted.chosen_by |= part.counted.chosen_by;
    }
    std::sort(sum.counted.members.begin(), sum.counted.members.end());
    return sum;
}

Evaluated Evaluator::own_target(
    std::size_t leaf_number,
    std::span<const std::uint32_t> members,
    std::size_t level,
    std::size_t range) const {
    // Rows that name nothing below this level.
    const auto axes = level_axes(*data_);
    Members own;
    for (const std::uint32_t group : members) {
        bool named_below = false;
        for (std::size_t i = level; i < levels.size(); ++i)
            named_below |= axes[i] && data_->groups[group][*axes[i]] != 0;
        if (!named_below && !belongs_above(group)) own.push_back(group);
    }
    return leaf(leaf_number, own, range);
}

Evaluated Evaluator::own_or_members(
    std::size_t leaf_number,
    std::span<const std::uint32_t> members,
    std::size_t level,
    std::size_t range,
    bool own) const {
    if (is_not_cut(leaf_number)) return {{}, Reason::not_cut};
    const Evaluated none{{}, Reason::no_target};
    const Evaluated own_of_level = own_target(leaf_number, members, level, range);
    if (own && own_of_level.records > 0) return own_of_level;
    if (level == levels.size()) return none;
    const auto axes = level_axes(*data_);
    const auto member = [&](std::uint32_t group) {
        return axes[level] ? data_->groups[group][*axes[level]] : 0;
    };
    const auto parts = by_member(members, member);
    // A group within one region and team is found further down.
    if (own_of_level.records == 0 && parts.size() == 1)
        return own_or_members(leaf_number, parts.begin()->second, level + 1, range, own);
    // Targets for a rate do not add up.
    if (own || data_->plan.leaves[leaf_number].leaf.aggregation == Aggregation::mean) return none;
    Evaluated sum = none;
    for (const auto& [named, groups] : parts) {
        if (named == 0) continue;
        const Evaluated part = goal(leaf_number, groups, level + 1, range).target;
        if (part.reason) continue;
        sum.reason.reset();
        sum.value += part.value;
        sum.records += part.records;
    }
    return sum;
}

}  // namespace saleskpi::inline v0_3::detail
