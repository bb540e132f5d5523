// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/metric/additivity.hpp>
#include <saleskpi/metric/naming.hpp>
#include <saleskpi/metric/steps.hpp>

/// The same metric in other periods, and by their length. For constants and definitions alike.
namespace saleskpi::inline v0_3::kpi {

inline constexpr Shift previous = Shift::previous;              ///< the period before
inline constexpr Shift year_over_year = Shift::year_over_year;  ///< the same period a year before
/// 364 days before, so that Mondays are compared with Mondays. In a calendar of weeks this is the
/// comparison with the year before as restated, where year_over_year keeps the weeks' numbers.
inline constexpr Shift same_weekday = Shift::same_weekday;

}  // namespace saleskpi::inline v0_3::kpi

namespace saleskpi::inline v0_3::detail {

constexpr std::string_view shift_title(Shift shift) {
    return shift == Shift::previous         ? "the period before"
           : shift == Shift::year_over_year ? "the year before"
                                            : "the same weekdays a year before";
}

/// Functions of their own and not a plain throw: in a constant, compilers then print their names.
[[noreturn]] inline void rolling_is_over_one_to_255_periods() {
    throw Error{ErrorCode::invalid_definition, "a metric is rolled over 1 to 255 periods"};
}
[[noreturn]] inline void only_what_adds_up_over_time_has_a_moving_average() {
    throw Error{
        ErrorCode::invalid_definition,
        "only what adds up over time has a moving average: of others take average_over"};
}
template <class F>
constexpr auto rolling_of(const F& f, int periods) {
    if (periods < 1 || periods > 255) rolling_is_over_one_to_255_periods();
    Step step = step_of(Step::Op::rolling);
    step.option = static_cast<std::uint8_t>(periods);
    return with_step(f, step);
}

}  // namespace saleskpi::inline v0_3::detail

