// SPDX-License-Identifier: MIT
// A formula and the target for it.
#include "step_rule.hpp"

#include <saleskpi/metric/target_operators.hpp>
#include <saleskpi/plan/operators.hpp>

#include <fmt/format.h>

#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

/// What the result comes to by the target; a target of zero is none to reach.
template <class Compute>
Evaluated attained(Asking& ask, const Compute& compute) {
    const Asking::Reached both = ask.reached(0, 1);
    if (both.target.reason) return both.target;
    Evaluated result = both.result;
    if (result.reason) return result;
    result.value = {};
    if (both.target.value.is_zero())
        result.reason = Reason::zero_target;
    else
        compute(result, both.result.value, both.target.value);
    return result;
}

Evaluated attain(Asking& ask) {
    return attained(ask, [](Evaluated& result, const Exact& actual, const Exact& target) {
        result.value = actual / target;
    });
}

Evaluated attain_lower(Asking& ask) {
    return attained(ask, [](Evaluated& result, const Exact& actual, const Exact& target) {
        if (actual.is_zero())
            result.reason = Reason::zero_denominator;
        else
            result.value = target / actual;
    });
}

Evaluated attain_difference(Asking& ask) {
    return attained(ask, [](Evaluated& result, const Exact& actual, const Exact& target) {
        result.value = Exact{1} + (target - actual) / target;
    });
}

Evaluated with_target(Asking& ask) {
    Asking::Reached both = ask.reached(0, 1);
    return both.target.reason ? both.target : both.result;
}

Evaluated target(Asking& ask) { return ask.target(0); }
Evaluated own_target(Asking& ask) { return ask.own_target(0); }
Evaluated members_target(Asking& ask) { return ask.members_target(0); }

Evaluated reps_reaching(Asking& ask) {
    const auto reps = ask.of_each_rep(0);
    if (!reps) return without_value(Reason::not_cut);
    std::int64_t reached = 0;
    std::int64_t all = 0;
    for (const Evaluated& one : *reps) {
        if (one.reason == Reason::not_cut) return one;
        // A target of zero is none to reach.
        if (one.reason == Reason::no_target || one.reason == Reason::zero_target) continue;
        ++all;
        // Of what is best at zero, zero is reached.
        if (one.reason ? one.reason == Reason::zero_denominator : one.value >= Rational{1})
            ++reached;
    }
    if (all == 0) return without_value(Reason::no_target);
    return {Rational{reached, all}, std::nullopt, all};
}

/// Of the result and of its target, in the order in which they were asked for.
std::string text_of(std::span<const Told> told, std::size_t operand) {
    for (const Told& one : told)
        if (one.operand == operand) return bracketed(one.text);
    return "nothing";
}

std::string tell_attained(const Step&, std::span<const Told> told) {
    return fmt::format("{} / {}", text_of(told, 0), text_of(told, 1));
}
std::string tell_attained_lower(const Step&, std::span<const Told> told) {
    return fmt::format("{} / {}", text_of(told, 1), text_of(told, 0));
}
std::string tell_attained_difference(const Step&, std::span<const Told> told) {
    return fmt::format("1 + ({1} - {0}) / {1}", text_of(told, 0), text_of(told, 1));
}
std::string_view is_of_no_target(const Checking& check) {
    return check.operand(1).kind == steps::target
               ? std::string_view{}
               : "an attainment is of a target: its right-hand side is target(...)";
}

std::string_view is_of_no_attainment(const Checking& check) {
    const StepKind kind = check.operand(0).kind;
    return kind == steps::attain || kind == steps::attain_lower
               ? std::string_view{}
               : "reps reach an attainment: attain(...) or attain_lower(...)";
}

constexpr std::array no_targets{Occasion{Reason::no_target, "there is no target"}};
constexpr std::array zero_targets{Occasion{Reason::zero_target, "the target is zero"}};
constexpr std::array lower_targets{
    Occasion{Reason::zero_target, "the target is zero"},
    Occasion{Reason::zero_denominator, "what is divided by is zero"}};

