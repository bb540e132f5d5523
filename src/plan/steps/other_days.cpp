// SPDX-License-Identifier: MIT
// A formula in other days: in the period before, up to date, over several periods together.
#include "compared.hpp"

#include <saleskpi/metric/time_operators.hpp>

#include <fmt/format.h>

#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

Evaluated in(Asking& ask, const std::optional<Period>& period, Reason where_none) {
    return period ? ask.operand(0, *period) : without_value(where_none);
}

Evaluated value_before(Asking& ask) { return detail::value_before(ask, 0, ask.period()); }

Evaluated value_of_change(Asking& ask) {
    const auto elapsed = elapsed_part(ask.period(), ask.today());
    if (!elapsed) return without_value(Reason::immature);
    const Evaluated now = ask.operand(0, *elapsed);
    if (now.reason) return now;
    const Evaluated then = detail::value_before(ask, 0, *elapsed);
    Evaluated result = resting_on(now, then);
    if (then.reason) {
        if (then.reason != Reason::not_cut) result.reason = Reason::no_prior_period;
        return result;
    }
    if (then.value.is_zero())
        result.reason = Reason::zero_base;
    else
        result.value = (now.value - then.value) / then.value.abs();
    if (!result.reason && then.value.sign() < 0) result.marks.add(Mark::negative_base);
    return result;
}

Evaluated value_lagged(Asking& ask) {
    const Evaluated lag = ask.operand(1);
    if (ask.is_plan()) {
        for (std::int64_t n = 0; n <= longest_lag; ++n) {
            const auto earlier = lagged(ask.period(), n, ask.calendar());
            if (!earlier) break;
            ask.operand(0, *earlier);
        }
        return lag;
    }
    if (lag.reason) return lag;
    const std::int64_t n = periods_of(lag.value.nearest(), ask.period(), ask.calendar());
    const auto earlier = lagged(ask.period(), n, ask.calendar());
    if (!earlier || (n != 0 && ask.is_before_records(0, *earlier)))
        return without_value(Reason::no_prior_period, lag);
    const Evaluated then = ask.operand(0, *earlier);
    Evaluated result = resting_on(then, lag);
    result.value = then.value;
    return result;
}

Evaluated value_elapsed(Asking& ask) {
    return in(ask, elapsed_part(ask.period(), ask.today()), Reason::immature);
}

Evaluated value_of_whole(Asking& ask) {
    return ask.operand(0, whole_part(ask.period(), ask.calendar()));
}

Evaluated value_to_date(Asking& ask) {
    // The period of that grain is the report.
    if (ask.step().grain == Grain::window)
        return in(ask, from_the_first(ask.period(), ask.window()), Reason::no_prior_period);
    return in(
        ask, to_date(ask.period(), ask.step().grain, ask.calendar()), Reason::no_prior_period);
}

Evaluated value_rolling(Asking& ask) {
    const int n = ask.step().periods;
    const auto first = shifted(ask.period(), 1 - n, ask.calendar());
    // Fewer periods than asked for would pass for as many.
    if (n > 1 && first && ask.is_before_records(0, *first))
        return without_value(Reason::no_prior_period);
    return in(ask, rolled(ask.period(), n, ask.calendar()), Reason::no_prior_period);
}

Evaluated value_cumulative(Asking& ask) {
    return in(ask, from_the_first(ask.period(), ask.window()), Reason::no_prior_period);
}

std::string tell_change(const Step&, std::span<const Told> told) {
    const std::string then = told.size() > 1 ? bracketed(told[1].text) : "nothing";
    return fmt::format("({0} - {1}) / |{1}|", bracketed(told[0].text), then);
}

constexpr std::array earlier_periods{outside};
constexpr std::array changes{
    outside, Occasion{Reason::zero_base, "it was zero in the period to compare with"},
    Occasion{Reason::immature, "the period has not begun"}};

constexpr std::array rules{
    StepRule{
        .kind = steps::change,
        .name = "change",
        .unit = always<Unit::ratio>,
        .parameters = takes_back,
        .ask = value_of_change,
        .tell = tell_change,
        .days = compared,
        .occasions = changes},
    StepRule{
        .kind = steps::before,
        .name = "before",
        .parameters = takes_back,
        .ask = value_before,
        .tell = tell_first_operand,
        .days = compared,
        .occasions = earlier_periods},
    StepRule{
        .kind = steps::lagged,
        .name = "lagged",
        .operands = 2,
        .unit =
            [](std::span<const Unit> u) {
                return u[1] == Unit::days ? std::optional{u[0]} : std::nullopt;
            },
        .ask = value_lagged,
        .tell = tell_first_operand,
        .days =
            [](const Step&) {
                return std::string_view{
                    "a part of it as many whole periods before as the lag is long"};
            },
        .occasions = earlier_periods},
    StepRule{
        .kind = steps::elapsed,
        .name = "elapsed",
        .ask = value_elapsed,
        .tell = tell_first_operand,
        .days = [](const Step&) { return std::string_view{"in the elapsed part of the period"}; },
        .occasions = not_begun},
    StepRule{
        .kind = steps::whole,
        .name = "whole",
        .ask = value_of_whole,
        .tell = tell_first_operand,
        .days = [](const Step&) { return std::string_view{"a part of it for all of the period"}; }},
    StepRule{
        .kind = steps::to_date,
        .name = "to_date",
        .parameters = takes_grain,
        .ask = value_to_date,
        .tell = tell_first_operand,
        .days =
            [](const Step&) {
                return std::string_view{
                    "from the beginning of a longer period to the end of this one"};
            }},
    StepRule{
        .kind = steps::rolling,
        .name = "rolling",
        .parameters = takes_periods,
        .ask = value_rolling,
        .tell = tell_first_operand,
        .days = [](const Step&) { return std::string_view{"over the last periods together"}; },
        .occasions = earlier_periods},
    StepRule{
        .kind = steps::cumulative,
        .name = "cumulative",
        .ask = value_cumulative,
        .tell = tell_first_operand,
        .days = [](const Step&) { return std::string_view{"from the beginning of the report"}; },
        .occasions = earlier_periods},
};

constexpr std::array operators{
    Operator{
        "change",
        {a_formula, how_far_back},
        [](Arguments a) { return kpi::change(*a[0].metric, back_of(a[1])); }},
    Operator{
        "before",
        {a_formula, how_far_back},
        [](Arguments a) { return kpi::before(*a[0].metric, back_of(a[1])); }},
    Operator{
        "difference",
        {a_formula, how_far_back},
        [](Arguments a) { return kpi::difference(*a[0].metric, back_of(a[1])); }},
    Operator{
        "change_in_points",
        {a_formula, how_far_back},
        [](Arguments a) { return kpi::change_in_points(*a[0].metric, back_of(a[1])); }},
    Operator{
        "to_date",
        {a_formula, a_grain},
        [](Arguments a) { return kpi::to_date(*a[0].metric, word<Grain>(a[1])); }},
    Operator{
        "rolling",
        {a_formula, a_number},
        [](Arguments a) { return kpi::rolling(*a[0].metric, periods_of(a[1])); }},
    Operator{
        "moving_average",
        {a_formula, a_number},
        [](Arguments a) { return kpi::moving_average(*a[0].metric, periods_of(a[1])); }},
    Operator{"cumulative", {a_formula}, [](Arguments a) { return kpi::cumulative(*a[0].metric); }},
};

}  // namespace

StepFamily other_days_family() { return {rules, operators}; }

}  // namespace saleskpi::inline v0_3::detail
