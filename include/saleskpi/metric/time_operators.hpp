// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/metric/additivity.hpp>
#include <saleskpi/metric/naming.hpp>
#include <saleskpi/metric/steps.hpp>

/// The same metric in other periods, and by their length. For constants and definitions alike.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {

inline constexpr Shift previous = Shift::previous;              ///< the period before
inline constexpr Shift year_over_year = Shift::year_over_year;  ///< the same period a year before
/// 364 days before, so that Mondays are compared with Mondays. In a calendar of weeks this is the
/// comparison with the year before as restated, where year_over_year keeps the weeks' numbers.
inline constexpr Shift same_weekday = Shift::same_weekday;

}  // namespace saleskpi::inline v0_3::kpi

namespace saleskpi::inline v0_3::steps {

inline constexpr StepKind change = detail::step_kind("change", StepDays::all);
inline constexpr StepKind before = detail::step_kind_of_all("before", StepDays::shifted);
inline constexpr StepKind lagged = detail::step_kind_of_all("lagged", StepDays::all);
inline constexpr StepKind elapsed = detail::step_kind_of_all("elapsed");
inline constexpr StepKind whole = detail::step_kind_of_all("whole");
inline constexpr StepKind to_date = detail::step_kind_of_all("to_date", StepDays::end);
inline constexpr StepKind rolling = detail::step_kind_of_all("rolling");
inline constexpr StepKind cumulative = detail::step_kind_of_all("cumulative", StepDays::end);
inline constexpr StepKind average_over = detail::step_kind("average_over", StepDays::all);
inline constexpr StepKind product_over = detail::step_kind("product_over", StepDays::all);
inline constexpr StepKind trend = detail::step_kind("trend", StepDays::all);
inline constexpr StepKind period_months = detail::step_kind("period_months", StepDays::all);
inline constexpr StepKind days_elapsed = detail::step_kind("days_elapsed", StepDays::all);
inline constexpr StepKind days_in_period = detail::step_kind("days_in_period", StepDays::all);
inline constexpr StepKind days_left = detail::step_kind("days_left", StepDays::all);
inline constexpr StepKind working_days = detail::step_kind("working_days", StepDays::all);

}  // namespace saleskpi::inline v0_3::steps

namespace saleskpi::inline v0_3::detail {

constexpr ShortText back_text(const Back& back) {
    return back.periods > 0 ? number_text(Rational{back.periods}) : ShortText{name(back.shift)};
}
constexpr ShortText back_title(const Back& back) {
    if (back.periods == 0)
        return back.shift == Shift::previous         ? "the period before"
               : back.shift == Shift::year_over_year ? "the year before"
                                                     : "the same weekdays a year before";
    return number_text(Rational{back.periods}).append(" periods before");
}

/// Functions of their own and not a plain throw: in a constant, compilers then print their names.
[[noreturn]] inline void a_number_of_periods_is_from_1_to_10000() {
    throw Error{ErrorCode::invalid_definition, "a number of periods is from 1 to 10000"};
}
[[noreturn]] inline void only_pure_numbers_have_a_product() {
    throw Error{
        ErrorCode::invalid_definition,
        "only pure numbers, such as rates, have a product over several periods"};
}
[[noreturn]] inline void only_what_adds_up_over_time_has_a_moving_average() {
    throw Error{
        ErrorCode::invalid_definition,
        "only what adds up over time has a moving average: of others take average_over"};
}
constexpr std::int32_t most_periods = 10'000;

/// A step over so many periods.
constexpr Step step_over(StepKind kind, int periods) {
    if (periods < 1 || periods > most_periods) a_number_of_periods_is_from_1_to_10000();
    Step step = step_of(kind);
    step.periods = periods;
    return step;
}
constexpr Step step_back(StepKind kind, const Back& back) {
    if (back.periods != 0) return step_over(kind, back.periods);
    return step_of(kind, back);
}

template <class F>
constexpr auto before_of(const F& f, const Back& back) {
    return with_step(f, step_back(steps::before, back));
}
template <class F>
constexpr auto elapsed(const F& f) {
    return with_step(f, step_of(steps::elapsed));
}
/// In all of the period, also where a window cuts off its end.
template <class F>
constexpr auto whole(const F& f) {
    return with_step(f, step_of(steps::whole));
}
/// Now less before, of a period that is not over its elapsed part.
template <class F>
constexpr auto difference_of(const F& f, const Back& back) {
    return elapsed(f - before_of(f, back));
}

}  // namespace saleskpi::inline v0_3::detail

