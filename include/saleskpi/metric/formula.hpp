// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/metric/step.hpp>
#include <saleskpi/value/error.hpp>
#include <saleskpi/value/money.hpp>

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
    static_assert(U != Unit::date, "saleskpi: a day is no number");
    Formula<U, 0, 0, 1> f;
    f.steps[0].kind = steps::constant;
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

/// A function of its own and not a plain throw: in a constant, compilers then print its name.
[[noreturn]] inline void dates_are_only_compared_and_one_less_another_is_days() {
    throw Error{ErrorCode::unit_mismatch, "dates are only compared, and one less another is days"};
}
template <Unit... Units>
constexpr void check_dates(StepKind kind) {
    if constexpr (((Units == Unit::date) || ...))
        if (!kind.takes_dates) dates_are_only_compared_and_one_less_another_is_days();
}

/// A formula of one operand and one more step.
template <Unit R, Unit U, std::size_t L, std::size_t T, std::size_t S>
constexpr auto unary(const Formula<U, L, T, S>& a, Step step) {
    check_dates<U>(step.kind);
    Formula<R, L, T, S + 1> f;
    f.leaves = a.leaves;
    f.tests = a.tests;
    for (std::size_t i = 0; i < S; ++i)
        f.steps[i] = a.steps[i];
    step.operands[0] = 1;
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
    check_dates<U1, U2>(step.kind);
    Formula<R, L1 + L2, T1 + T2, S1 + S2 + 1> f;
    for (std::size_t i = 0; i < L1; ++i)
        f.leaves[i] = a.leaves[i];
    for (std::size_t i = 0; i < L2; ++i) {
        f.leaves[L1 + i] = b.leaves[i];
        f.leaves[L1 + i].first_test += T1;
    }
    for (std::size_t i = 0; i < T1; ++i)
        f.tests[i] = a.tests[i];
    for (std::size_t i = 0; i < T2; ++i)
        f.tests[T1 + i] = b.tests[i];
    for (std::size_t i = 0; i < S1; ++i)
        f.steps[i] = a.steps[i];
    for (std::size_t i = 0; i < S2; ++i) {
        f.steps[S1 + i] = b.steps[i];
        if (b.steps[i].kind == steps::leaf) f.steps[S1 + i].leaf += L1;
    }
    step.operands[0] = S2 + 1;
    step.operands[1] = 1;
    step.unit = R;
    f.steps[S1 + S2] = step;
    return f;
}

/// The same of three.
template <Unit R, class A, class B, class C>
constexpr auto ternary(const Step& step, const A& a, const B& b, const C& c) {
    auto f = binary<R>(step, binary<R>(Step{}, a, b), c);
    // The step that joined the first two only held their place.
    constexpr std::size_t of_a = std::tuple_size_v<decltype(A::steps)>;
    constexpr std::size_t of_b = std::tuple_size_v<decltype(B::steps)>;
    constexpr std::size_t of_c = std::tuple_size_v<decltype(C::steps)>;
    Formula<
        R, std::tuple_size_v<decltype(f.leaves)>, std::tuple_size_v<decltype(f.tests)>,
        of_a + of_b + of_c + 1>
        all;
    all.leaves = f.leaves;
    all.tests = f.tests;
    for (std::size_t i = 0; i < of_a + of_b; ++i)
        all.steps[i] = f.steps[i];
    for (std::size_t i = 0; i < of_c; ++i)
        all.steps[of_a + of_b + i] = f.steps[of_a + of_b + 1 + i];
    Step& last = all.steps[of_a + of_b + of_c];
    last = f.steps[of_a + of_b + of_c + 1];
    last.operands = {of_c + of_b + 1, of_c + 1, 1};
    return all;
}

constexpr Step step_of(StepKind kind) {
    Step step;
    step.kind = kind;
    return step;
}

/// The length of a period, or of a part of it.
template <Unit U>
constexpr Formula<U, 0, 0, 1> length(StepKind kind) {
    Formula<U, 0, 0, 1> f;
    f.steps[0].kind = kind;
    f.steps[0].unit = U;
    return f;
}

