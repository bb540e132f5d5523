// SPDX-License-Identifier: MIT
#include "support/slow.hpp"
#include "support/slow_aggregates.hpp"

#include <saleskpi/rollup/dimension.hpp>

#include <algorithm>
#include <array>
#include <set>

/// Comparisons with targets.
namespace slow {

namespace {

/// Region, team and rep: the levels at which targets are set, from the top.
constexpr std::array<const char*, 3> level_names{"region", "team", "rep"};

std::vector<std::string> levels(const Seat& seat) { return {seat.region, seat.team, seat.rep}; }

bool begins_with(const std::vector<std::string>& all, const std::vector<std::string>& begin) {
    return std::equal(begin.begin(), begin.end(), all.begin());
}

/// A target for the whole company is none of those who are in no region; a region's is none of
/// those who are there without a team.
bool belongs_above(const Seat& seat, const Group& group) {
    for (std::size_t i = 0; i < group.members.size(); ++i) {
        if (group.members[i] != by::unassigned) continue;
        for (std::size_t level = 0; level < level_names.size(); ++level) {
            if (group.dimensions[i] != level_names[level]) continue;
            const std::vector<std::string> sits = levels(seat);
            if (std::all_of(
                    sits.begin() + static_cast<int>(level), sits.end(),
                    [](const std::string& name) { return name.empty(); }))
                return true;
        }
    }
    return false;
}

}  // namespace

/// What is set for a seat itself: rows that name it and nothing within it.
Evaluator::Number Evaluator::set_for(
    const Context& context,
    const Node& rows,
    const std::vector<std::string>& above,
    const Window& window) const {
    Context own = context;
    own.seats = [&](const Seat& seat) {
        const std::vector<std::string> sits = levels(seat);
        return context.seats(seat) && begins_with(sits, above) &&
               std::all_of(
                   sits.begin() + static_cast<int>(above.size()), sits.end(),
                   [](const std::string& name) { return name.empty(); }) &&
               !belongs_above(seat, context.group);
    };
    return leaf(own, rows, window);
}

/// Who is named by targets a level further down.
std::set<std::string> Evaluator::members_of(
    const Context& context,
    const Node& rows,
    const std::vector<std::string>& above,
    const Window& window) const {
    std::set<std::string> members;
    Context below = context;
    below.seats = [&](const Seat& seat) {
        if (context.seats(seat) && begins_with(levels(seat), above))
            members.insert(levels(seat)[above.size()]);
        return false;
    };
    (void)leaf(below, rows, window);
    return members;
}

Evaluator::Goal Evaluator::goal(
    const Context& context,
    const Node& rows,
    const std::vector<std::string>& above,
    const Window& window) const {
    if (is_not_cut(context, rows.leaf)) return {{{}, Reason::not_cut}, {}};
    const Number own_target = set_for(context, rows, above, window);
    // One that nobody knows for some of the days is none for all of them.
    if (own_target.missing > 0) return {{{}, Reason::missing_values}, {}};
    if (own_target.records > 0) return {own_target, {above}};

    Goal sum{{{}, Reason::no_target}, {}};
    if (above.size() == level_names.size()) return sum;
    for (const std::string& member : members_of(context, rows, above, window)) {
        std::vector<std::string> path = above;
        path.push_back(member);
        const Goal part = goal(context, rows, path, window);
        if (part.target.reason == Reason::missing_values && sum.target.reason)
            sum.target.reason = Reason::missing_values;
        if (part.target.reason) continue;
        // Targets for a rate do not add up.
        if (!called(rows.text).adds() && !sum.seats.empty()) return {{{}, Reason::no_target}, {}};
        sum.target.reason.reset();
        sum.target.value += part.target.value;
        sum.target.records += part.target.records;
        sum.seats.insert(sum.seats.end(), part.seats.begin(), part.seats.end());
    }
    return sum;
}

/// The target of the group itself, which may lie within one region and one team; or, if members is
/// true, what is set for those within it together.
Evaluator::Number Evaluator::own_or_members(
    const Context& context, const Node& rows, const Window& window, bool members) const {
    if (is_not_cut(context, rows.leaf)) return {{}, Reason::not_cut};
    const Window report{report_->periods.front().first, report_->periods.back().until};
    std::vector<std::string> place;
    for (;;) {
        const Number own = set_for(context, rows, place, window);
        if (own.missing > 0) return {{}, Reason::missing_values};
        if (!members && own.records > 0) return own;
        if (place.size() == level_names.size()) break;
        const auto below = members_of(context, rows, place, report);
        if (own.records > 0 || below.size() != 1) {
            if (!members) break;
            Number sum{{}, Reason::no_target};
            for (const std::string& member : below) {
                std::vector<std::string> path = place;
                path.push_back(member);
                const Number part = goal(context, rows, path, window).target;
                if (member.empty() || part.reason) continue;
                sum.reason.reset();
                sum.value += part.value;
                sum.records += part.records;
            }
            return sum;
        }
        place.push_back(*below.begin());
    }
    return {{}, Reason::no_target};
}

Evaluator::Number Evaluator::target(
    const Context& context, const Node& node, const Period& period) const {
    return goal(context, node.operands.at(0), {}, period.window()).target;
}

Evaluator::Number Evaluator::own_target(
    const Context& context, const Node& node, const Period& period) const {
    return own_or_members(context, node.operands.at(0), period.window(), false);
}

Evaluator::Number Evaluator::members_target(
    const Context& context, const Node& node, const Period& period) const {
    return own_or_members(context, node.operands.at(0), period.window(), true);
}

/// The first operand over those who have the second, a target.
Evaluator::Number Evaluator::with_target(
    const Context& context, const Node& node, const Period& period) const {
    const Node& rows = node.operands.at(1).operands.at(0);
    const Goal goal_of_group = goal(context, rows, {}, period.window());
    if (goal_of_group.target.reason) return goal_of_group.target;
    Context counted = context;
    for (const auto& path : goal_of_group.seats)
        counted.seated_by = (std::max)(counted.seated_by, path.size());
    counted.seats = [&](const Seat& seat) {
        const auto& some = goal_of_group.seats;
        return context.seats(seat) && std::any_of(some.begin(), some.end(), [&](const auto& path) {
                   return begins_with(levels(seat), path);
               });
    };
    return compute(counted, node.operands[0], period);
}

Evaluator::Number Evaluator::attain(
    const Context& context, const Node& node, const Period& period) const {
    const Number goal_of_group = compute(context, node.operands.at(1), period);
    if (goal_of_group.reason) return goal_of_group;
    Number result = with_target(context, node, period);
    if (result.reason) return result;
    const Rational target = goal_of_group.value;
    const Rational actual = result.value;
    const bool is_less_better = node.name == "attain_lower";
    result.value = Rational{};
    if (target.is_zero())
        result.reason = Reason::zero_target;
    else if (is_less_better && actual.is_zero())
        result.reason = Reason::zero_denominator;
    else if (is_less_better)
        result.value = target / actual;
    else if (node.name == "attain_difference")
        result.value = 1 + (target - actual) / target;
    else
        result.value = actual / target;
    return result;
}

Evaluator::Number Evaluator::reps_reaching(
    const Context& context, const Node& node, const Period& period) const {
    // Everyone for whom there may be a target is named by a row of targets, or by a seat.
    std::set<std::string> reps;
    if (const Table* targets = tables_->find("targets"))
        for (const Row& row : targets->rows)
            reps.insert(targets->cell(row, "rep")->text);
    std::int64_t all = 0;
    std::int64_t reached = 0;
    for (const std::string& rep : reps) {
        if (rep.empty()) continue;
        Context own = context;
        own.seats = [&](const Seat& seat) { return context.seats(seat) && seat.rep == rep; };
        const Number attained = attain(own, node.operands.at(0), period);
        if (attained.reason == Reason::not_cut) return attained;
        if (attained.reason == Reason::no_target || attained.reason == Reason::zero_target)
            continue;
        ++all;
        const bool is_best = attained.reason == Reason::zero_denominator;
        if (is_best || (!attained.reason && attained.value >= Rational{1})) ++reached;
    }
    if (all == 0) return {{}, Reason::no_target};
    return {Rational{reached, all}, std::nullopt, all};
}

}  // namespace slow