namespace saleskpi::inline v0_3::kpi {

/// `x` as many whole periods before as `days`, a formula in days, is long: what was spent when those
/// who buy now were won for it, `lagged(sales_cost, sales_cycle)`.
template <class X, class Days>
    requires FormulaOperand<X> && FormulaOperand<Days>
constexpr auto lagged(const X& x, const Days& days) {
    using namespace detail;
    if constexpr (is_formula<std::remove_cvref_t<decltype(as_formula(days))>>)
        static_assert(unit_of<Days> == Unit::days, "saleskpi: a lag is a number of days");
    return with_step(as_formula(x), as_formula(days), step_of(steps::lagged));
}

/// (now - before) / |before|, before being the period that `back` names, or so many periods before,
/// `change(revenue, 6)`; of a period that is cut
/// short, or not over, the same elapsed part. Growth from below zero is marked negative_base.
/// No value: no_prior_period; zero_base; immature, before the period has begun.
template <AnyMetric M>
constexpr auto change(const M& m, const Back& back) {
    using namespace detail;
    return named(
        call_text("change", m, back_text(back)), title_text(m, ", change to ", back_title(back)),
        m.better(), "0.1", with_step_in<Unit::ratio>(m.formula(), step_back(steps::change, back)));
}

/// The metric in the period that `back` names, or so many periods before: `before(revenue, 6)`.
/// No value: no_prior_period.
template <AnyMetric M>
constexpr auto before(const M& m, const Back& back) {
    using namespace detail;
    return named(
        call_text("before", m, back_text(back)), title_text(m, ", ", back_title(back)), m.better(),
        "0.2", before_of(m.formula(), back));
}

/// now - before, in the metric's own unit. No value: no_prior_period, immature.
template <AnyMetric M>
constexpr auto difference(const M& m, const Back& back) {
    using namespace detail;
    return named(
        call_text("difference", m, back_text(back)),
        title_text(m, ", difference to ", back_title(back)), m.better(), "0.2",
        difference_of(m.formula(), back));
}

/// now - before of a ratio, in percentage points: from 5 % to 6 % is 1 point, and a change of 20 %.
/// No value: no_prior_period, immature.
template <AnyMetric M>
constexpr auto change_in_points(const M& m, const Back& back) {
    using namespace detail;
    return named(
        call_text("change_in_points", m, back_text(back)),
        title_text(m, ", points to ", back_title(back)), m.better(), "0.2",
        difference_of(m.formula(), back) * constant<Unit::percentage_points>(100));
}

/// The metric from the beginning of a longer period to the end of the period: month to date, year
/// to date. A stock is still taken at the end. Of a change it compares the same elapsed parts:
/// `to_date(change(revenue, previous), Grain::month)` is March 1 to 15 against February 1 to 15.
template <AnyMetric M>
constexpr auto to_date(const M& m, Grain grain) {
    using namespace detail;
    return named(
        call_text("to_date", m, name(grain)), title_text(m, ", ", name(grain), " to date"),
        m.better(), "0.2", with_step(m.formula(), step_of(steps::to_date, grain)));
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
        with_step(m.formula(), step_over(steps::rolling, periods)));
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
        with_step(f, step_over(steps::rolling, periods)) / Rational{periods});
}

/// The metric from the beginning of the report's window to the end of the period. What depends on
/// one day alone, such as a stock, is refused: Error invalid_definition.
template <AnyMetric M>
constexpr auto cumulative(const M& m) {
    using namespace detail;
    if (is_of_one_day(reach_of(m.formula()))) a_stock_has_no_cumulative_value();
    return named(
        call_text("cumulative", m), title_text(m, ", cumulative"), m.better(), "0.2",
        with_step(m.formula(), step_of(steps::cumulative)));
}

/// The mean of the metric's values in the shorter periods of a grain, such as a stock's balances at
/// the ends of a quarter's months. Of the elapsed part. No value: as in one of those periods.
template <AnyMetric M>
constexpr auto average_over(const M& m, Grain grain) {
    using namespace detail;
    return named(
        call_text("average_over", m, name(grain)), title_text(m, ", average by ", name(grain)),
        m.better(), "0.2", with_step(m.formula(), step_of(steps::average_over, grain)));
}

/// The product of the metric's values in the shorter periods of a grain, such as what monthly
/// retention rates come to over a year. Of the elapsed part, and of pure numbers only: else Error
/// invalid_definition. No value: as in one of those periods; immature, before the period has begun.
template <AnyMetric M>
constexpr auto product_over(const M& m, Grain grain) {
    using namespace detail;
    const auto f = m.formula();
    if (last_step(f).unit != Unit::ratio) only_pure_numbers_have_a_product();
    return named(
        call_text("product_over", m, name(grain)), title_text(m, ", product by ", name(grain)),
        m.better(), "0.3", with_step(f, step_of(steps::product_over, grain)));
}

/// The slope of the line that fits the metric's values in the last n periods best, this one included,
/// by least squares: how much it grows a period. Of a period that is cut short, or not over, the same
/// elapsed part in each. Periods without a value, and those that end before the first record, are left
/// out. The number of points is the value's number of records; below ten it is marked as a small
/// sample. No value: insufficient_n, below three points; immature, before the period has begun.
template <AnyMetric M>
constexpr auto trend(const M& m, int periods) {
    using namespace detail;
    return named(
        call_text("trend", m, Rational{periods}),
        title_text(m, ", trend over ", Rational{periods}, " periods"), m.better(), "0.3",
        with_step(m.formula(), step_over(steps::trend, periods)));
}

/// The length of the period in months, each calendar month counting as one.
constexpr auto period_months() { return detail::length<Unit::months>(steps::period_months); }
/// The days of the period's elapsed part: up to the day as of which the book is known.
constexpr auto days_elapsed() { return detail::length<Unit::days>(steps::days_elapsed); }
/// All days of the period, also those that a report's window cuts off at its end.
constexpr auto days_in_period() { return detail::length<Unit::days>(steps::days_in_period); }
/// The days of the period after its elapsed part.
constexpr auto days_left() { return detail::length<Unit::days>(steps::days_left); }
/// The working days, by the calendar, of the period's elapsed part.
constexpr auto working_days() { return detail::length<Unit::working_days>(steps::working_days); }

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
