// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/bounds.hpp>
#include <saleskpi/metric/dimension.hpp>
#include <saleskpi/metric/naming.hpp>
#include <saleskpi/metric/steps.hpp>
#include <saleskpi/metric/time_operators.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace saleskpi::inline v0_3::steps {

inline constexpr StepKind adjusted_to_mix = detail::step_kind("adjusted_to_mix");
inline constexpr StepKind effect_of_mix = detail::step_kind("effect_of_mix", StepDays::all);
inline constexpr StepKind effect_of_rates = detail::step_kind("effect_of_rates", StepDays::all);
inline constexpr StepKind volume_effect = detail::step_kind("volume_effect", StepDays::all);
inline constexpr StepKind price_effect = detail::step_kind("price_effect", StepDays::all);
inline constexpr StepKind joint_effect = detail::step_kind("joint_effect", StepDays::all);

}  // namespace saleskpi::inline v0_3::steps

namespace saleskpi::inline v0_3::detail {

/// Functions of their own and not plain throws: in a constant, compilers then print their names.
[[noreturn]] inline void only_a_quotient_has_a_mix() {
    throw Error{
        ErrorCode::invalid_definition,
        "only a quotient or a mean has a mix: what it divides by are the weights"};
}
[[noreturn]] inline void of_a_mix_and_rates_the_joint_part_does_not_stand_by_itself() {
    throw Error{
        ErrorCode::invalid_definition,
        "a change is of the mix or of the rates: by two_part, or by midpoint"};
}
[[noreturn]] inline void an_amount_by_a_quantity_is_no_price() {
    throw Error{
        ErrorCode::unit_mismatch,
        "there is no price of one: the amount by the quantity has no meaning"};
}

/// Of a ratio, percentage points.
constexpr Unit effect_unit(Unit unit) {
    return unit == Unit::ratio ? Unit::percentage_points : unit;
}

/// Of an amount by a quantity, which is no amount itself.
constexpr std::optional<Unit> price_unit(Unit amount, Unit quantity) {
    return is_money_like(quantity) ? std::nullopt : quotient_unit(amount, quantity);
}
constexpr Unit same_unit(Unit unit) { return unit; }

/// What a rate is weighed by is what it divides by, also within 1 - a / b, and of a mean the mean itself:
/// how many steps before the last it stands.
constexpr std::uint32_t weights_of(std::span<const Leaf> leaves, std::span<const Step> steps) {
    const std::size_t last = steps.size() - 1;
    if (steps[last].kind == steps::leaf && leaves[steps[last].leaf].aggregation.averages) return 0;
    for (std::size_t at = last; steps[at].operands[0] != 0;) {
        const StepKind kind = steps[at].kind;
        const std::size_t left = at - steps[at].operands[0];
        const std::size_t right = at - steps[at].operands[1];
        const bool is_binary = kind == steps::add || kind == steps::subtract ||
                               kind == steps::multiply || kind == steps::divide;
        if (kind == steps::share || (is_binary && steps[right].kind == steps::constant))
            at = left;
        else if (kind == steps::divide)
            return static_cast<std::uint32_t>(last - right);
        else if (is_binary && steps[left].kind == steps::constant)
            at = right;
        else
            break;
    }
    only_a_quotient_has_a_mix();
}
template <class F>
constexpr std::uint32_t weights_of(const F& f) {
    return weights_of(leaves_of(f), steps_of(f));
}

/// How much of a quotient's change is that of the mix, or of the rates.
template <AnyMetric M>
constexpr auto effect_by(
    std::string_view function,
    std::string_view effect,
    StepKind kind,
    const M& m,
    const Dimension& dimension,
    const Back& back,
    Convention convention) {
    if (convention == Convention::three_part)
        of_a_mix_and_rates_the_joint_part_does_not_stand_by_itself();
    const auto f = m.formula();
    Step step = step_back(kind, back);
    step.dimension = dimension.name();
    step.convention = convention;
    return named(
        call_text(function, m, GivenName{dimension.name()}, back_text(back), name(convention)),
        title_text(m, effect, dimension.name(), " to ", back_title(back), ", ", name(convention)),
        m.better(), "0.3", with_weights<&effect_unit>(f, step, weights_of(f)));
}

/// How much of an amount's change is that of a quantity, of the price of one, or of both at once.
template <AnyMetric A, AnyMetric Q>
constexpr auto effect_of(const A& amount, const Q& quantity, const Step& step) {
    const auto f = amount.formula();
    const auto g = quantity.formula();
    if (!price_unit(last_step(f).unit, last_step(g).unit)) an_amount_by_a_quantity_is_no_price();
    return with_step(f, g, step);
}
constexpr Step step_back(StepKind kind, const Back& back, Convention convention) {
    Step step = step_back(kind, back);
    step.convention = convention;
    return step;
}

}  // namespace saleskpi::inline v0_3::detail

/// What the parts of a group make of its rates and amounts. For constants and definitions alike.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {

/// A rate at a common mix, beside the raw one: `mix_adjusted(win_rate, deal::segment)`. The rate of
/// each member of the dimension is weighed by what all of the report has of it, that is, by what the
/// rate divides by there, and not by what the group itself has: direct standardisation. So those who
/// have the hard cases are compared with those who have the easy ones, within one period. Instead of
/// all of the report it can be the group of a level around: `Level::parent`, `by::region`.
/// A member without a rate in the group is left out, and the weights of the others count: the value is
/// then marked partial_mix. It is marked reversed if the group's raw rate is above that of the whole, and
/// below it in each member, or the other way.
/// Error invalid_definition if the metric divides by nothing. No value: as the raw rate; not_cut, if its
/// records do not have the dimension; zero_denominator, if the weights add up to zero.
template <AnyMetric M>
constexpr auto mix_adjusted(
    const M& m, const Dimension& dimension, const Level& mix = Level::company) {
    using namespace detail;
    const auto f = m.formula();
    Step step = step_of(steps::adjusted_to_mix, mix);
    step.dimension = dimension.name();
    return named(
        call_text("mix_adjusted", m, GivenName{dimension.name()}, GivenName{mix.name()}),
        title_text(m, ", at the ", dimension.name(), " mix of ", mix.name()), m.better(), "0.3",
        with_weights<&same_unit>(f, step, weights_of(f)));
}

/// How much of the change of a rate, now - before, comes of another mix of the dimension's members:
/// `mix_effect(win_rate, deal::segment, previous)`. In points of a ratio, else in the metric's unit.
/// With rate_effect it makes the change, exactly, by either convention: two_part, the rates at the new
/// mix and the mix at the old rates, or midpoint, each at the mean of the other. The mix is what the
/// rates of the members leave: also members that come and go, and what counts once in the group but in
/// several of them. Marked reversed if the rate moves one way, and that of each member the other.
/// Error invalid_definition if the metric divides by nothing, or for three_part. No value: as the
/// difference; not_cut; zero_denominator, if the weights add up to zero.
template <AnyMetric M>
constexpr auto mix_effect(
    const M& m,
    const Dimension& dimension,
    const Back& back,
    Convention convention = Convention::two_part) {
    return detail::effect_by(
        "mix_effect", ", mix effect by ", steps::effect_of_mix, m, dimension, back, convention);
}

/// How much comes of the members' own rates: of those that have one now and before, each by its share
/// of what the rate divides by.
template <AnyMetric M>
constexpr auto rate_effect(
    const M& m,
    const Dimension& dimension,
    const Back& back,
    Convention convention = Convention::two_part) {
    return detail::effect_by(
        "rate_effect", ", rate effect by ", steps::effect_of_rates, m, dimension, back, convention);
}

/// How much of the change of an amount, now - before, comes of the quantity: `volume_effect(revenue,
/// units_sold, previous)`. From 100 at 10 to 120 at 9 the volume makes +200, the price -100 and both
/// together -20: three_part. By midpoint it is +190 and -110, by two_part +200 and -120. The parts make
/// the change, exactly. Where nothing was sold there was no price: all of the change is volume.
/// Error unit_mismatch if the amount by the quantity has no meaning, or the quantity is an amount. No value: one of both has none,
/// now or before; no_prior_period; immature, before the period has begun.
template <AnyMetric A, AnyMetric Q>
constexpr auto volume_effect(
    const A& amount,
    const Q& quantity,
    const Back& back,
    Convention convention = Convention::three_part) {
    using namespace detail;
    return named(
        call_text("volume_effect", amount, quantity.id(), back_text(back), name(convention)),
        title_text(
            amount, ", volume effect of ", quantity.id(), " to ", back_title(back), ", ",
            name(convention)),
        amount.better(), "0.3",
        effect_of(amount, quantity, step_back(steps::volume_effect, back, convention)));
}

/// How much comes of the price of one.
template <AnyMetric A, AnyMetric Q>
constexpr auto price_effect(
    const A& amount,
    const Q& quantity,
    const Back& back,
    Convention convention = Convention::three_part) {
    using namespace detail;
    return named(
        call_text("price_effect", amount, quantity.id(), back_text(back), name(convention)),
        title_text(
            amount, ", price effect of ", quantity.id(), " to ", back_title(back), ", ",
            name(convention)),
        amount.better(), "0.3",
        effect_of(amount, quantity, step_back(steps::price_effect, back, convention)));
}

/// What both make together, of the three parts.
template <AnyMetric A, AnyMetric Q>
constexpr auto joint_effect(const A& amount, const Q& quantity, const Back& back) {
    using namespace detail;
    return named(
        call_text("joint_effect", amount, quantity.id(), back_text(back)),
        title_text(amount, ", joint effect of ", quantity.id(), " to ", back_title(back)),
        amount.better(), "0.3", effect_of(amount, quantity, step_back(steps::joint_effect, back)));
}

}  // namespace saleskpi::inline v0_3::kpi
