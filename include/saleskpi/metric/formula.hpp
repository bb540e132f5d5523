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

/// A function of its own and not a plain throw: in a constant, compilers then print its name.
[[noreturn]] inline void dates_are_only_compared_and_one_less_another_is_days() {
    throw Error{ErrorCode::unit_mismatch, "dates are only compared, and one less another is days"};
}
template <Unit... Units>
constexpr void check_dates(StepKind kind) {
    if constexpr (((Units == Unit::date) || ...))
        if (!kind.takes_dates) dates_are_only_compared_and_one_less_another_is_days();
}

/// Puts operands of a formula into it, one after the other.
struct FormulaParts {
    Leaf* leaves;
    Test* tests;
    Step* steps;
    std::size_t leaf = 0;
    std::size_t test = 0;
    std::size_t step = 0;

    template <Unit U, std::size_t L, std::size_t T, std::size_t S>
    constexpr std::size_t add(const Formula<U, L, T, S>& operand) {
        for (std::size_t i = 0; i < L; ++i) {
            leaves[leaf + i] = operand.leaves[i];
            leaves[leaf + i].first_test += static_cast<std::uint32_t>(test);
        }
        for (std::size_t i = 0; i < T; ++i)
            tests[test + i] = operand.tests[i];
        for (std::size_t i = 0; i < S; ++i) {
            steps[step + i] = operand.steps[i];
            if (operand.steps[i].kind == steps::leaf)
                steps[step + i].leaf += static_cast<std::uint32_t>(leaf);
        }
        leaf += L;
        test += T;
        return step += S;
    }
};

template <class F>
inline constexpr std::size_t leaves_in = std::tuple_size_v<decltype(F::leaves)>;
template <class F>
inline constexpr std::size_t tests_in = std::tuple_size_v<decltype(F::tests)>;
template <class F>
inline constexpr std::size_t steps_in = std::tuple_size_v<decltype(F::steps)>;

/// A formula of operands, and the step that takes them.
template <Unit R, class... F>
constexpr auto formula_of(Step step, const F&... operands) {
    check_dates<F::unit...>(step.kind);
    constexpr std::size_t last = (steps_in<F> + ...);
    Formula<R, (leaves_in<F> + ...), (tests_in<F> + ...), last + 1> f;
    FormulaParts parts{f.leaves.data(), f.tests.data(), f.steps.data()};
    const std::size_t ends[]{parts.add(operands)...};
    for (std::size_t i = 0; i < sizeof...(F); ++i)
        step.operands[i] = static_cast<std::uint32_t>(last - ends[i] + 1);
    step.unit = R;
    f.steps[last] = step;
    return f;
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
    return detail::formula_of<*unit>(
        detail::step_of(steps::add), detail::as_formula(a), detail::as_formula(b));
}

/// a - b: equal units only. A date less another is days.
template <class A, class B>
    requires FormulaOperands<A, B>
constexpr auto operator-(const A& a, const B& b) {
    constexpr auto unit = difference_unit(detail::unit_of<A>, detail::unit_of<B>);
    static_assert(unit.has_value(), "saleskpi: only values of the same unit can be subtracted");
    return detail::formula_of<*unit>(
        detail::step_of(steps::subtract), detail::as_formula(a), detail::as_formula(b));
}

/// a * b: money * ratio is money; money * money has no meaning and does not compile.
template <class A, class B>
    requires FormulaOperands<A, B>
constexpr auto operator*(const A& a, const B& b) {
    constexpr auto unit = product_unit(detail::unit_of<A>, detail::unit_of<B>);
    static_assert(unit.has_value(), "saleskpi: the product of these units has no meaning here");
    return detail::formula_of<*unit>(
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
    return detail::formula_of<*unit>(
        detail::step_of(steps::divide), detail::as_formula(a), detail::as_formula(b));
}

}  // namespace saleskpi::inline v0_3
