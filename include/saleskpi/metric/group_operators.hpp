// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/naming.hpp>
#include <saleskpi/metric/steps.hpp>
#include <saleskpi/metric/target_rows.hpp>
#include <saleskpi/metric/time_operators.hpp>

namespace saleskpi::inline v0_3::steps {

inline constexpr StepKind enclosing = detail::step_kind_of_all("enclosing");
inline constexpr StepKind reference = detail::step_kind("reference");
inline constexpr StepKind rank_highest = detail::step_kind_of_all("rank_highest");
inline constexpr StepKind rank_lowest = detail::step_kind_of_all("rank_lowest");
inline constexpr StepKind days_reaching = detail::step_kind("days_reaching", StepDays::all);
inline constexpr StepKind correlation = detail::step_kind("correlation");
inline constexpr StepKind forecast_error = detail::step_kind("forecast_error");
inline constexpr StepKind wilson_low = detail::step_kind("wilson_low");
inline constexpr StepKind wilson_high = detail::step_kind("wilson_high");

}  // namespace saleskpi::inline v0_3::steps

/// A metric beside other metrics, other groups, and figures from outside. For constants and
/// definitions alike.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {

/// The group's part of what the group around it has: `share_of(revenue, by::region)`. The level
/// is one of the report's dimensions, `Level::parent` or `Level::company`.
/// No value: no_records or zero_denominator where the group around has nothing.
template <AnyMetric M>
constexpr auto share_of(const M& m, const Level& level) {
    using namespace detail;
    return named(
        call_text("share_of", m, GivenName{level.name()}),
        title_text(m, ", share of ", level.name()), Better::neither, "0.2",
        m.formula() / with_step(m.formula(), step_of(steps::enclosing, level)));
}

/// The place among the groups of the same parent, 1 being the best: the largest, or where less is
/// better the smallest. Two of the same value share a place, and the next one is left out
/// (1, 1, 3), unless ties are dense (1, 1, 2). No value: the metric has none.
template <AnyMetric M>
constexpr auto rank(const M& m, Ties ties = Ties::competition) {
    using namespace detail;
    const StepKind kind = m.better() == Better::lower ? steps::rank_lowest : steps::rank_highest;
    return named(
        call_text("rank", m, name(ties)),
        title_text(m, ties == Ties::dense ? ", dense rank" : ", rank"), Better::lower, "0.2",
        with_step_in<Unit::count>(m.formula(), step_of(kind, ties)));
}

/// Working days on which a metric reached a floor by working days, of the period's elapsed part.
/// The floor is in the metric's unit; of money, in minor units.
/// No value: zero_denominator, in a period without a working day.
template <AnyMetric M>
constexpr auto floor_attainment(const M& m, const Rational& floor) {
    using namespace detail;
    const auto f = m.formula();
    return named(
        call_text("floor_attainment", m, floor), title_text(m, ", days at floor of ", floor),
        Better::higher, "0.2",
        with_step_in<Unit::working_days>(f, number_like(f, floor), step_of(steps::days_reaching)) /
            working_days());
}

/// How closely two metrics go together, from -1 to 1, over the groups of a report within the row's
/// group, or over its periods. The number of points is the value's number of records; below ten the
/// value is marked as a small sample. Pearson's is about lines, Spearman's about the order alone.
/// No value: insufficient_n, below three points; zero_denominator, for a constant series.
template <AnyMetric A, AnyMetric B>
constexpr auto correlation(
    const A& a, const B& b, Fit fit = Fit::pearson, Over points = Over::groups) {
    using namespace detail;
    Step step = step_of(steps::correlation, points);
    step.fit = fit;
    return named(
        call_text("correlation", a, b.id(), name(fit), name(points)),
        title_text(
            a, " and ", std::string_view{b.title()}, ", ", name(fit), " correlation over ",
            name(points)),
        Better::neither, "0.2", with_step_in<Unit::coefficient>(a.formula(), b.formula(), step));
}

/// How far a forecast was off: the sum of |actual - forecast| by the sum of actual, over the groups
/// of a report within the row's group, or over its periods (also known as WAPE).
/// No value: no_records, no point has both; zero_denominator, nothing happened.
template <AnyMetric A, AnyMetric F>
constexpr auto forecast_error(const A& actual, const F& forecast, Over points = Over::groups) {
    using namespace detail;
    return named(
        call_text("forecast_error", actual, forecast.id(), name(points)),
        title_text(
            actual, ", error of ", std::string_view{forecast.title()}, " over ", name(points)),
        Better::lower, "0.2",
        with_step_in<Unit::ratio>(
            actual.formula(), forecast.formula(), step_of(steps::forecast_error, points)));
}

/// The metric less the benchmark for it: the reference record named "benchmark" for the metric's
/// id, in force at the period's end, of the group or else of the nearest group around it.
/// No value: no_reference.
template <AnyMetric M>
constexpr auto benchmark_gap(const M& m) {
    using namespace detail;
    return named(
        call_text("benchmark_gap", m), title_text(m, ", against benchmark"), m.better(), "0.2",
        m.formula() - with_step(benchmark_rows_of(m), step_of(steps::reference)));
}

}  // namespace saleskpi::inline v0_3::kpi

namespace saleskpi::inline v0_3::detail {

/// A function of its own and not a plain throw: in a constant, compilers then print its name.
[[noreturn]] inline void only_a_number_by_a_number_has_a_wilson_interval() {
    throw Error{
        ErrorCode::invalid_definition,
        "only a quotient of two counts, such as the win rate, has a Wilson interval"};
}

template <AnyMetric M>
constexpr auto wilson(const M& m, StepKind kind) {
    const auto f = m.formula();
    if (last_step(f).kind != steps::divide || operand_of_last(f, 0).unit != Unit::count ||
        operand_of_last(f, 1).unit != Unit::count)
        only_a_number_by_a_number_has_a_wilson_interval();
    return with_step_in<Unit::ratio>(f, step_of(kind));
}

}  // namespace saleskpi::inline v0_3::detail

namespace saleskpi::inline v0_3::kpi {

/// The lower bound of the Wilson interval of 95 % around a rate of counts: what a rate can be relied
/// on to be. 1 of 1 is at least 20.65 %, 45 of 50 are at least 78.64 %: rank by it.
/// Error invalid_definition if the metric is no quotient of counts. No value: as the rate;
/// incomparable, if the cases are more than those they are of.
template <AnyMetric M>
constexpr auto wilson_low(const M& m) {
    using namespace detail;
    return named(
        call_text("wilson_low", m), title_text(m, ", at least"), m.better(), "0.2",
        wilson(m, steps::wilson_low));
}

/// Its upper bound.
template <AnyMetric M>
constexpr auto wilson_high(const M& m) {
    using namespace detail;
    return named(
        call_text("wilson_high", m), title_text(m, ", at most"), m.better(), "0.2",
        wilson(m, steps::wilson_high));
}

}  // namespace saleskpi::inline v0_3::kpi
