// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/value/error.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// A computation with a unit: L leaves, their T tests, and S steps of arithmetic above them.
///
/// A formula is flat arrays and not a tree of types, so that the type of a KPI built from ten
/// others stays as short as that of one: compilers stay fast, and their messages readable.
template <Unit U, std::size_t L, std::size_t T, std::size_t S>
struct Formula {
    static constexpr Unit unit = U;

    std::array<Leaf, L> leaves{};
    std::array<Test, T> tests{};
    std::array<Step, S> steps{};
};

namespace detail {

template <class T>
inline constexpr bool is_formula = false;
template <Unit U, std::size_t L, std::size_t T, std::size_t S>
inline constexpr bool is_formula<Formula<U, L, T, S>> = true;

}  // namespace detail

/// Whatever stands for a formula: an aggregate, a metric, or arithmetic over them.
template <class T>
concept FormulaLike = requires(const T& x) {
    requires detail::is_formula<std::remove_cvref_t<decltype(x.formula())>>;
};

namespace kpi {

/// A number with a unit: `constant<Unit::months>(1)`. Plain numbers are ratios: `12 * mrr`.
template <Unit U>
constexpr Formula<U, 0, 0, 1> constant(Rational value) {
    static_assert(!is_money_like(U), "saleskpi: a constant amount of money would need a currency");
    Formula<U, 0, 0, 1> f;
    f.steps[0].op = Step::Op::constant;
    f.steps[0].unit = U;
    f.steps[0].constant = value;
    return f;
}

}  // namespace kpi

namespace detail {

template <std::size_t L1, std::size_t L2, std::size_t T1, std::size_t T2>
struct Parts {
    std::array<Leaf, L1 + L2> leaves{};
    std::array<Test, T1 + T2> tests{};
};

/// A formula of one operand and one more step.
template <Unit R, Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr auto unary(const Formula<U, L, T, S>& a, Step step) {
    Formula<R, L, T, S + 1> f;
    f.leaves = a.leaves;
    f.tests = a.tests;
    for (std::size_t i = 0; i < S; ++i)
        f.steps[i] = a.steps[i];
    step.size = static_cast<std::uint16_t>(S + 1);
    step.unit = R;
    f.steps[S] = step;
    return f;
}

/// A formula of two operands and the step that takes them.
template <
    Unit R,
    Unit U1,
    std::size_t L1,
    std::size_t T1,
    std::size_t S1,
    Unit U2,
    std::size_t L2,
    std::size_t T2,
    std::size_t S2>
constexpr auto binary(
    Step step, const Formula<U1, L1, T1, S1>& a, const Formula<U2, L2, T2, S2>& b) {
    Formula<R, L1 + L2, T1 + T2, S1 + S2 + 1> f;
    for (std::size_t i = 0; i < L1; ++i)
        f.leaves[i] = a.leaves[i];
    for (std::size_t i = 0; i < L2; ++i) {
        f.leaves[L1 + i] = b.leaves[i];
        f.leaves[L1 + i].first_test = static_cast<std::uint16_t>(b.leaves[i].first_test + T1);
    }
    for (std::size_t i = 0; i < T1; ++i)
        f.tests[i] = a.tests[i];
    for (std::size_t i = 0; i < T2; ++i)
        f.tests[T1 + i] = b.tests[i];
    for (std::size_t i = 0; i < S1; ++i)
        f.steps[i] = a.steps[i];
    for (std::size_t i = 0; i < S2; ++i) {
        f.steps[S1 + i] = b.steps[i];
        if (b.steps[i].op == Step::Op::leaf)
            f.steps[S1 + i].index = static_cast<std::uint16_t>(b.steps[i].index + L1);
    }
    step.size = static_cast<std::uint16_t>(S1 + S2 + 1);
    step.unit = R;
    f.steps[S1 + S2] = step;
    return f;
}

constexpr Step step_of(Step::Op op) {
    Step step;
    step.op = op;
    return step;
}

/// The length of a period, or of a part of it.
template <Unit U>
constexpr Formula<U, 0, 0, 1> length(Step::Op op) {
    Formula<U, 0, 0, 1> f;
    f.steps[0].op = op;
    f.steps[0].unit = U;
    return f;
}

constexpr Formula<Unit::ratio, 0, 0, 1> number(Rational value) {
    return kpi::constant<Unit::ratio>(value);
}

/// The operand itself, or an integer as a pure number: `12 * mrr`.
template <class T>
constexpr decltype(auto) as_formula(const T& x) {
    if constexpr (std::integral<T>)
        return number(Rational{x});
    else if constexpr (std::same_as<T, Rational>)
        return number(x);
    else if constexpr (is_formula<T>)
        return (x);
    else
        return x.formula();
}

template <class T>
inline constexpr bool has_leaves =
    std::tuple_size_v<decltype(as_formula(std::declval<const T&>()).leaves)> > 0;

/// The number that steps come to that ask neither for records nor for a period; of others nothing.
constexpr std::optional<Rational> number_of(std::span<const Step> steps) {
    const Step& last = steps.back();
    if (last.op == Step::Op::constant) return last.constant;
    const bool is_known = last.op == Step::Op::add || last.op == Step::Op::subtract ||
                          last.op == Step::Op::multiply || last.op == Step::Op::divide;
    const std::size_t right = steps.size() < 3 ? 0 : steps[steps.size() - 2].size;
    if (!is_known || right == 0 || right + 1 >= steps.size()) return std::nullopt;
    const auto b = number_of(steps.subspan(steps.size() - 1 - right, right));
    const auto a = b ? number_of(steps.first(steps.size() - 1 - right)) : std::nullopt;
    if (!a || (last.op == Step::Op::divide && b->is_zero())) return std::nullopt;
    return last.op == Step::Op::add        ? *a + *b
           : last.op == Step::Op::subtract ? *a - *b
           : last.op == Step::Op::multiply ? *a * *b
                                           : *a / *b;
}

constexpr bool is_zero(std::span<const Step> steps) {
    const auto number = number_of(steps);
    return number && number->is_zero();
}

/// A function of its own and not a plain throw: in a constant, compilers then print its name.
[[noreturn]] inline void a_division_by_zero_has_no_value() {
    throw Error{ErrorCode::invalid_definition, "a division by zero has no value"};
}

template <class T>
inline constexpr Unit unit_of =
    std::remove_cvref_t<decltype(as_formula(std::declval<const T&>()))>::unit;

}  // namespace detail

