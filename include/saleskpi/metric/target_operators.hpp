// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/bounds.hpp>
#include <saleskpi/metric/naming.hpp>
#include <saleskpi/metric/steps.hpp>
#include <saleskpi/metric/target_rows.hpp>
#include <saleskpi/metric/time_operators.hpp>

namespace saleskpi::inline v0_3::steps {

inline constexpr StepKind target = detail::step_kind("target");
inline constexpr StepKind own_target = detail::step_kind("own_target");
inline constexpr StepKind members_target = detail::step_kind("members_target");
inline constexpr StepKind attain = detail::step_kind("attain");
inline constexpr StepKind attain_lower = detail::step_kind("attain_lower");
inline constexpr StepKind attain_difference = detail::step_kind("attain_difference");
inline constexpr StepKind with_target = detail::step_kind("with_target");
inline constexpr StepKind reps_reaching = detail::step_kind("reps_reaching");

}  // namespace saleskpi::inline v0_3::steps

/// A metric and the target for it. For constants and definitions alike. Targets are found by the
/// metric's id.
///
/// Where a group has no target of its own, only its members that have one count, on both sides.
/// All of them have no value where there is no target (no_target).
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::detail {

template <AnyMetric M>
constexpr auto target_of_rows(const M& m) {
    return with_step(target_rows_of(m), step_of(steps::target));
}

/// actual / target, whatever is better.
template <AnyMetric M>
constexpr auto attained(const M& m) {
    return with_step_in<Unit::ratio>(m.formula(), target_of_rows(m), step_of(steps::attain));
}
/// The same, but where less is better as said: usually target / actual.
template <AnyMetric M>
constexpr auto attained_by_direction(const M& m, StepKind lower = steps::attain_lower) {
    const StepKind kind = m.better() == Better::lower ? lower : steps::attain;
    return with_step_in<Unit::ratio>(m.formula(), target_of_rows(m), step_of(kind));
}
/// A function of its own and not a plain throw: in a constant, compilers then print its name.
[[noreturn]] inline void only_what_adds_up_over_time_has_a_run_rate() {
    throw Error{
        ErrorCode::invalid_definition,
        "only what adds up over time, such as revenue, has a run rate"};
}
template <AnyMetric M>
constexpr void require_run_rate(const M& m) {
    if (adds_over(m.formula()) != Additivity::groups_and_time)
        only_what_adds_up_over_time_has_a_run_rate();
}

}  // namespace saleskpi::inline v0_3::detail

