// SPDX-License-Identifier: MIT
#include "rollup/evaluate.hpp"

#include "rollup/table_data.hpp"

#include <saleskpi/rollup/dimension.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Whether the last step and what it takes ask for records.
bool reads_records(std::span<const Step> steps) {
    const auto operand = steps.last(steps.back().size);
    return std::any_of(
        operand.begin(), operand.end(), [](const Step& s) { return s.op == Step::Op::leaf; });
}

/// What is larger is no figure of a report; below it, every unit can be shown: 10^34.
constexpr int128 largest = int128{10'000'000'000'000'000} * 1'000'000'000'000'000'000;

bool is_too_large(const Rational& value) {
    const uint128 size = magnitude(value.numerator());
    return size > static_cast<uint128>(largest) &&
           size / static_cast<uint128>(value.denominator()) >= static_cast<uint128>(largest);
}

}  // namespace

CellValue shown_value(const Evaluated& result, Unit unit, Currency currency) {
    const auto none = [&](Reason reason) {
        return CellValue{reason, result.records, result.missing, result.marks};
    };
    if (result.reason) return none(*result.reason);
    const std::optional<Rational> value = result.value.value();
    if (!value || is_too_large(*value)) return none(Reason::too_large);
    Marks marks = result.marks;
    if (result.value.is_rounded()) marks.add(Mark::rounded);
    return {AnyQuantity{*value, unit, currency}, result.records, result.missing, marks};
}

Evaluator::Evaluator(
    const PartialData& data,
    std::span<const std::uint32_t> members,
    std::size_t depth,
    std::uint64_t chosen_by)
    : data_{&data}, members_{members}, depth_{depth}, named_{chosen_by} {
    if (data.uncut.empty() || members.empty()) return;
    const std::vector<std::uint32_t>& group = data.groups[members.front()];
    for (std::size_t i = 0; i < depth; ++i)
        if (shown(data.axes[i].members[group[i]]) != by::unassigned)
            named_ |= std::uint64_t{1} << i;
}

CellValue Evaluator::metric(std::size_t number, const Period& period) {
    const Definition& metric = data_->query.metrics[number];
    return shown_value(
        step(number, metric.steps().size() - 1, period), metric.unit(), data_->query.currency);
}

Evaluated Evaluator::step(std::size_t metric, std::size_t number, const Period& period) {
    const std::span<const Step> steps = data_->query.metrics[metric].steps();
    const Step& s = steps[number];
    const std::size_t operand = number - 1;  // the last one
    switch (s.op) {
        case Step::Op::leaf:
            return leaf_of(metric, s.index, period);
        case Step::Op::constant:
            return {s.constant, std::nullopt};
        case Step::Op::period_months:
        case Step::Op::days_elapsed:
        case Step::Op::days_in_period:
        case Step::Op::days_left:
        case Step::Op::working_days:
            return length(s.op, period);

        case Step::Op::share: {
            Evaluated result = step(metric, operand, period);
            if (!result.reason && result.value > Rational{1}) result.marks.add(Mark::over_whole);
            return result;
        }

        case Step::Op::change:
            return change(metric, operand, period, s.shift);
        case Step::Op::before:
            return before(metric, operand, period, s.shift);
        case Step::Op::lagged:
            return lagged(metric, number, period);
        case Step::Op::elapsed:
            return in_part(metric, operand, elapsed_part(period, data_->query.today()));
        case Step::Op::whole:
            return in_part(metric, operand, whole_part(period, data_->query.calendar));
        case Step::Op::to_date:
            return in_other(
                metric, operand,
                to_date(period, static_cast<Grain>(s.option), data_->query.calendar));
        case Step::Op::rolling:
            return rolling(metric, number, period);
        case Step::Op::cumulative:
            return step(metric, operand, from_the_first(period, data_->query.window));
        case Step::Op::average_over:
            return average_over(metric, number, period);
        case Step::Op::days_reaching:
            return days_reaching(metric, number, period);

        case Step::Op::target:
            return goal(target_leaf(metric, number), members_, 0, range_of(period)).target;
        case Step::Op::own_target:
        case Step::Op::members_target:
            return own_or_members(
                target_leaf(metric, number), members_, 0, range_of(period),
                s.op == Step::Op::own_target);
        case Step::Op::attain:
        case Step::Op::attain_lower:
        case Step::Op::attain_difference:
            return attain(metric, number, period);
        case Step::Op::with_target:
            return of_those_with_target(metric, number, period);
        case Step::Op::reps_reaching:
            return reps_reaching(metric, operand, period);

        case Step::Op::enclosing:
            return enclosing(metric, number, period);
        case Step::Op::reference:
            return reference(metric, number, period);
        case Step::Op::rank:
        case Step::Op::rank_lower:
            return rank(metric, number, period);
        case Step::Op::correlated:
            return correlated(metric, number, period);
        case Step::Op::forecast_error:
            return forecast_error(metric, number, period);

        case Step::Op::wilson_low:
        case Step::Op::wilson_high: {
            const std::size_t n_step = operand - 1;
            const Evaluated n = step(metric, n_step, period);
            const Evaluated k = step(metric, n_step - steps[n_step].size, period);
            Evaluated result = arithmetic(metric, operand, k, n);
            if (result.reason) return result;
            if (k.value > n.value) return {{}, Reason::incomparable, result.records};
            const Interval interval = wilson(k.value.nearest(), n.value.nearest());
            result.value = s.op == Step::Op::wilson_low ? interval.low : interval.high;
            return result;
        }

        case Step::Op::add:
        case Step::Op::subtract:
        case Step::Op::multiply:
        case Step::Op::divide:
        case Step::Op::at_most:
        case Step::Op::at_least:
            return chain(metric, number, period);
    }
    return {};
}

