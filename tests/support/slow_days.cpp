// SPDX-License-Identifier: MIT
#include "support/slow.hpp"
#include "support/slow_rows.hpp"

#include <date/date.h>

#include <algorithm>

/// The lengths of periods, and other periods than the one asked for.
namespace slow {

namespace {

unsigned days_in_month(Date day) {
    const date::year_month_day ymd{day};
    return static_cast<unsigned>((ymd.year() / ymd.month() / date::last).day());
}

Rational months_in(const Window& window) {
    std::vector<Date> days;
    for (Date d = window.first; d < window.until; d += date::days{1})
        days.push_back(d);
    return months(days);
}

std::int64_t days_in(const Period& period) { return (period.until - period.first).count(); }

std::int64_t working_days_in(const Period& period, const Calendar& calendar) {
    std::int64_t n = 0;
    for (Date day = period.first; day < period.until; day += date::days{1})
        if (calendar.working_days().contains(day)) ++n;
    return n;
}

}  // namespace

Rational months(const std::vector<Date>& days) {
    std::map<unsigned, std::int64_t> by_length;
    for (const Date day : days)
        ++by_length[days_in_month(day)];
    Rational sum;
    for (const auto& [length, n] : by_length)
        sum += Rational{n, length};
    return sum;
}

/// With what a report's window cuts off at its end.
Period Evaluator::whole(const Period& period) const {
    if (period.grain == Grain::window) return period;
    Period all = period;
    all.until = calendar_.period(period.grain, period.first).until;
    return all;
}

Evaluator::Number Evaluator::length(Step::Op op, const Period& period) const {
    switch (op) {
        case Step::Op::period_months:
            return {months_in(period.window()), std::nullopt};
        case Step::Op::days_elapsed:
            return {Rational{days_in(period)}, std::nullopt};
        case Step::Op::days_in_period:
            return {Rational{days_in(whole(period))}, std::nullopt};
        case Step::Op::days_left:
            return {Rational{days_in(whole(period)) - days_in(period)}, std::nullopt};
        default:
            return {Rational{working_days_in(period, calendar_)}, std::nullopt};
    }
}

Evaluator::Number Evaluator::before(
    const Context& context, std::size_t operand, const std::optional<Period>& then) const {
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
            std::optional<std::int64_t> begin;
            if (day.known) begin = day.number;
            if (leaf.placement.is_stock())
                if (const auto start = start_of(*table, row, leaf))
                    begin = start->time_since_epoch().count();
            if (begin) first_day = (std::min)(first_day.value_or(*begin), *begin);
        }
    }
    if (!then || !first_day || then->until.time_since_epoch().count() <= *first_day)
        return {{}, Reason::no_prior_period};
    return step(context, operand, *then);
}

Evaluator::Number Evaluator::change(
    const Context& context, std::size_t operand, const Period& now, Shift shift) const {
    const Number value = step(context, operand, now);
    if (value.reason) return value;
    const Number base = before(context, operand, compared_with(now, shift, calendar_));
    Number result{
        {},
        std::nullopt,
        value.records + base.records,
        value.missing + base.missing,
        value.marks | base.marks};
    if (base.reason)
        result.reason = Reason::no_prior_period;
    else if (base.value.is_zero())
        result.reason = Reason::zero_base;
    else
        result.value = (value.value - base.value) / base.value.abs();
    if (!result.reason && base.value < Rational{0}) result.marks.add(Mark::negative_base);
    return result;
}

/// As many whole periods back as the lag is long, half a period counting as one.
Evaluator::Number Evaluator::lagged(
    const Context& context, std::size_t number, const Period& period) const {
    const auto steps = context.metric.steps();
    const std::size_t operand = number - 1 - steps[number - 1].size;
    const Number lag = step(context, number - 1, period);
    if (lag.reason) return lag;
    const Period all =
        period.grain == Grain::window ? period : calendar_.period(period.grain, period.first);
    Rational left = lag.value + Rational{days_in(all), 2};
    std::int64_t back = 0;
    for (; left >= Rational{days_in(all)}; left -= Rational{days_in(all)})
        ++back;
    Number result{{}, Reason::no_prior_period, lag.records, lag.missing, lag.marks};
    // Nobody asks for more than two years, and longer ones are not looked for.
    if (back * days_in(whole(period)) > 731 + 31) return result;
    std::optional<Period> then = period;
    if (back > 0) {
        const Period other = calendar_.shift(period, -static_cast<std::int32_t>(back));
        then = period.complete ? other : calendar_.same_part(period, other);
    }
    const Number value =
        back == 0 ? step(context, operand, period) : before(context, operand, then);
    result.reason = value.reason;
    result.value = value.value;
    result.records += value.records;
    result.missing += value.missing;
    result.marks = result.marks | value.marks;
    return result;
}

Evaluator::Number Evaluator::rolling(
    const Context& context, std::size_t number, const Period& period) const {
    const std::size_t operand = number - 1;
    Period all = period;
    for (int n = context.metric.steps()[number].option; n > 1; --n)
        all.first = calendar_.previous(calendar_.period(period.grain, all.first)).first;
    // Of the first of the periods there must be something.
    if (all.first < period.first) {
        const Period first = calendar_.period(period.grain, all.first);
        if (const Number known = before(context, operand, first);
            known.reason == Reason::no_prior_period)
            return known;
    }
    all.grain = Grain::window;
    all.complete = true;
    return step(context, operand, all);
}

Evaluator::Number Evaluator::average_over(
    const Context& context, std::size_t number, const Period& period) const {
    const auto grain = static_cast<Grain>(context.metric.steps()[number].option);
    Number sum;
    std::int64_t n = 0;
    for (Date day = period.first; day < period.until; ++n) {
        Period part = calendar_.period(grain, day);
        const Date end = part.until;
        part.complete = part.first >= period.first && end <= period.until;
        part.first = day;
        part.until = (std::min)(end, period.until);
        const Number one = step(context, number - 1, part);
        if (one.reason) return one;
        sum.value += one.value;
        sum.records += one.records;
        sum.missing += one.missing;
        sum.marks = sum.marks | one.marks;
        day = end;
    }
    sum.value = sum.value / Rational{n};
    return sum;
}

Evaluator::Number Evaluator::days_reaching(
    const Context& context, std::size_t number, const Period& period) const {
    const std::size_t floor_step = number - 1;
    const std::size_t value_step = floor_step - context.metric.steps()[floor_step].size;
    Number result;
    for (Date day = period.first; day < period.until; day += date::days{1}) {
        if (!calendar_.working_days().contains(day)) continue;
        const Period one = calendar_.period(Grain::day, day);
        const Number value = step(context, value_step, one);
        const Number floor = step(context, floor_step, one);
        if (value.reason == Reason::not_cut) return value;
        if (floor.reason == Reason::not_cut) return floor;
        result.records += value.records;
        result.missing += value.missing;
        if (!value.reason && !floor.reason && value.value >= floor.value)
            result.value += Rational{1};
    }
    return result;
}

}  // namespace slow
