// SPDX-License-Identifier: MIT
#include "rollup/evaluate.hpp"

#include <saleskpi/calendar/calendar.hpp>

#include <date/date.h>

#include <algorithm>
#include <limits>

/// The lengths of periods, and operands in other periods.
namespace saleskpi::inline v0_3::detail {

Evaluated Evaluator::length(Step::Op op, const Period& period) const {
    const Calendar& calendar = data_->query.calendar;
    if (op == Step::Op::period_months) return {months_in(period.window()), std::nullopt};
    const Period whole = whole_part(period, calendar);
    const auto elapsed = elapsed_part(period, data_->query.today());
    if (op == Step::Op::days_in_period)
        return {Rational{(whole.until - whole.first).count()}, std::nullopt};
    if (op == Step::Op::days_left) {
        const Date first = elapsed ? elapsed->until : whole.first;
        return {Rational{(whole.until - first).count()}, std::nullopt};
    }
    if (!elapsed) return {{}, Reason::immature};
    if (op == Step::Op::working_days)
        return {Rational{calendar.working_days().count(elapsed->window())}, std::nullopt};
    return {Rational{(elapsed->until - elapsed->first).count()}, std::nullopt};
}

bool Evaluator::is_before_records(
    std::size_t metric, std::size_t operand, const Period& period) const {
    const Definition& definition = data_->query.metrics[metric];
    std::int32_t first_day = (std::numeric_limits<std::int32_t>::max)();
    const std::size_t first_step = operand + 1 - definition.steps()[operand].size;
    for (std::size_t i = first_step; i <= operand; ++i)
        if (const Step& s = definition.steps()[i]; s.op == Step::Op::leaf)
            first_day = (std::min)(
                first_day, data_->leaves[data_->plan.leaf_of[metric][s.index]].first_day);
    return to_day(period.until) <= first_day;
}

Evaluated Evaluator::before(
    std::size_t metric, std::size_t operand, const Period& period, Shift shift) {
    const auto earlier = compared_with(period, shift, data_->query.calendar);
    if (!earlier || is_before_records(metric, operand, *earlier))
        return {{}, Reason::no_prior_period};
    return step(metric, operand, *earlier);
}

Evaluated Evaluator::change(
    std::size_t metric, std::size_t operand, const Period& period, Shift shift) {
    const auto elapsed = elapsed_part(period, data_->query.today());
    if (!elapsed) return {{}, Reason::immature};
    const auto key = std::tuple{metric,         operand,        elapsed->first,
                                elapsed->until, elapsed->grain, elapsed->complete};
    if (const auto known = changes_.find(key); known != changes_.end()) return known->second;
    return changes_[key] = changed(metric, operand, *elapsed, shift);
}

Evaluated Evaluator::changed(
    std::size_t metric, std::size_t operand, const Period& elapsed, Shift shift) {
    const Evaluated now = step(metric, operand, elapsed);
    if (now.reason) return now;
    const Evaluated then = before(metric, operand, elapsed, shift);
    Evaluated result{
        {},
        std::nullopt,
        now.records + then.records,
        now.missing + then.missing,
        now.marks | then.marks};
    if (then.reason)
        result.reason = Reason::no_prior_period;
    else if (then.value.is_zero())
        result.reason = Reason::zero_base;
    else
        result.value = (now.value - then.value) / then.value.abs();
    if (!result.reason && then.value.sign() < 0) result.marks.add(Mark::negative_base);
    return result;
}

Evaluated Evaluator::rolling(std::size_t metric, std::size_t number, const Period& period) {
    const Step& s = data_->query.metrics[metric].steps()[number];
    const Calendar& calendar = data_->query.calendar;
    const auto first = shifted(period, 1 - s.option, calendar);
    // Fewer periods than asked for would pass for as many.
    if (s.option > 1 && first && is_before_records(metric, number - 1, *first))
        return {{}, Reason::no_prior_period};
    return in_other(metric, number - 1, rolled(period, s.option, calendar));
}

Evaluated Evaluator::in_other(
    std::size_t metric, std::size_t operand, const std::optional<Period>& period) {
    if (!period) return {{}, Reason::no_prior_period};
    return step(metric, operand, *period);
}

Evaluated Evaluator::average_over(std::size_t metric, std::size_t number, const Period& period) {
    const Step& s = data_->query.metrics[metric].steps()[number];
    const auto elapsed = elapsed_part(period, data_->query.today());
    if (!elapsed) return {{}, Reason::immature};
    Evaluated sum;
    std::int64_t n = 0;
    for (const Period& part :
         data_->query.calendar.periods(elapsed->window(), static_cast<Grain>(s.option))) {
        const Evaluated one = step(metric, number - 1, part);
        if (one.reason) return one;
        sum.value += one.value;
        sum.records += one.records;
        sum.missing += one.missing;
        sum.marks = sum.marks | one.marks;
        ++n;
    }
    // Days between custom periods.
    if (n == 0) return {{}, Reason::no_records};
    sum.value = sum.value / Rational{n};
    return sum;
}

std::optional<Period> Evaluator::lagged_period(
    std::size_t metric, std::size_t number, const Period& period, Evaluated& lag) {
    const std::span<const Step> steps = data_->query.metrics[metric].steps();
    lag = step(metric, number - 1, period);
    if (lag.reason) return std::nullopt;
    const std::int64_t periods = periods_of(lag.value.nearest(), period, data_->query.calendar);
    const std::size_t operand = number - 1 - steps[number - 1].size;
    const auto earlier = detail::lagged(period, periods, data_->query.calendar);
    if (earlier && (periods == 0 || !is_before_records(metric, operand, *earlier))) return earlier;
    lag.reason = Reason::no_prior_period;
    return std::nullopt;
}

Evaluated Evaluator::lagged(std::size_t metric, std::size_t number, const Period& period) {
    const std::span<const Step> steps = data_->query.metrics[metric].steps();
    Evaluated lag;
    const auto earlier = lagged_period(metric, number, period, lag);
    if (!earlier) return {{}, lag.reason, lag.records, lag.missing, lag.marks};
    Evaluated result = step(metric, number - 1 - steps[number - 1].size, *earlier);
    result.records += lag.records;
    result.missing += lag.missing;
    return result;
}

Evaluated Evaluator::in_part(
    std::size_t metric, std::size_t operand, const std::optional<Period>& period) {
    if (!period) return {{}, Reason::immature};
    return step(metric, operand, *period);
}

Evaluated Evaluator::days_reaching(std::size_t metric, std::size_t number, const Period& period) {
    const std::span<const Step> steps = data_->query.metrics[metric].steps();
    const Calendar& calendar = data_->query.calendar;
    const auto elapsed = elapsed_part(period, data_->query.today());
    if (!elapsed) return {{}, Reason::immature};
    Evaluated result;
    for (Date day = elapsed->first; day < elapsed->until; day += date::days{1}) {
        if (!calendar.working_days().contains(day)) continue;
        const Period one = calendar.period(Grain::day, day);
        const Evaluated floor = step(metric, number - 1, one);
        const Evaluated value = step(metric, number - 1 - steps[number - 1].size, one);
        for (const Evaluated* side : {&value, &floor})
            if (side->reason == Reason::not_cut) return *side;
        result.records += value.records;
        result.missing += value.missing;
        if (!value.reason && !floor.reason && value.value >= floor.value)
            result.value += Rational{1};
    }
    return result;
}

}  // namespace saleskpi::inline v0_3::detail
