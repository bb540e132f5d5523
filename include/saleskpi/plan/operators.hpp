// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/filtered.hpp>
#include <saleskpi/metric/operators.hpp>
#include <saleskpi/plan/definition.hpp>

#include <array>
#include <concepts>
#include <span>
#include <string>
#include <string_view>

/// The operators of <saleskpi/metric/operators.hpp> take metrics that are chosen at run time as
/// well. Over the same metric both make the same definition.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

namespace detail {

/// A condition on the records of a table; without tests, the word that there is none.
struct TableCondition {
    std::string_view table;
    std::span<const Test> tests;
};

template <FilterPart P>
TableCondition table_condition(const P& part) {
    if constexpr (is_condition<P>)
        return {table_of<typename P::record>(), part.tests};
    else
        return {table_of<typename P::record>(), {}};
}

Definition filtered(
    std::string_view id,
    std::string_view title,
    const Definition& metric,
    std::span<const TableCondition> parts);

/// Throws Error unit_mismatch. The third operand may be null.
Expression bounded(StepKind kind, const Expression& a, const Expression& b, const Expression* c);

/// Throws Error unit_mismatch for a lag that is not in days.
Expression lagged_by(const Expression& x, const Expression& days);

/// From where on another rate holds.
struct TierOf {
    Definition from;
    Rational rate;
};
Definition tiers(const Definition& x, std::span<const TierOf> table);

template <class A, class B>
concept RunTimeOperands = (RunTimeOperand<A> &&
                           (RunTimeOperand<B> || FormulaOperand<B> || PlainNumber<B>)) ||
                          (RunTimeOperand<B> && (FormulaOperand<A> || PlainNumber<A>));

}  // namespace detail

/// The rows that set a target, or the benchmark, for a metric: for the operators.
Expression target_rows_of(const Definition& metric);
Expression benchmark_rows_of(const Definition& metric);

namespace kpi {

/// Bounds, as for constants. Units are checked: Error unit_mismatch.
template <class A, class B>
    requires detail::RunTimeOperands<A, B> Expression least(const A& a, const B& b) {
        return detail::bounded(
            steps::least, detail::as_expression(a), detail::as_expression(b), nullptr);
    }
template <class A, class B>
    requires detail::RunTimeOperands<A, B> Expression greatest(const A& a, const B& b) {
        return detail::bounded(
            steps::greatest, detail::as_expression(a), detail::as_expression(b), nullptr);
    }
template <class A, class B>
    requires detail::RunTimeOperands<A, B> Expression fallback(const A& a, const B& b) {
        return detail::bounded(
            steps::fallback, detail::as_expression(a), detail::as_expression(b), nullptr);
    }
template <class X, class Low, class High>
    requires(detail::RunTimeOperands<X, Low>&& detail::RunTimeOperands<X, High>)
Expression clamp(const X& x, const Low& low, const High& high) {
    const Expression highest = detail::as_expression(high);
    return detail::bounded(
        steps::clamp, detail::as_expression(x), detail::as_expression(low), &highest);
}

/// Shares, what is left, and what was before: as for constants.
template <class X>
    requires RunTimeOperand<X> Expression not_below_zero(const X& x) {
        return detail::at_least_zero(detail::as_expression(x));
    }
template <class X>
    requires RunTimeOperand<X> Expression share(const X& x) {
        return with_step(detail::as_expression(x), detail::step_of(steps::share));
    }
template <class X, class Days>
    requires detail::RunTimeOperands<X, Days> Expression lagged(const X& x, const Days& days) {
        return detail::lagged_by(detail::as_expression(x), detail::as_expression(days));
    }
template <class X, AnyMetric M>
    requires(RunTimeOperand<X> || std::same_as<M, Definition>)
Expression with_target(const X& x, const M& m) {
    return with_step(
        detail::as_expression(x), detail::as_expression(detail::target_of_rows(m)),
        detail::step_of(steps::with_target));
}

/// The metric over those of its records that also satisfy the conditions: as for constants.
template <FilterPart... Parts>
    requires(sizeof...(Parts) > 0)
Definition filtered(
    std::string_view id, std::string_view title, const Definition& metric, const Parts&... parts) {
    const std::array conditions{detail::table_condition(parts)...};
    return detail::filtered(id, title, metric, conditions);
}
template <FilterPart... Parts>
    requires(sizeof...(Parts) > 0)
Definition filtered(std::string_view id, const Definition& metric, const Parts&... parts) {
    std::string title{metric.title()};
    title.append(" (").append(id).append(")");
    return filtered(id, title, metric, parts...);
}

}  // namespace kpi
}  // namespace saleskpi::inline v0_3