/// Without recursion over the first operands: a sum has as many levels of them as it has terms.
Evaluated Evaluator::chain(std::size_t metric, std::size_t number, const Period& period) {
    const std::span<const Step> steps = data_->query.metrics[metric].steps();
    std::size_t first = number - 1 - steps[number - 1].size;
    if (!is_arithmetic(steps[first].op)) {
        const Evaluated a = step(metric, first, period);
        return arithmetic(metric, number, a, step(metric, number - 1, period));
    }
    std::vector<std::size_t> operations{number};  // the outermost first
    while (is_arithmetic(steps[first].op)) {
        operations.push_back(first);
        first = first - 1 - steps[first - 1].size;
    }
    Evaluated result = step(metric, first, period);
    for (std::size_t i = operations.size(); i-- > 0;)
        result = arithmetic(metric, operations[i], result, step(metric, operations[i] - 1, period));
    return result;
}

Evaluated Evaluator::leaf_of(std::size_t metric, std::size_t index, const Period& period) {
    if (is_not_cut(data_->plan.leaf_of[metric][index])) return {{}, Reason::not_cut};
    const std::size_t range = range_of(period);
    const auto value_of = [&](std::size_t number) -> const Evaluated& {
        for (Known& known : known_) {
            if (known.leaf != number) continue;
            if (known.range != range) known = {number, range, leaf(number, members_, range)};
            return known.value;
        }
        if (known_.empty()) known_.reserve(4);  // most metrics read fewer
        return known_.emplace_back(Known{number, range, leaf(number, members_, range)}).value;
    };
    Evaluated value = value_of(data_->plan.leaf_of[metric][index]);
    const auto all = data_->plan.all_of[metric][index];
    if (!all) return value;
    // Who lacks a needed field does not satisfy the condition: they are missing from all there are.
    const Evaluated everyone = value_of(*all);
    value.missing = (everyone.reason ? 0 : everyone.records) - value.records;
    if (value.records == 0 && value.missing > 0) value.reason = Reason::missing_values;
    return value;
}

std::vector<Coverage> Evaluator::coverage(std::size_t number, const Period& period) {
    std::vector<Coverage> all;
    for (std::size_t i = 0; i < data_->query.metrics[number].leaves().size(); ++i) {
        const Evaluated value = leaf_of(number, i, period);
        all.push_back({value.records, value.records + value.missing});
    }
    return all;
}

Evaluated Evaluator::arithmetic(
    std::size_t metric, std::size_t number, const Evaluated& a, const Evaluated& b) const {
    const std::span<const Step> steps = data_->query.metrics[metric].steps();
    const bool is_not_cut = b.reason == Reason::not_cut;
    Evaluated result{
        {},
        a.reason && !is_not_cut ? a.reason : b.reason,
        a.records + b.records,
        a.missing + b.missing,
        a.marks | b.marks};
    if (result.reason) return result;
    switch (steps[number].op) {
        case Step::Op::add:
            result.value = a.value + b.value;
            break;
        case Step::Op::subtract:
            result.value = a.value - b.value;
            break;
        case Step::Op::multiply:
            result.value = a.value * b.value;
            break;
        case Step::Op::at_most:
            result.value = (std::min)(a.value, b.value);
            break;
        case Step::Op::at_least:
            result.value = (std::max)(a.value, b.value);
            break;
        default:
            if (b.value.is_zero())
                // A zero of numbers and lengths is none for want of records.
                result.reason = result.records == 0 && reads_records(steps.first(number))
                                    ? Reason::no_records
                                    : Reason::zero_denominator;
            else
                result.value = a.value / b.value;
    }
    return result;
}

}  // namespace saleskpi::inline v0_3::detail