constexpr Formula<Unit::ratio, 0, 0, 1> number(Rational value) {
    return kpi::constant<Unit::ratio>(value);
}

/// An amount: `revenue - 500_usd`.
constexpr Formula<Unit::money, 0, 0, 1> amount(const Money& money) {
    Formula<Unit::money, 0, 0, 1> f = length<Unit::money>(steps::constant);
    f.steps[0].constant = money.minor();
    f.steps[0].currency = money.currency();
    return f;
}

/// The operand itself, an integer as a pure number, `12 * mrr`, or an amount.
template <class T>
constexpr decltype(auto) as_formula(const T& x) {
    if constexpr (std::integral<T>)
        return number(Rational{x});
    else if constexpr (std::same_as<T, Rational>)
        return number(x);
    else if constexpr (std::same_as<T, Money>)
        return amount(x);
    else if constexpr (is_formula<T>)
        return (x);
    else
        return x.formula();
}

template <class T>
inline constexpr bool has_leaves =
    std::tuple_size_v<decltype(as_formula(std::declval<const T&>()).leaves)> > 0;

/// The number that steps come to that ask neither for records nor for a period; of others nothing.
/// Into `of_each` goes that of each step.
constexpr std::optional<Rational> number_of(
    std::span<const Step> steps, std::span<std::optional<Rational>> of_each) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step& step = steps[i];
        of_each[i].reset();
        if (step.kind == steps::constant) of_each[i] = step.constant;
        if (step.operands[1] == 0 || step.operands[2] != 0) continue;
        const auto& a = of_each[i - step.operands[0]];
        const auto& b = of_each[i - step.operands[1]];
        if (!a || !b) continue;
        if (step.kind == steps::add) of_each[i] = *a + *b;
        if (step.kind == steps::subtract) of_each[i] = *a - *b;
        if (step.kind == steps::multiply) of_each[i] = *a * *b;
        if (step.kind == steps::divide && !b->is_zero()) of_each[i] = *a / *b;
    }
    return of_each[steps.size() - 1];
}

template <std::size_t S>
constexpr bool is_zero(const std::array<Step, S>& steps) {
    std::array<std::optional<Rational>, S> of_each{};
    const auto number = number_of(steps, of_each);
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

/// What arithmetic over aggregates and metrics takes, and what stands for a number or an amount in it.
template <class T>
concept FormulaOperand = FormulaLike<T> || detail::is_formula<T>;
template <class T>
concept PlainNumber = std::integral<T> || std::same_as<T, Rational> || std::same_as<T, Money>;
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
        "saleskpi: only values of the same unit can be added (money + ratio cannot, nor dates)");
    return detail::binary<*unit>(
        detail::step_of(steps::add), detail::as_formula(a), detail::as_formula(b));
}

/// a - b: equal units only. A date less another is days.
template <class A, class B>
    requires FormulaOperands<A, B>
constexpr auto operator-(const A& a, const B& b) {
    constexpr auto unit = difference_unit(detail::unit_of<A>, detail::unit_of<B>);
    static_assert(unit.has_value(), "saleskpi: only values of the same unit can be subtracted");
    return detail::binary<*unit>(
        detail::step_of(steps::subtract), detail::as_formula(a), detail::as_formula(b));
}

/// a * b: money * ratio is money; money * money has no meaning and does not compile.
template <class A, class B>
    requires FormulaOperands<A, B>
constexpr auto operator*(const A& a, const B& b) {
    constexpr auto unit = product_unit(detail::unit_of<A>, detail::unit_of<B>);
    static_assert(unit.has_value(), "saleskpi: the product of these units has no meaning here");
    return detail::binary<*unit>(
        detail::step_of(steps::multiply), detail::as_formula(a), detail::as_formula(b));
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
        detail::step_of(steps::divide), detail::as_formula(a), detail::as_formula(b));
}

}  // namespace saleskpi::inline v0_3