constexpr std::array rules{
    StepRule{
        .kind = steps::target,
        .name = "target",
        .ask = target,
        .tell = tell_first_operand,
        .occasions = no_targets,
        .rows = "targets"},
    StepRule{
        .kind = steps::own_target,
        .name = "own_target",
        .ask = own_target,
        .tell = tell_first_operand,
        .occasions = no_targets,
        .rows = "targets"},
    StepRule{
        .kind = steps::members_target,
        .name = "members_target",
        .ask = members_target,
        .tell = tell_first_operand,
        .occasions = no_targets,
        .rows = "targets"},
    StepRule{
        .kind = steps::attain,
        .name = "attain",
        .operands = 2,
        .unit = of_equal<Unit::ratio>,
        .ask = attain,
        .tell = tell_attained,
        .occasions = zero_targets,
        .misuse = is_of_no_target},
    StepRule{
        .kind = steps::attain_lower,
        .name = "attain_lower",
        .operands = 2,
        .unit = of_equal<Unit::ratio>,
        .ask = attain_lower,
        .tell = tell_attained_lower,
        .occasions = lower_targets,
        .misuse = is_of_no_target},
    StepRule{
        .kind = steps::attain_difference,
        .name = "attain_difference",
        .operands = 2,
        .unit = of_equal<Unit::ratio>,
        .ask = attain_difference,
        .tell = tell_attained_difference,
        .occasions = zero_targets,
        .misuse = is_of_no_target},
    StepRule{
        .kind = steps::with_target,
        .name = "with_target",
        .operands = 2,
        .ask = with_target,
        .tell = tell_first_operand,
        .misuse = is_of_no_target},
    StepRule{
        .kind = steps::reps_reaching,
        .name = "reps_reaching",
        .unit = always<Unit::ratio>,
        .ask = reps_reaching,
        .is_told_by_value = true,
        .occasions = no_targets,
        .misuse = is_of_no_attainment},
};

constexpr std::array operators{
    Operator{"target", {a_metric}, [](Arguments a) { return kpi::target_of(*a[0].metric); }},
    Operator{"attainment", {a_metric}, [](Arguments a) { return kpi::attainment(*a[0].metric); }},
    Operator{
        "attainment_by_difference",
        {a_metric},
        [](Arguments a) { return kpi::attainment_by_difference(*a[0].metric); }},
    Operator{
        "attainment_over_weighted_target",
        {a_metric, a_number},
        [](Arguments a) {
            return kpi::attainment_over_weighted_target(*a[0].metric, *a[1].number);
        }},
    Operator{
        "score_points",
        {a_metric, a_number, perhaps_a_number},
        [](Arguments a) {
            return a[2].number ? kpi::score_points(*a[0].metric, *a[1].number, *a[2].number)
                               : kpi::score_points(*a[0].metric, *a[1].number);
        }},
    Operator{
        "gap_to_target", {a_metric}, [](Arguments a) { return kpi::gap_to_target(*a[0].metric); }},
    Operator{"pace", {a_metric}, [](Arguments a) { return kpi::pace(*a[0].metric); }},
    Operator{"run_rate", {a_formula}, [](Arguments a) { return kpi::run_rate(*a[0].metric); }},
    Operator{
        "required_run_rate",
        {a_metric},
        [](Arguments a) { return kpi::required_run_rate(*a[0].metric); }},
    Operator{
        "reps_at_target",
        {a_metric},
        [](Arguments a) { return kpi::reps_at_target(*a[0].metric); }},
    Operator{
        "target_growth", {a_metric}, [](Arguments a) { return kpi::target_growth(*a[0].metric); }},
    Operator{
        "target_mismatch",
        {a_metric},
        [](Arguments a) { return kpi::target_mismatch(*a[0].metric); }},
};

}  // namespace

StepFamily targets_family() { return {rules, operators}; }

}  // namespace saleskpi::inline v0_3::detail
