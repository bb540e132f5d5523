// SPDX-License-Identifier: MIT
// What a formula comes to in many periods, each by itself: their mean, their product, their trend.
#include "plan/other_periods.hpp"
#include "step_rule.hpp"

#include <saleskpi/metric/group_operators.hpp>
#include <saleskpi/metric/time_operators.hpp>

#include <date/date.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <vector>

namespace saleskpi::inline v0_3::detail {
namespace {

/// All of them together, if each of them has a value.
template <class Add>
Evaluated of_shorter_periods(Asking& ask, Evaluated all, std::int64_t& n, const Add& add) {
    const auto elapsed = elapsed_part(ask.period(), ask.today());
    if (!elapsed) return without_value(Reason::immature);
    for (const Period& part : ask.calendar().periods(elapsed->window(), ask.step().grain)) {
        const Evaluated one = ask.operand(0, part);
        if (one.reason) return one;
        add(all.value, one.value);
        all.records += one.records;
        all.missing += one.missing;
        all.marks = all.marks | one.marks;
        ++n;
    }
    // Days between custom periods.
    return n == 0 ? without_value(Reason::no_records) : all;
}

Evaluated mean(Asking& ask) {
    std::int64_t n = 0;
    Evaluated sum =
        of_shorter_periods(ask, {}, n, [](Exact& total, const Exact& value) { total += value; });
    if (!sum.reason) sum.value = sum.value / Rational{n};
    return sum;
}

Evaluated product(Asking& ask) {
    std::int64_t n = 0;
    return of_shorter_periods(
        ask, {Rational{1}, std::nullopt}, n,
        [](Exact& total, const Exact& value) { total = total * value; });
}

constexpr std::int64_t fewest_points = 3;
constexpr std::int64_t reliable_points = 10;

/// Least squares, exactly: with x = 0, -1, -2 ... from this period back.
Evaluated trend(Asking& ask) {
    Exact xy;
    Exact y;
    std::int64_t x = 0;
    std::int64_t xx = 0;
    Evaluated result;
    const auto elapsed = elapsed_part(ask.period(), ask.today());
    if (!elapsed) return without_value(Reason::immature);
    Step before = ask.step();
    for (std::int64_t back = 0; back < ask.step().periods; ++back) {
        before.periods = static_cast<std::int32_t>(back);
        const auto when = back == 0 ? elapsed : compared_with(*elapsed, before, ask.calendar());
        if (!when || ask.is_before_records(0, *when)) break;
        const Evaluated one = ask.operand(0, *when);
        if (one.reason == Reason::not_cut) return one;
        if (one.reason) continue;
        xy += one.value * Rational{-back};
        y += one.value;
        x -= back;
        xx += back * back;
        result.missing += one.missing;
        result.marks = result.marks | one.marks;
        ++result.records;
    }
    const std::int64_t n = result.records;
    if (n < fewest_points) return without_value(Reason::insufficient_n, result);
    if (n < reliable_points) result.marks.add(Mark::small_sample);
    result.value = (Exact{Rational{n}} * xy - Exact{Rational{x}} * y) /
                   (Exact{Rational{n}} * Rational{xx} - Exact{Rational{x}} * Rational{x});
    return result;
}

Evaluated days_reaching(Asking& ask) {
    const auto elapsed = elapsed_part(ask.period(), ask.today());
    if (!elapsed) return without_value(Reason::immature);
    Evaluated result;
    for (Date day = elapsed->first; day < elapsed->until; day += date::days{1}) {
        if (!ask.calendar().working_days().contains(day)) continue;
        const Period one = ask.calendar().period(Grain::day, day);
        const Evaluated value = ask.operand(0, one);
        const Evaluated floor = ask.operand(1, one);
        for (const Evaluated* side : {&value, &floor})
            if (side->reason == Reason::not_cut) return *side;
        result.records += value.records;
        result.missing += value.missing;
        result.marks = result.marks | value.marks;
        if (!value.reason && !floor.reason && value.value >= floor.value)
            result.value += Rational{1};
    }
    return result;
}

std::string listed(std::string_view call, std::span<const Told> told) {
    std::vector<std::string_view> texts;
    for (const Told& one : told)
        texts.push_back(one.text);
    return fmt::format("{}({})", call, fmt::join(texts, ", "));
}

constexpr std::array too_few{
    Occasion{Reason::insufficient_n, "there are fewer than three points"},
    Occasion{Reason::immature, "the period has not begun"}};

std::string_view has_a_unit(const Checking& check) {
    return check.operand(0).unit == Unit::ratio
               ? std::string_view{}
               : "only pure numbers, such as rates, have a product over several periods";
}

constexpr std::array rules{
    StepRule{
        .kind = steps::average_over,
        .name = "average_over",
        .parameters = takes_grain,
        .ask = mean,
        .tell = [](const Step&, std::span<const Told> told) { return listed("mean", told); },
        .days = [](const Step&) { return std::string_view{"the mean of shorter periods' values"}; },
        .occasions = not_begun},
    StepRule{
        .kind = steps::product_over,
        .name = "product_over",
        .parameters = takes_grain,
        .ask = product,
        .tell = [](const Step&, std::span<const Told> told) { return listed("product", told); },
        .days =
            [](const Step&) { return std::string_view{"the product of shorter periods' values"}; },
        .occasions = not_begun,
        .misuse = has_a_unit},
    StepRule{
        .kind = steps::trend,
        .name = "trend",
        .parameters = takes_periods,
        .ask = trend,
        .tell = [](const Step&, std::span<const Told> told) { return listed("slope", told); },
        .days =
            [](const Step&) { return std::string_view{"over the last periods, each by itself"}; },
        .occasions = too_few},
    StepRule{
        .kind = steps::days_reaching,
        .name = "days_reaching",
        .operands = 2,
        .unit = of_equal<Unit::working_days>,
        .ask = days_reaching,
        .is_told_by_value = true,
        .days = [](const Step&) { return std::string_view{"day by day, on working days"}; },
        .occasions = not_begun},
};

constexpr std::array operators{
    Operator{
        "average_over",
        {a_formula, a_grain},
        [](Arguments a) { return kpi::average_over(*a[0].metric, word<Grain>(a[1])); }},
    Operator{
        "product_over",
        {a_formula, a_grain},
        [](Arguments a) { return kpi::product_over(*a[0].metric, word<Grain>(a[1])); }},
    Operator{
        "trend",
        {a_formula, a_number},
        [](Arguments a) { return kpi::trend(*a[0].metric, periods_of(a[1])); }},
    Operator{
        "floor_attainment",
        {a_formula, a_number},
        [](Arguments a) { return kpi::floor_attainment(*a[0].metric, *a[1].number); }},
};

}  // namespace

StepFamily shorter_periods_family() { return {rules, operators}; }

}  // namespace saleskpi::inline v0_3::detail
