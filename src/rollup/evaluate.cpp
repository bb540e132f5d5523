// SPDX-License-Identifier: MIT
#include "rollup/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace saleskpi::detail {

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

}  // namespace

CellValue Evaluator::metric(std::size_t number, const Period& period) {
    const Definition& metric = data_->query.metrics[number];
    try {
        const Evaluated result = step(number, metric.steps().size() - 1, period);
        if (result.reason) return {*result.reason, result.records, result.missing};
        return {
            AnyQuantity{result.value, metric.unit(), data_->query.currency}, result.records,
            result.missing};
    } catch (const Error& error) {
        if (error.code() != ErrorCode::overflow) throw;
        throw Error{ErrorCode::overflow, fmt::format("metric '{}': {}", metric.id(), error.what())};
    }
}

Evaluated Evaluator::step(std::size_t metric, std::size_t number, const Period& period) {
    const Step& s = data_->query.metrics[metric].steps()[number];
    switch (s.op) {
        case Step::Op::leaf: {
            const std::size_t leaf_number = data_->plan.leaf_of[metric][s.index];
            const std::size_t range = data_->plan.time.find(period.window());
            Known& known = known_[leaf_number];
            if (known.range != range) known = {range, leaf(leaf_number, members_, range)};
            return known.value;
        }
        case Step::Op::constant:
            return {s.constant, std::nullopt};
        case Step::Op::period_months:
            return {months_in(period.window()), std::nullopt};
        case Step::Op::change:
            return change(metric, number - 1, period, s.shift);
        case Step::Op::target: {
            const Step& rows = data_->query.metrics[metric].steps()[number - 1];
            return goal(
                       data_->plan.leaf_of[metric][rows.index], members_, 0,
                       data_->plan.time.find(period.window()))
                .target;
        }
        case Step::Op::attain:
        case Step::Op::attain_lower:
            return attain(metric, number, period);
        default: {
            const std::size_t right = number - 1;
            const std::size_t left = right - data_->query.metrics[metric].steps()[right].size;
            const Evaluated a = step(metric, left, period);
            return arithmetic(s, a, step(metric, right, period));
        }
    }
}

Evaluated Evaluator::arithmetic(const Step& s, const Evaluated& a, const Evaluated& b) const {
    Evaluated result{
        {}, a.reason ? a.reason : b.reason, a.records + b.records, a.missing + b.missing};
    if (result.reason) return result;
    switch (s.op) {
        case Step::Op::add:
            result.value = a.value + b.value;
            break;
        case Step::Op::subtract:
            result.value = a.value - b.value;
            break;
        case Step::Op::multiply:
            result.value = a.value * b.value;
            break;
        default:
            if (b.value.is_zero())
                result.reason = b.records == 0 ? Reason::no_records : Reason::zero_denominator;
            else
                result.value = a.value / b.value;
    }
    return result;
}

Evaluated Evaluator::change(
    std::size_t metric, std::size_t operand, const Period& period, Shift shift) {
    const Evaluated now = step(metric, operand, period);
    if (now.reason) return now;
    const auto earlier = compared_with(period, shift, data_->query.calendar);
    Evaluated result{{}, std::nullopt, now.records, now.missing};

    const Definition& definition = data_->query.metrics[metric];
    std::int32_t first_day = (std::numeric_limits<std::int32_t>::max)();
    const std::size_t first_step = operand + 1 - definition.steps()[operand].size;
    for (std::size_t i = first_step; i <= operand; ++i)
        if (const Step& s = definition.steps()[i]; s.op == Step::Op::leaf)
            first_day = (std::min)(
                first_day, data_->leaves[data_->plan.leaf_of[metric][s.index]].first_day);
    // A zero before the records begin would be an invented one.
    if (!earlier || to_day(earlier->last) <= first_day) result.reason = Reason::no_prior_period;
    if (result.reason) return result;

    const Evaluated before = step(metric, operand, *earlier);
    result.records += before.records;
    result.missing += before.missing;
    if (before.reason)
        result.reason = Reason::no_prior_period;
    else if (before.value.is_zero())
        result.reason = Reason::zero_base;
    else
        result.value = (now.value - before.value) / before.value.abs();
    return result;
}

Evaluated Evaluator::attain(std::size_t metric, std::size_t number, const Period& period) {
    const std::span<const Step> steps = data_->query.metrics[metric].steps();
    const std::size_t target_step = number - 1;
    const std::size_t actual_step = target_step - steps[target_step].size;
    const std::size_t rows = data_->plan.leaf_of[metric][steps[target_step - 1].index];
    const Goal goal_of_group = goal(rows, members_, 0, data_->plan.time.find(period.window()));
    if (goal_of_group.target.reason) return goal_of_group.target;

    // Only those who have a target count on both sides, so that a rep without one is no zero.
    Evaluator counted{*data_, goal_of_group.members, depth_};
    const Evaluated actual = counted.step(metric, actual_step, period);
    const Evaluated& target = goal_of_group.target;
    Evaluated result{{}, actual.reason, actual.records, actual.missing};
    if (result.reason) return result;
    if (target.value.is_zero())
        result.reason = Reason::zero_target;
    else if (steps[number].op == Step::Op::attain)
        result.value = actual.value / target.value;
    else if (actual.value.is_zero())
        result.reason = Reason::zero_denominator;
    else
        result.value = target.value / actual.value;
    return result;
}

std::vector<std::uint32_t> Evaluator::with_target(
    std::size_t metric, std::size_t number, const Period& period) const {
    const Step& rows = data_->query.metrics[metric].steps()[number - 2];
    return goal(
               data_->plan.leaf_of[metric][rows.index], members_, 0,
               data_->plan.time.find(period.window()))
        .members;
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
    const auto axes = level_axes(*data_);
    const auto member = [&](std::uint32_t group, std::size_t i) {
        return axes[i] ? data_->groups[group][*axes[i]] : 0;
    };

    // Rows that name nothing below this level are the group's own target.
    std::vector<std::uint32_t> own;
    for (const std::uint32_t group : members) {
        bool named_below = false;
        for (std::size_t i = level; i < levels.size(); ++i)
            named_below |= member(group, i) != 0;
        if (!named_below && !belongs_above(group)) own.push_back(group);
    }
    const Evaluated own_target = leaf(leaf_number, own, range);
    if (own_target.records > 0) return {own_target, {members.begin(), members.end()}};

    Goal sum{{{}, Reason::no_target, 0, 0}, {}};
    if (level == levels.size()) return sum;
    const bool adds = data_->plan.leaves[leaf_number].leaf.aggregation != Aggregation::mean;
    std::map<std::uint32_t, std::vector<std::uint32_t>> parts;
    for (const std::uint32_t group : members)
        parts[member(group, level)].push_back(group);
    for (const auto& [named, groups] : parts) {
        Goal part = goal(leaf_number, groups, level + 1, range);
        if (part.target.reason) continue;
        // Targets for a rate do not add up: 40 % and 45 % are no 85 %.
        if (!adds && !sum.members.empty()) return {{{}, Reason::no_target, 0, 0}, {}};
        sum.target.reason.reset();
        sum.target.value += part.target.value;
        sum.target.records += part.target.records;
        sum.members.insert(sum.members.end(), part.members.begin(), part.members.end());
    }
    std::sort(sum.members.begin(), sum.members.end());
    return sum;
}

}  // namespace saleskpi::detail
