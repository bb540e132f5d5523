// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/steps.hpp>

#include <array>
#include <concepts>
#include <cstddef>

/// Formulas that keep another within bounds, stand in for it, or pay by tiers. Like arithmetic they
/// make a formula, which metric() names: `metric("commissioned", least(revenue, 50'000_usd))`. For
/// constants and definitions alike.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

namespace steps {

inline constexpr StepKind least = detail::step_kind_of_all("least");
inline constexpr StepKind greatest = detail::step_kind_of_all("greatest");
inline constexpr StepKind clamp = detail::step_kind_of_all("clamp");
inline constexpr StepKind fallback = detail::step_kind_of_all("fallback");
inline constexpr StepKind share = detail::step_kind("share");

}  // namespace steps

namespace detail {

template <class F>
constexpr auto at_least_zero(const F& f) {
    return with_step(f, number_like(f, Rational{0}), step_of(steps::greatest));
}

/// A plain number beside a formula is in its unit, `least(deals_won, 5)`, unless that is money.
template <class A, class B>
constexpr auto beside(const A& a, const B& b) {
    if constexpr (
        PlainNumber<B> && !std::same_as<B, Money> && !PlainNumber<A> && !is_money_like(unit_of<A>))
        return number_like(as_formula(a), Rational{b});
    else
        return as_formula(b);
}

template <class A, class B>
constexpr auto bounded(StepKind kind, const A& a, const B& b) {
    const auto left = beside(b, a);
    const auto right = beside(a, b);
    static_assert(
        decltype(left)::unit == decltype(right)::unit,
        "saleskpi: only values of the same unit can be compared (money and ratio cannot)");
    return with_step(left, right, step_of(kind));
}

}  // namespace detail

namespace kpi {

/// The lesser of both: a cap. No value where one of them has none.
template <class A, class B>
    requires FormulaOperands<A, B>
constexpr auto least(const A& a, const B& b) { return detail::bounded(steps::least, a, b); }

/// The greater of both: a floor. No value where one of them has none.
template <class A, class B>
    requires FormulaOperands<A, B>
constexpr auto greatest(const A& a, const B& b) { return detail::bounded(steps::greatest, a, b); }

/// `a`, and `b` where `a` has no value: such a value is marked fallback, and an explanation shows the
/// reason of `a`. No value, by the reason of `a`, where `b` has none either.
template <class A, class B>
    requires FormulaOperands<A, B>
constexpr auto fallback(const A& a, const B& b) { return detail::bounded(steps::fallback, a, b); }

/// `x`, but at least `low` and at most `high`.
/// No value where one of them has none; incomparable, where `low` is above `high`.
template <class X, class Low, class High>
    requires(FormulaOperands<X, Low>&& FormulaOperands<X, High>)
constexpr auto clamp(const X& x, const Low& low, const High& high) {
    using namespace detail;
    const auto from = beside(x, low);
    const auto until = beside(x, high);
    static_assert(
        unit_of<X> == decltype(from)::unit && unit_of<X> == decltype(until)::unit,
        "saleskpi: only values of the same unit can be compared (money and ratio cannot)");
    return with_step(as_formula(x), from, until, step_of(steps::clamp));
}

/// `x`, or 0 where it is below: what is left of a target. No value where `x` has none.
template <class X>
    requires FormulaOperand<X>
constexpr auto not_below_zero(const X& x) { return detail::at_least_zero(detail::as_formula(x)); }

/// A part by its whole, `share(leads_converted / leads_created)`: marked over_whole where it exceeds
/// 100 %. No value where `x` has none.
template <class X>
    requires FormulaOperand<X>
constexpr auto share(const X& x) {
    return detail::with_step(detail::as_formula(x), detail::step_of(steps::share));
}

/// From where on another rate holds: an amount, or a number in the unit of what is paid for.
template <class From>
struct Tier {
    From from;
    Rational rate;
};
template <class From, class Rate>
Tier(From, Rate) -> Tier<From>;

/// Graduated: each part of `x` at the rate of its own tier. Of 120,000 at 5 % from 0 and 7 % from
/// 100,000 on it is 5,000 + 1,400. Below the first tier nothing. Tiers ascend, else Error
/// invalid_definition. No value where `x` has none.
template <class X, class From, std::size_t N>
    requires(FormulaOperands<X, From>&& N > 0)
constexpr auto tiers(const X& x, const std::array<Tier<From>, N>& table);

}  // namespace kpi

namespace detail {

[[noreturn]] inline void tiers_ascend() {
    throw Error{ErrorCode::invalid_definition, "each tier begins above the one before it"};
}

/// What the first tiers pay, up to one of them.
template <std::size_t Last, class X, class From, std::size_t N>
constexpr auto tiers_to(const X& x, const std::array<kpi::Tier<From>, N>& table) {
    const kpi::Tier<From>& tier = table[Last];
    const auto from = beside(x, tier.from);
    const auto part = [&] {
        if constexpr (Last + 1 == N) {
            return (kpi::greatest(x, from) - from) * tier.rate;
        } else {
            if (!(tier.from < table[Last + 1].from)) tiers_ascend();
            return (kpi::clamp(x, from, table[Last + 1].from) - from) * tier.rate;
        }
    };
    if constexpr (Last == 0)
        return part();
    else
        return tiers_to<Last - 1>(x, table) + part();
}

}  // namespace detail

template <class X, class From, std::size_t N>
    requires(FormulaOperands<X, From>&& N > 0)
constexpr auto kpi::tiers(const X& x, const std::array<Tier<From>, N>& table) {
    return detail::tiers_to<N - 1>(x, table);
}

}  // namespace saleskpi::inline v0_3
