// SPDX-License-Identifier: MIT
#include "support/slow.hpp"
#include "support/slow_rows.hpp"

#include <saleskpi/rollup/dimension.hpp>

#include <algorithm>
#include <array>
#include <set>

/// Comparisons with other periods and with targets.
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
        if (group.members[i] != unassigned) continue;
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

Evaluator::Number Evaluator::change(
    const Context& context, std::size_t operand, const Period& now, Shift shift) const {
    const Number value = step(context, operand, now);
    if (value.reason) return value;
    Number result{{}, std::nullopt, value.records, value.missing};

    // The first day on which anything happened that the metric could see.
    std::optional<std::int64_t> first_day;
    const auto steps = context.metric.steps();
    for (std::size_t i = operand + 1 - steps[operand].size; i <= operand; ++i) {
        if (steps[i].op != Step::Op::leaf) continue;
        const Leaf& leaf = context.metric.leaves()[steps[i].index];
        const Table* table = tables_->find(leaf.table);
        if (!table) continue;
        for (const Row& row : table->rows) {
            const Cell& day = *table->cell(row, leaf.placement.from.name);
            if (day.known) first_day = (std::min)(first_day.value_or(day.number), day.number);
        }
    }
    const auto before = compared_with(now, shift, calendar_);
    if (!before || !first_day || before->last.time_since_epoch().count() <= *first_day) {
        result.reason = Reason::no_prior_period;
        return result;
    }
    const Number base = step(context, operand, *before);
    result.records += base.records;
    result.missing += base.missing;
    if (base.reason)
        result.reason = Reason::no_prior_period;
    else if (base.value.is_zero())
        result.reason = Reason::zero_base;
    else
        result.value = (value.value - base.value) / base.value.abs();
    return result;
}

Evaluator::Goal Evaluator::goal(
    const Context& context,
    std::size_t number,
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
    const Number own_target = leaf(own, number, window);
    if (own_target.records > 0) return {own_target, {above}};

    Goal sum{{{}, Reason::no_target}, {}};
    if (above.size() == level_names.size()) return sum;
    std::set<std::string> members;
    Context below = context;
    below.seats = [&](const Seat& seat) {
        if (context.seats(seat) && begins_with(levels(seat), above))
            members.insert(levels(seat)[above.size()]);
        return false;
    };
    (void)leaf(below, number, window);
    for (const std::string& member : members) {
        std::vector<std::string> path = above;
        path.push_back(member);
        const Goal part = goal(context, number, path, window);
        if (part.target.reason) continue;
        // Targets for a rate do not add up.
        if (context.metric.leaves()[number].aggregation == Aggregation::mean && !sum.seats.empty())
            return {{{}, Reason::no_target}, {}};
        sum.target.reason.reset();
        sum.target.value += part.target.value;
        sum.target.records += part.target.records;
        sum.seats.insert(sum.seats.end(), part.seats.begin(), part.seats.end());
    }
    return sum;
}

Evaluator::Number Evaluator::attain(
    const Context& context, std::size_t number, const Period& period) const {
    const auto steps = context.metric.steps();
    const std::size_t target_step = number - 1;
    const Goal goal_of_group = goal(context, steps[target_step - 1].index, {}, period.window());
    if (goal_of_group.target.reason) return goal_of_group.target;
    Context counted = context;
    counted.seats = [&](const Seat& seat) {
        const auto& some = goal_of_group.seats;
        return context.seats(seat) && std::any_of(some.begin(), some.end(), [&](const auto& path) {
                   return begins_with(levels(seat), path);
               });
    };
    const Number actual = step(counted, target_step - steps[target_step].size, period);
    const Rational& target = goal_of_group.target.value;
    Number result{{}, actual.reason, actual.records, actual.missing};
    if (result.reason) return result;
    const bool is_lower = steps[number].op == Step::Op::attain_lower;
    if (target.is_zero())
        result.reason = Reason::zero_target;
    else if (is_lower && actual.value.is_zero())
        result.reason = Reason::zero_denominator;
    else
        result.value = is_lower ? target / actual.value : actual.value / target;
    return result;
}

}  // namespace slow
