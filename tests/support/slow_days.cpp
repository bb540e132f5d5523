// SPDX-License-Identifier: MIT
#include "support/slow.hpp"
#include "support/slow_periods.hpp"
#include "support/slow_rows.hpp"

#include <date/date.h>

#include <algorithm>
#include <stdexcept>

/// The lengths of periods, and other periods than the one asked for. Books of these tests are as of
/// no day: the elapsed part of a period is what the report's window leaves of it.
namespace slow {

namespace {

/// A number of periods.
int periods(const Node& number) {
    if (!number.is_number()) throw std::logic_error{"a number of periods, not " + number.name};
    return static_cast<int>(number.number.numerator());
}

}  // namespace

Evaluator::Number Evaluator::period_months(
    const Context&, const Node&, const Period& period) const {
    std::vector<Date> days;
    for (Date day = period.first; day < period.until; day += date::days{1})
        days.push_back(day);
    return {months(days), std::nullopt};
}

Evaluator::Number Evaluator::days_elapsed(const Context&, const Node&, const Period& period) const {
    return {Rational{days_in(period)}, std::nullopt};
}

Evaluator::Number Evaluator::days_in_period(
    const Context&, const Node&, const Period& period) const {
    return {Rational{(whole_of(period, calendar_).until - period.first).count()}, std::nullopt};
}

Evaluator::Number Evaluator::days_left(const Context&, const Node&, const Period& period) const {
    return {Rational{(whole_of(period, calendar_).until - period.until).count()}, std::nullopt};
}

Evaluator::Number Evaluator::working_days(const Context&, const Node&, const Period& period) const {
    Number n;
    for (Date day = period.first; day < period.until; day += date::days{1})
        if (calendar_.working_days().contains(day)) n.value += Rational{1};
    return n;
}

std::optional<Date> Evaluator::first_day(const Context& context, const Node& operand) const {
    std::optional<Date> first;
    for (const Node* aggregate : aggregates_of(operand)) {
        const Leaf& leaf = context.metric.leaves()[aggregate->leaf];
        const Table* table = tables_->find(leaf.table);
        if (!table) continue;
        for (const Row& row : table->rows) {
            const Cell& day = *table->cell(row, leaf.placement.from.name);
            std::optional<Date> begin;
            if (day.known) begin = Date{date::days{day.number}};
            if (leaf.placement.is_stock())
                if (const auto start = start_of(*table, row, leaf)) begin = start;
            if (begin) first = (std::min)(first.value_or(*begin), *begin);
        }
    }
    return first;
}

Evaluator::Number Evaluator::in_period(
    const Context& context, const Node& operand, const std::optional<Period>& then) const {
    const std::optional<Date> first = first_day(context, operand);
    // A length or a number needs no records.
    const bool is_outside = !first || (then && then->until <= *first);
    if (!then || (is_outside && !aggregates_of(operand).empty()))
        return {{}, Reason::no_prior_period};
    return compute(context, operand, *then);
}

std::optional<Period> Evaluator::compared_with(const Node& node, const Period& period) const {
    if (node.words.empty()) return periods_before(period, periods(node.operands.at(1)), calendar_);
    const std::string& word = node.words[0];
    if (word == "previous") return periods_before(period, 1, calendar_);
    if (word == "year_over_year") return year_before(period, calendar_);
    if (word == "same_weekday") return same_weekdays_before(period);
    throw std::logic_error{"no period is called " + word};
}

Evaluator::Number Evaluator::elapsed(
    const Context& context, const Node& node, const Period& period) const {
    return compute(context, node.operands.at(0), period);
}

Evaluator::Number Evaluator::whole(
    const Context& context, const Node& node, const Period& period) const {
    Period all = period;
    all.until = whole_of(period, calendar_).until;
    return compute(context, node.operands.at(0), all);
}

Evaluator::Number Evaluator::before(
    const Context& context, const Node& node, const Period& period) const {
    return in_period(context, node.operands.at(0), compared_with(node, period));
}

Evaluator::Number Evaluator::change(
    const Context& context, const Node& node, const Period& period) const {
    const Number now = compute(context, node.operands.at(0), period);
    if (now.reason) return now;
    const Number base = before(context, node, period);
    Number result{
        {},
        std::nullopt,
        now.records + base.records,
        now.missing + base.missing,
        now.marks | base.marks};
    if (base.reason)
        result.reason = Reason::no_prior_period;
    else if (base.value.is_zero())
        result.reason = Reason::zero_base;
    else
        result.value = (now.value - base.value) / base.value.abs();
    if (!result.reason && base.value < Rational{0}) result.marks.add(Mark::negative_base);
    return result;
}

/// The first operand, as many whole periods before as the second is long in days, half a period
/// counting as one.
Evaluator::Number Evaluator::lagged(
    const Context& context, const Node& node, const Period& period) const {
    const Node& operand = node.operands.at(0);
    const Number lag = compute(context, node.operands.at(1), period);
    if (lag.reason) return lag;
    const std::int64_t length = days_in(whole_of(period, calendar_));
    Rational left = lag.value + Rational{length, 2};
    int back = 0;
    for (; left >= Rational{length}; left -= Rational{length})
        ++back;
    Number result{{}, Reason::no_prior_period, lag.records, lag.missing, lag.marks};
    // Nobody asks for more than two years, and longer ones are not looked for.
    if (back * length > 731 + 31) return result;
    const Number value = back == 0
                             ? compute(context, operand, period)
                             : in_period(context, operand, periods_before(period, back, calendar_));
    result.reason = value.reason;
    result.value = value.value;
    result.records += value.records;
    result.missing += value.missing;
    result.marks = result.marks | value.marks;
    return result;
}

Evaluator::Number Evaluator::to_date(
    const Context& context, const Node& node, const Period& period) const {
    const Grain grain = parse_grain(node.words.at(0));
    if (grain == Grain::window) return cumulative(context, node, period);
    Period longer = period_of(grain, period.until - date::days{1}, calendar_);
    longer.complete = longer.until == period.until;
    longer.until = period.until;
    return compute(context, node.operands.at(0), longer);
}

Evaluator::Number Evaluator::cumulative(
    const Context& context, const Node& node, const Period& period) const {
    if (period.until <= report_->periods.front().first) return {{}, Reason::no_prior_period};
    const Period all{Grain::window, 0, report_->periods.front().first, period.until, true};
    return compute(context, node.operands.at(0), all);
}

Evaluator::Number Evaluator::rolling(
    const Context& context, const Node& node, const Period& period) const {
    const Node& operand = node.operands.at(0);
    Period all = period;
    if (const int n = periods(node.operands.at(1)); n > 1) {
        const auto first = periods_before(whole_of(period, calendar_), n - 1, calendar_);
        // Of the first of the periods there must be something.
        const Number known = in_period(context, operand, first);
        if (!first || known.reason == Reason::no_prior_period) return known;
        all.first = first->first;
    }
    all.grain = Grain::window;
    all.complete = true;
    return compute(context, operand, all);
}

/// The line of least squares through n points (x, y) has the slope
/// (n sum xy - sum x sum y) / (n sum xx - sum x sum x).
Evaluator::Number Evaluator::trend(
    const Context& context, const Node& node, const Period& period) const {
    const Node& operand = node.operands.at(0);
    Rational n, x_sum, y_sum, xx_sum, xy_sum;
    Number result;
    for (int back = 0; back < periods(node.operands.at(1)); ++back) {
        const Number y = in_period(context, operand, periods_before(period, back, calendar_));
        if (y.reason == Reason::not_cut) return {{}, Reason::not_cut};
        if (y.reason) continue;
        const Rational x{-back};
        n += Rational{1};
        x_sum += x;
        y_sum += y.value;
        xx_sum += x * x;
        xy_sum += x * y.value;
        ++result.records;
        result.missing += y.missing;
        result.marks = result.marks | y.marks;
    }
    if (result.records < 3) {
        result.reason = Reason::insufficient_n;
        return result;
    }
    result.value = (n * xy_sum - x_sum * y_sum) / (n * xx_sum - x_sum * x_sum);
    if (result.records < 10) result.marks.add(Mark::small_sample);
    return result;
}

Evaluator::Number Evaluator::over_shorter(
    const Context& context, const Node& node, const Period& period, bool is_product) const {
    const Grain grain = parse_grain(node.words.at(0));
    Number all;
    all.value = Rational{is_product ? 1 : 0};
    if (period.first == period.until) all.reason = Reason::immature;
    for (Date day = period.first; day < period.until;) {
        Period part = period_of(grain, day, calendar_);
        const Date end = part.until;
        part.complete = part.first >= period.first && end <= period.until;
        part.first = day;
        part.until = (std::min)(end, period.until);
        const Number one = compute(context, node.operands.at(0), part);
        if (one.reason) return one;
        all.value = is_product ? all.value * one.value : all.value + one.value;
        all.records += one.records;
        all.missing += one.missing;
        all.marks = all.marks | one.marks;
        day = end;
    }
    return all;
}

Evaluator::Number Evaluator::average_over(
    const Context& context, const Node& node, const Period& period) const {
    Number mean = over_shorter(context, node, period, false);
    if (mean.reason) return mean;
    std::int64_t n = 0;
    for (Date day = period.first; day < period.until; ++n)
        day = period_of(parse_grain(node.words.at(0)), day, calendar_).until;
    mean.value = mean.value / Rational{n};
    return mean;
}

Evaluator::Number Evaluator::product_over(
    const Context& context, const Node& node, const Period& period) const {
    return over_shorter(context, node, period, true);
}

/// Working days on which the first operand is at least the second.
Evaluator::Number Evaluator::days_reaching(
    const Context& context, const Node& node, const Period& period) const {
    Number result;
    for (Date day = period.first; day < period.until; day += date::days{1}) {
        if (!calendar_.working_days().contains(day)) continue;
        const Period one = period_of(Grain::day, day, calendar_);
        const Number value = compute(context, node.operands.at(0), one);
        const Number floor = compute(context, node.operands.at(1), one);
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