namespace saleskpi::inline v0_3::kpi {

/// (now - before) / |before|, before being the period that `shift` names; of a period that is cut
/// short, or not over, the same elapsed part. Growth from below zero is marked negative_base.
/// No value: no_prior_period; zero_base; immature, before the period has begun.
template <AnyMetric M>
constexpr auto change(const M& m, Shift shift) {
    using namespace detail;
    return named(
        call_text("change", m, name(shift)), title_text(m, ", change to ", shift_title(shift)),
        m.better(), "0.1", change_of(m.formula(), shift));
}

/// The metric in the period that `shift` names. No value: no_prior_period.
template <AnyMetric M>
constexpr auto before(const M& m, Shift shift) {
    using namespace detail;
    return named(
        call_text("before", m, name(shift)), title_text(m, ", ", shift_title(shift)), m.better(),
        "0.2", before_of(m.formula(), shift));
}

/// now - before, in the metric's own unit. No value: no_prior_period, immature.
template <AnyMetric M>
constexpr auto difference(const M& m, Shift shift) {
    using namespace detail;
    return named(
        call_text("difference", m, name(shift)),
        title_text(m, ", difference to ", shift_title(shift)), m.better(), "0.2",
        difference_of(m.formula(), shift));
}

/// now - before of a ratio, in percentage points: from 5 % to 6 % is 1 point, and a change of 20 %.
/// No value: no_prior_period, immature.
template <AnyMetric M>
constexpr auto change_in_points(const M& m, Shift shift) {
    using namespace detail;
    return named(
        call_text("change_in_points", m, name(shift)),
        title_text(m, ", points to ", shift_title(shift)), m.better(), "0.2",
        difference_of(m.formula(), shift) * constant<Unit::percentage_points>(100));
}

/// The metric from the beginning of a longer period to the end of the period: month to date, year
/// to date. A stock is still taken at the end. Of a change it compares the same elapsed parts:
/// `to_date(change(revenue, previous), Grain::month)` is March 1 to 15 against February 1 to 15.
template <AnyMetric M>
constexpr auto to_date(const M& m, Grain grain) {
    using namespace detail;
    return named(
        call_text("to_date", m, name(grain)), title_text(m, ", ", name(grain), " to date"),
        m.better(), "0.2", with_step(m.formula(), step_of(Step::Op::to_date, grain)));
}

/// The metric over the last n periods together, this one included: rates and distinct counts are
/// those of the whole. What depends on one day alone, such as a stock, is refused: Error
/// invalid_definition. No value: no_prior_period, where the first of the periods lies before the
/// records.
template <AnyMetric M>
constexpr auto rolling(const M& m, int periods) {
    using namespace detail;
    if (is_of_one_day(reach_of(m.formula()))) a_stock_has_no_rolling_value();
    return named(
        call_text("rolling", m, Rational{periods}),
        title_text(m, ", rolling ", Rational{periods}, " periods"), m.better(), "0.2",
        rolling_of(m.formula(), periods));
}

/// The same of what adds up over time, by the number of periods.
template <AnyMetric M>
constexpr auto moving_average(const M& m, int periods) {
    using namespace detail;
    const auto f = m.formula();
    if (adds_over(f) != Additivity::groups_and_time)
        only_what_adds_up_over_time_has_a_moving_average();
    return named(
        call_text("moving_average", m, Rational{periods}),
        title_text(m, ", moving average of ", Rational{periods}, " periods"), m.better(), "0.2",
        rolling_of(f, periods) / Rational{periods});
}

/// The metric from the beginning of the report's window to the end of the period. What depends on
/// one day alone, such as a stock, is refused: Error invalid_definition.
template <AnyMetric M>
constexpr auto cumulative(const M& m) {
    using namespace detail;
    if (is_of_one_day(reach_of(m.formula()))) a_stock_has_no_cumulative_value();
    return named(
        call_text("cumulative", m), title_text(m, ", cumulative"), m.better(), "0.2",
        with_step(m.formula(), step_of(Step::Op::cumulative)));
}

/// The mean of the metric's values in the shorter periods of a grain, such as a stock's balances at
/// the ends of a quarter's months. Of the elapsed part. No value: as in one of those periods.
template <AnyMetric M>
constexpr auto average_over(const M& m, Grain grain) {
    using namespace detail;
    return named(
        call_text("average_over", m, name(grain)), title_text(m, ", average by ", name(grain)),
        m.better(), "0.2", with_step(m.formula(), step_of(Step::Op::average_over, grain)));
}

/// The length of the period in months, each calendar month counting as one.
constexpr auto period_months() { return detail::length<Unit::months>(Step::Op::period_months); }
/// The days of the period's elapsed part: up to the day as of which the book is known.
constexpr auto days_elapsed() { return detail::length<Unit::days>(Step::Op::days_elapsed); }
/// All days of the period, also those that a report's window cuts off at its end.
constexpr auto days_in_period() { return detail::length<Unit::days>(Step::Op::days_in_period); }
/// The days of the period after its elapsed part.
constexpr auto days_left() { return detail::length<Unit::days>(Step::Op::days_left); }
/// The working days, by the calendar, of the period's elapsed part.
constexpr auto working_days() { return detail::length<Unit::working_days>(Step::Op::working_days); }

/// What an amount or a number comes to on an average day of the period's elapsed part. What depends
/// on one day alone, such as a stock, is refused: Error invalid_definition.
/// No value: immature, before the period has begun.
template <AnyMetric M>
constexpr auto per_day(const M& m) {
    using namespace detail;
    if (is_of_one_day(reach_of(m.formula()))) a_stock_has_no_value_per_day();
    return named(
        call_text("per_day", m), title_text(m, " per day"), m.better(), "0.2",
        m.formula() / days_elapsed());
}

/// The same by working days. No value also: zero_denominator, in a period without any.
template <AnyMetric M>
constexpr auto per_working_day(const M& m) {
    using namespace detail;
    if (is_of_one_day(reach_of(m.formula()))) a_stock_has_no_value_per_day();
    return named(
        call_text("per_working_day", m), title_text(m, " per working day"), m.better(), "0.2",
        m.formula() / working_days());
}

}  // namespace saleskpi::inline v0_3::kpi
