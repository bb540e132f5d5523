// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/additivity.hpp>
#include <saleskpi/metric/formula.hpp>
#include <saleskpi/metric/reach.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

/// One more step above one or two formulas. The operators over metrics are written in these, once
/// for constants and for definitions made at run time, which have functions of the same names.
namespace saleskpi::inline v0_3::detail {

constexpr Step step_of(Step::Op op, Shift shift) {
    Step step = step_of(op);
    step.shift = shift;
    return step;
}
/// The option is a Level, Ties, Over or Grain.
template <class Option>
constexpr Step step_of(Step::Op op, Option option) {
    Step step = step_of(op);
    step.option = static_cast<std::uint8_t>(option);
    return step;
}

/// In the unit of the (first) operand.
template <Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr auto with_step(const Formula<U, L, T, S>& a, const Step& step) {
    return unary<U>(a, step);
}
template <class F, class G>
    requires(is_formula<F>&& is_formula<G>)
constexpr auto with_step(const F& a, const G& b, const Step& step) {
    return binary<F::unit>(step, a, b);
}

/// In a unit of its own.
template <Unit R, Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr auto with_step_in(const Formula<U, L, T, S>& a, const Step& step) {
    return unary<R>(a, step);
}
template <Unit R, class F, class G>
    requires(is_formula<F>&& is_formula<G>)
constexpr auto with_step_in(const F& a, const G& b, const Step& step) {
    return binary<R>(step, a, b);
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
    return reach_of(f.leaves, f.steps);
}

/// A number in the unit of a formula.
template <Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr auto number_like(const Formula<U, L, T, S>&, const Rational& value) {
    Formula<U, 0, 0, 1> f = length<U>(Step::Op::constant);
    f.steps[0].constant = value;
    return f;
}

// The unary steps by name.
template <class F>
constexpr auto change_of(const F& f, Shift shift) {
    return with_step_in<Unit::ratio>(f, step_of(Step::Op::change, shift));
}
template <class F>
constexpr auto before_of(const F& f, Shift shift) {
    return with_step(f, step_of(Step::Op::before, shift));
}
/// Now less before, of a period that is not over its elapsed part.
template <class F>
constexpr auto difference_of(const F& f, Shift shift) {
    return with_step(f - before_of(f, shift), step_of(Step::Op::elapsed));
}
template <class F>
constexpr auto elapsed(const F& f) {
    return with_step(f, step_of(Step::Op::elapsed));
}
template <class F>
constexpr auto whole(const F& f) {
    return with_step(f, step_of(Step::Op::whole));
}
/// A part by its whole: marked over_whole where it exceeds it.
template <class F>
constexpr auto share(const F& f) {
    return with_step(f, step_of(Step::Op::share));
}
template <class F, class G>
constexpr auto lagged(const F& f, const G& days) {
    return with_step(f, days, step_of(Step::Op::lagged));
}
template <class F>
constexpr auto enclosing(const F& f, Level level) {
    return with_step(f, step_of(Step::Op::enclosing, level));
}

}  // namespace saleskpi::inline v0_3::detail
