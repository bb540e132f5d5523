// SPDX-License-Identifier: MIT
#include "support/slow.hpp"
#include "support/slow_rows.hpp"

#include <date/date.h>

#include <algorithm>
#include <cmath>

/// The arithmetic above the leaves.
namespace slow {

Evaluator::Number Evaluator::step(
    const Context& context, std::size_t number, const Period& period) const {
    const auto steps = context.metric.steps();
    const Step& s = steps[number];
    const std::size_t operand = number - 1;
    switch (s.op) {
        case Step::Op::leaf:
            return leaf(context, s.index, period.window());
        case Step::Op::constant:
            return {s.constant, std::nullopt};
        case Step::Op::period_months:
        case Step::Op::days_elapsed:
        case Step::Op::days_in_period:
        case Step::Op::days_left:
        case Step::Op::working_days:
            return length(s.op, period);
        case Step::Op::share: {
            Number part = step(context, operand, period);
            if (!part.reason && part.value > Rational{1}) part.marks.add(Mark::over_whole);
            return part;
        }
        case Step::Op::change:
            return change(context, operand, period, s.shift);
        case Step::Op::before:
            return before(context, operand, compared_with(period, s.shift, calendar_));
        case Step::Op::lagged:
            return lagged(context, number, period);
        case Step::Op::elapsed:
            return step(context, operand, period);  // books of these tests are as of no day
        case Step::Op::whole:
            return step(context, operand, whole(period));
        case Step::Op::to_date: {
            Period longer =
                calendar_.period(static_cast<Grain>(s.option), period.until - date::days{1});
            longer.complete = longer.until == period.until;
            longer.until = period.until;
            return step(context, operand, longer);
        }
        case Step::Op::cumulative: {
            Period all{Grain::window, 0, report_->periods.front().first, period.until, true};
            return step(context, operand, all);
        }
        case Step::Op::rolling:
            return rolling(context, number, period);
        case Step::Op::average_over:
            return average_over(context, number, period);
        case Step::Op::days_reaching:
            return days_reaching(context, number, period);
        case Step::Op::target:
            return goal(context, steps[operand].index, {}, period.window()).target;
        case Step::Op::own_target:
        case Step::Op::members_target:
            return own_or_members(
                context, steps[operand].index, period.window(), s.op == Step::Op::members_target);
        case Step::Op::attain:
        case Step::Op::attain_lower:
        case Step::Op::attain_difference:
            return attain(context, number, period);
        case Step::Op::with_target:
            return with_target(context, number, period);
        case Step::Op::reps_reaching:
            return reps_reaching(context, operand, period);
        case Step::Op::enclosing:
            return enclosing(context, number, period);
        case Step::Op::reference:
            return reference(context, number, period);
        case Step::Op::rank:
        case Step::Op::rank_lower:
            return rank(context, number, period);
        case Step::Op::correlated:
            return correlated(context, number, period);
        case Step::Op::forecast_error:
            return forecast_error(context, number, period);
        case Step::Op::wilson_low:
        case Step::Op::wilson_high:
            return wilson(context, number, period);
        default:
            break;
    }
    const Number b = step(context, operand, period);
    return arithmetic(context, number, step(context, operand - steps[operand].size, period), b);
}

namespace {

/// How many aggregates a step takes.
std::size_t leaves_below(const Definition& metric, std::size_t number) {
    std::size_t leaves = 0;
    for (std::size_t i = number + 1 - metric.steps()[number].size; i <= number; ++i)
        leaves += metric.steps()[i].op == Step::Op::leaf ? 1 : 0;
    return leaves;
}

}  // namespace

Evaluator::Number Evaluator::arithmetic(
    const Context& context, std::size_t number, const Number& a, const Number& b) const {
    const bool nobody_knows = a.reason == Reason::not_cut || b.reason == Reason::not_cut;
    Number result{
        {},
        nobody_knows ? Reason::not_cut
        : a.reason   ? a.reason
                     : b.reason,
        a.records + b.records,
        a.missing + b.missing,
        a.marks | b.marks};
    if (result.reason) return result;
    switch (context.metric.steps()[number].op) {
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
            result.value = a.value < b.value ? a.value : b.value;
            break;
        case Step::Op::at_least:
            result.value = a.value > b.value ? a.value : b.value;
            break;
        default:
            if (!b.value.is_zero())
                result.value = a.value / b.value;
            else if (leaves_below(context.metric, number - 1) > 0 && a.records + b.records == 0)
                result.reason = Reason::no_records;  // nothing on either side
            else
                result.reason = Reason::zero_denominator;
    }
    return result;
}

/// The bounds are where a share p is just 1.96 standard errors from what was found: the roots of
/// (k - n p)^2 = z^2 n p (1 - p).
Evaluator::Number Evaluator::wilson(
    const Context& context, std::size_t number, const Period& period) const {
    const auto steps = context.metric.steps();
    const std::size_t divide = number - 1;
    const Number n = step(context, divide - 1, period);
    const Number k = step(context, divide - 1 - steps[divide - 1].size, period);
    Number result = arithmetic(context, divide, k, n);
    if (result.reason) return result;
    if (k.value > n.value) return {{}, Reason::incomparable, result.records};
    const double z2 = 1.959963984540054 * 1.959963984540054;
    const double size = n.value.to_double();
    const double cases = k.value.to_double();
    const double a = size * size + z2 * size;
    const double b = -(2 * size * cases + z2 * size);
    const double c = cases * cases;
    const double root = std::sqrt((std::max)(0.0, b * b - 4 * a * c));
    const double bound = (-b + (steps[number].op == Step::Op::wilson_low ? -root : root)) / (2 * a);
    result.value = Rational{std::llround(bound * 1e9), 1'000'000'000};
    return result;
}

}  // namespace slow
