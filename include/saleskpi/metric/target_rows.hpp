// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/additivity.hpp>
#include <saleskpi/metric/metric.hpp>
#include <saleskpi/metric/steps.hpp>
#include <saleskpi/record/reference.hpp>
#include <saleskpi/record/target.hpp>

#include <string_view>

/// The records that set a target, or a reference figure, for a metric, as a leaf. Figures of other
/// things than money are plain numbers in the metric's own unit.
namespace saleskpi::inline v0_3::detail {

/// A formula of one leaf, in another unit.
template <Unit U, Unit V, std::size_t T>
constexpr auto in_unit(const Formula<V, 1, T, 1>& plain) {
    Formula<U, 1, T, 1> f;
    f.leaves = plain.leaves;
    f.tests = plain.tests;
    f.steps = plain.steps;
    f.leaves[0].value.unit = U;
    f.steps[0].unit = U;
    return f;
}

/// Only a target for what adds up over time can be apportioned by days: a third of a quarter's
/// target of 40 % is still 40 %. For the others it is the target in force at the period's end.
template <Unit U>
constexpr auto target_rows(const ConstantText& id, Additivity additivity) {
    const auto rows = [&](const auto& value) {
        const auto set = kpi::target::metric == id;
        const auto all = kpi::sum(value).where(set);
        if (additivity == Additivity::groups_and_time)
            return all.spread(kpi::target::from, kpi::target::until).formula();
        if (additivity == Additivity::groups)
            return all.active(kpi::target::from, kpi::target::until).formula();
        return kpi::mean(value).where(set).active(kpi::target::from, kpi::target::until).formula();
    };
    if constexpr (U == Unit::money)
        return rows(kpi::target::amount);
    else
        return in_unit<U>(rows(kpi::target::number));
}

template <MetricConstant M>
constexpr auto target_rows_of(const M& m) {
    return target_rows<M::unit>(std::string_view{m.id()}, adds_over(m.formula()));
}

/// The benchmark for a metric: the one in force at the period's end.
template <Unit U>
constexpr auto benchmark_rows(const ConstantText& id) {
    const auto rows = [&](const auto& value) {
        return kpi::mean(value)
            .where(kpi::reference::name == "benchmark" && kpi::reference::metric == id)
            .active(kpi::reference::from, kpi::reference::until)
            .formula();
    };
    if constexpr (U == Unit::money)
        return rows(kpi::reference::amount);
    else
        return in_unit<U>(rows(kpi::reference::number));
}

template <MetricConstant M>
constexpr auto benchmark_rows_of(const M& m) {
    return benchmark_rows<M::unit>(std::string_view{m.id()});
}

}  // namespace saleskpi::inline v0_3::detail