namespace saleskpi::inline v0_3::kpi {

/// The target for a metric: target rows of that metric, spread over their days if the metric adds
/// up over time, else those in force at the period's end.
/// A group's target is its own if it has one, else the sum of its members' targets.
template <AnyMetric M>
constexpr auto target_of(const M& m) {
    using namespace detail;
    return named(
        call_text("target", m), title_text(m, ", target"), Better::neither, "0.1",
        target_of_rows(m));
}

/// `x` over those who have a target for a metric: like is compared with like. It makes a formula,
/// which metric() names.
template <class X, MetricConstant M>
    requires FormulaOperand<X>
constexpr auto with_target(const X& x, const M& m) {
    using namespace detail;
    return with_step(as_formula(x), target_of_rows(m), step_of(steps::with_target));
}
/// The metric over those who have a target for it.
template <AnyMetric M>
constexpr auto with_target(const M& m) {
    using namespace detail;
    return with_step(m.formula(), target_of_rows(m), step_of(steps::with_target));
}

/// How much of its target a metric reached; for a metric of which less is better, target / actual.
/// No value also: zero_target; zero_denominator, where nothing is best.
template <AnyMetric M>
constexpr auto attainment(const M& m) {
    using namespace detail;
    return named(
        call_text("attainment", m), title_text(m, ", attainment"), Better::higher, "0.1",
        attained_by_direction(m));
}

/// The same, but where less is better 1 + (target - actual) / target: 120 % and not 125 % for 80 of
/// at most 100.
template <AnyMetric M>
constexpr auto attainment_by_difference(const M& m) {
    using namespace detail;
    return named(
        call_text("attainment_by_difference", m), title_text(m, ", attainment by difference"),
        Better::higher, "0.2", attained_by_direction(m, steps::attain_difference));
}

/// actual / (target * weight), as one published source has it. 80 of 100 at weight 0.4 are 200 %:
/// score_points is what is usually meant. No value also: zero_target.
template <AnyMetric M>
constexpr auto attainment_over_weighted_target(const M& m, const Rational& weight) {
    using namespace detail;
    return named(
        call_text("attainment_over_weighted_target", m, weight),
        title_text(m, ", over its target weighted ", weight), Better::higher, "0.2",
        attained(m) / weight);
}

/// Points of a scorecard: attainment * weight. 80 of 100 at weight 40 are 32 points; more than the
/// target gives more than the weight. No value also: as attainment.
template <AnyMetric M>
constexpr auto score_points(const M& m, const Rational& weight) {
    using namespace detail;
    return named(
        call_text("score_points", m, weight), title_text(m, ", score of ", weight), Better::higher,
        "0.2", attained_by_direction(m) * constant<Unit::points>(weight));
}
/// The same with a cap on the attainment: with 1, more than the target gives no more points.
template <AnyMetric M>
constexpr auto score_points(const M& m, const Rational& weight, const Rational& cap) {
    using namespace detail;
    const auto reached = attained_by_direction(m);
    return named(
        call_text("score_points", m, weight, cap),
        title_text(m, ", score of ", weight, " capped at ", cap), Better::higher, "0.2",
        with_step(reached, number_like(reached, cap), step_of(steps::least)) *
            constant<Unit::points>(weight));
}

/// target - actual: what is missing to the target, negative beyond it.
template <AnyMetric M>
constexpr auto gap_to_target(const M& m) {
    using namespace detail;
    return named(
        call_text("gap_to_target", m), title_text(m, ", gap to target"), Better::lower, "0.2",
        target_of_rows(m) - with_target(m));
}

/// actual / the target's part up to the day as of which the book is known, or to the end of a
/// window within the period: 1 is on time. No value also: zero_target; immature, before the period.
template <AnyMetric M>
constexpr auto pace(const M& m) {
    using namespace detail;
    return named(
        call_text("pace", m), title_text(m, ", pace"), Better::higher, "0.2",
        elapsed(attained_by_direction(m)));
}

/// Actual so far, carried to the period's end: 140 on the 15th of 31 days are 289.33. Of what adds
/// up over time only, else Error invalid_definition. No value also: immature, before the period.
template <AnyMetric M>
constexpr auto run_rate(const M& m) {
    using namespace detail;
    require_run_rate(m);
    return named(
        call_text("run_rate", m), title_text(m, ", run rate"), m.better(), "0.2",
        elapsed(m.formula()) * (days_in_period() / days_elapsed()));
}

/// What is left of the target per day left; 0 once it is reached. Of what adds up over time only,
/// else Error invalid_definition. No value also: zero_denominator, when no day is left.
template <AnyMetric M>
constexpr auto required_run_rate(const M& m) {
    using namespace detail;
    require_run_rate(m);
    return named(
        call_text("required_run_rate", m), title_text(m, ", required run rate"), Better::lower,
        "0.2", at_least_zero(whole(target_of_rows(m)) - elapsed(with_target(m))) / days_left());
}

/// Reps who reached their target by reps who have one. A target of zero is none to reach: its rep
/// is left out. 200, 50 and 50 of 100 each are 33 %, though the team has 100 %.
template <AnyMetric M>
constexpr auto reps_at_target(const M& m) {
    using namespace detail;
    return named(
        call_text("reps_at_target", m), title_text(m, ", reps at target"), Better::higher, "0.2",
        with_step_in<Unit::ratio>(attained_by_direction(m), step_of(steps::reps_reaching)));
}

/// The growth that the target asks for: target / actual of the year before - 1.
/// No value also: no_prior_period; zero_denominator, from a year of nothing.
template <AnyMetric M>
constexpr auto target_growth(const M& m) {
    using namespace detail;
    return named(
        call_text("target_growth", m), title_text(m, ", growth by target"), Better::neither, "0.2",
        target_of_rows(m) / before_of(m.formula(), year_over_year) - 1);
}

/// The group's own target less its members' together: negative where more was handed down.
template <AnyMetric M>
constexpr auto target_mismatch(const M& m) {
    using namespace detail;
    const auto rows = target_rows_of(m);
    return named(
        call_text("target_mismatch", m), title_text(m, ", target mismatch"), Better::neither, "0.2",
        with_step(rows, step_of(steps::own_target)) -
            with_step(rows, step_of(steps::members_target)));
}

}  // namespace saleskpi::inline v0_3::kpi
