// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/additivity.hpp>
#include <saleskpi/metric/formula.hpp>
#include <saleskpi/metric/reach.hpp>
#include <saleskpi/metric/step.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

/// One more step above one or two formulas. The operators over metrics are written in these, once
/// for constants and for definitions made at run time, which have functions of the same names.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::detail {

constexpr Step step_of(StepKind kind, const Back& back) {
    Step step = step_of(kind);
    step.shift = back.shift;
    step.periods = back.periods;
    return step;
}
constexpr Step step_of(StepKind kind, Grain grain) {
    Step step = step_of(kind);
    step.grain = grain;
    return step;
}
constexpr Step step_of(StepKind kind, const Level& level) {
    Step step = step_of(kind);
    step.level = level.name();
    return step;
}
constexpr Step step_of(StepKind kind, Ties ties) {
    Step step = step_of(kind);
    step.ties = ties;
    return step;
}
constexpr Step step_of(StepKind kind, Over over) {
    Step step = step_of(kind);
    step.over = over;
    return step;
}

/// In the unit of the (first) operand.
template <Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr auto with_step(const Formula<U, L, T, S>& a, const Step& step) {
    return formula_of<U>(step, a);
}
template <class F, class G>
    requires(is_formula<F>&& is_formula<G>)
constexpr auto with_step(const F& a, const G& b, const Step& step) {
    return formula_of<F::unit>(step, a, b);
}

template <class F, class G, class H>
    requires(is_formula<F>&& is_formula<G>&& is_formula<H>)
constexpr auto with_step(const F& a, const G& b, const H& c, const Step& step) {
    return formula_of<F::unit>(step, a, b, c);
}

/// In a unit of its own.
template <Unit R, Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr auto with_step_in(const Formula<U, L, T, S>& a, const Step& step) {
    return formula_of<R>(step, a);
}
template <Unit R, class F, class G>
    requires(is_formula<F>&& is_formula<G>)
constexpr auto with_step_in(const F& a, const G& b, const Step& step) {
    return formula_of<R>(step, a, b);
}

/// Above a formula, with a step that stands so many before its last one as a second operand: what it is
/// weighed by. The unit follows from the formula's.
template <Unit (*OfUnit)(Unit), Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr auto with_weights(
    const Formula<U, L, T, S>& f, const Step& step, std::uint32_t before_last) {
    auto all = formula_of<OfUnit(U)>(step, f);
    all.steps[S].operands[1] = 1 + before_last;
    return all;
}

template <Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr const Step& last_step(const Formula<U, L, T, S>& f) {
    return f.steps.back();
}
/// An operand of the last step.
template <Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr const Step& operand_of_last(const Formula<U, L, T, S>& f, std::size_t operand) {
    return f.steps[S - 1 - f.steps.back().operands[operand]];
}

template <Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr std::span<const Leaf> leaves_of(const Formula<U, L, T, S>& f) {
    return f.leaves;
}
template <Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr std::span<const Step> steps_of(const Formula<U, L, T, S>& f) {
    return f.steps;
}

template <Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr Additivity adds_over(const Formula<U, L, T, S>& f) {
    return additivity(f.leaves, f.steps);
}

template <Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr Reach reach_of(const Formula<U, L, T, S>& f) {
    std::array<Reach, S> of_each{};
    return reach_of(f.leaves, f.steps, of_each);
}

/// A number in the unit of a formula.
template <Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr auto number_like(const Formula<U, L, T, S>&, const Rational& value) {
    Formula<U, 0, 0, 1> f = length<U>(steps::constant);
    f.steps[0].constant = value;
    return f;
}

}  // namespace saleskpi::inline v0_3::detail