/// What arithmetic over aggregates and metrics takes, and what stands for a pure number in it.
template <class T>
concept FormulaOperand = FormulaLike<T> || detail::is_formula<T>;
template <class T>
concept PlainNumber = std::integral<T> || std::same_as<T, Rational>;
template <class A, class B>
concept FormulaOperands = (FormulaOperand<A> && (FormulaOperand<B> || PlainNumber<B>)) ||
                          (PlainNumber<A> && FormulaOperand<B>);

/// a + b: equal units only.
template <class A, class B>
    requires FormulaOperands<A, B>
constexpr auto operator+(const A& a, const B& b) {
    constexpr auto unit = sum_unit(detail::unit_of<A>, detail::unit_of<B>);
    static_assert(
        unit.has_value(),
        "saleskpi: only values of the same unit can be added (money + ratio cannot)");
    return detail::binary<*unit>(
        detail::step_of(Step::Op::add), detail::as_formula(a), detail::as_formula(b));
}

/// a - b: equal units only.
template <class A, class B>
    requires FormulaOperands<A, B>
constexpr auto operator-(const A& a, const B& b) {
    constexpr auto unit = sum_unit(detail::unit_of<A>, detail::unit_of<B>);
    static_assert(unit.has_value(), "saleskpi: only values of the same unit can be subtracted");
    return detail::binary<*unit>(
        detail::step_of(Step::Op::subtract), detail::as_formula(a), detail::as_formula(b));
}

/// a * b: money * ratio is money; money * money has no meaning and does not compile.
template <class A, class B>
    requires FormulaOperands<A, B>
constexpr auto operator*(const A& a, const B& b) {
    constexpr auto unit = product_unit(detail::unit_of<A>, detail::unit_of<B>);
    static_assert(unit.has_value(), "saleskpi: the product of these units has no meaning here");
    return detail::binary<*unit>(
        detail::step_of(Step::Op::multiply), detail::as_formula(a), detail::as_formula(b));
}

/// a / b: money / count is money, money / money a ratio. No value where b is zero; by a number that
/// is zero does not compile, and is Error invalid_definition at run time.
template <class A, class B>
    requires FormulaOperands<A, B>
constexpr auto operator/(const A& a, const B& b) {
    constexpr auto unit = quotient_unit(detail::unit_of<A>, detail::unit_of<B>);
    static_assert(unit.has_value(), "saleskpi: the quotient of these units has no meaning here");
    // Only what has no records in it is a number.
    if constexpr (!detail::has_leaves<B>)
        if (detail::is_zero(detail::as_formula(b).steps)) detail::a_division_by_zero_has_no_value();
    return detail::binary<*unit>(
        detail::step_of(Step::Op::divide), detail::as_formula(a), detail::as_formula(b));
}

}  // namespace saleskpi::inline v0_3
