// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/additivity.hpp>
#include <saleskpi/metric/metric.hpp>
#include <saleskpi/record/target.hpp>

#include <cstddef>

namespace saleskpi {

inline constexpr Shift previous = Shift::previous;              ///< the period before
inline constexpr Shift year_over_year = Shift::year_over_year;  ///< the same period a year before

constexpr std::string_view name(Shift shift) {
    return shift == Shift::previous ? "previous" : "year_over_year";
}

namespace detail {

template <MetricConstant M>
constexpr ShortText call_text(std::string_view function, const M& m, std::string_view more = {}) {
    ShortText text{function};
    text.append("(").append(m.id());
    if (!more.empty()) text.append(", ").append(more);
    return text.append(")");
}

constexpr std::string_view change_title(Shift shift) {
    return shift == Shift::previous ? ", change to the period before"
                                    : ", change to the year before";
}

/// "Revenue, attainment".
template <MetricConstant M>
constexpr ShortText title_text(const M& m, std::string_view of_it) {
    return ShortText{m.title()}.append(of_it);
}

/// The rows of the target table that set a target for the metric of that id, as a leaf. Targets of
/// other things than money are plain numbers in the metric's own unit.
///
/// Only a target for what adds up over time can be apportioned by days: a third of a quarter's
/// target of 40 % is still 40 %. For the others it is the target in force at the period's end.
template <Unit U>
constexpr auto target_rows(std::string_view id, Additivity additivity) {
    const auto rows = [&](const auto& value) {
        const auto set = target::metric == id;
        const auto all = sum(value).where(set);
        if (additivity == Additivity::groups_and_time)
            return all.spread(target::from, target::until).formula();
        if (additivity == Additivity::groups)
            return all.active(target::from, target::until).formula();
        return mean(value).where(set).active(target::from, target::until).formula();
    };
    if constexpr (U == Unit::money) {
        return rows(target::amount);
    } else {
        const auto plain = rows(target::number);
        Formula<U, plain.leaves.size(), plain.tests.size(), plain.steps.size()> f;
        f.leaves = plain.leaves;
        f.tests = plain.tests;
        f.steps = plain.steps;
        f.leaves[0].value.unit = U;
        f.steps[0].unit = U;
        return f;
    }
}

}  // namespace detail

/// The target for a metric: target rows of that metric, spread over their days if the metric adds
/// up over time, else those in force at the period's end.
/// A group's target is its own if it has one, else the sum of its members' targets.
/// No value: no_target.
template <MetricConstant M>
constexpr auto target_of(const M& m) {
    const auto& f = m.formula();
    Step step;
    step.op = Step::Op::target;
    return metric(
        detail::call_text("target", m), detail::title_text(m, ", target"), Better::neither, "0.1",
        detail::unary<M::unit>(
            detail::target_rows<M::unit>(m.id(), additivity(f.leaves, f.steps)), step));
}
/// The result refers to the metric's id: name the metric first.
template <MetricConstant M>
constexpr void target_of(const M&& m) = delete;

/// How much of its target a metric reached; for a metric of which less is better, target / actual.
/// Where a group has no target of its own, only its members that have one count, on both sides.
/// No value: no_target, zero_target.
template <MetricConstant M>
constexpr auto attainment(const M& m) {
    const auto op = m.better() == Better::lower ? Step::Op::attain_lower : Step::Op::attain;
    return metric(
        detail::call_text("attainment", m), detail::title_text(m, ", attainment"), Better::higher,
        "0.1", detail::binary<Unit::ratio>(op, m.formula(), target_of(m).formula()));
}
/// The result refers to the metric's id: name the metric first.
template <MetricConstant M>
constexpr void attainment(const M&& m) = delete;

/// (now - before) / |before|, before being the period that `shift` names; of a period that is cut
/// short, the same elapsed part. No value: no_prior_period, zero_base.
template <MetricConstant M>
constexpr auto change(const M& m, Shift shift) {
    Step step;
    step.op = Step::Op::change;
    step.shift = shift;
    return metric(
        detail::call_text("change", m, name(shift)),
        detail::title_text(m, detail::change_title(shift)), m.better(), "0.1",
        detail::unary<Unit::ratio>(m.formula(), step));
}

/// The length of the period in months, each calendar month counting as one.
constexpr auto period_months() {
    Formula<Unit::months, 0, 0, 1> f;
    f.steps[0].op = Step::Op::period_months;
    f.steps[0].unit = Unit::months;
    return f;
}

/// The metric over those of its records that also satisfy the condition.
/// Leaves over other tables stay as they are.
template <MetricConstant M, class R, std::size_t N>
constexpr auto filtered(ShortText id, const M& m, const Condition<R, N>& condition) {
    const auto& f = m.formula();
    return [&]<Unit U, std::size_t L, std::size_t T, std::size_t S>(const Formula<U, L, T, S>&) {
        Formula<U, L, T + L*(N + 1), S> g;
        g.steps = f.steps;
        std::size_t next = 0;
        for (std::size_t i = 0; i < L; ++i) {
            Leaf leaf = f.leaves[i];
            const std::size_t first = next;
            for (std::size_t t = 0; t < leaf.tests; ++t)
                g.tests[next++] = f.tests[leaf.first_test + t];
            if (leaf.table == table_of<R>()) {
                for (std::size_t t = 0; t < N; ++t)
                    g.tests[next++] = condition.tests[t];
                if (leaf.tests > 0) g.tests[next++].op = Test::Op::all;
            }
            leaf.first_test = static_cast<std::uint16_t>(first);
            leaf.tests = static_cast<std::uint16_t>(next - first);
            g.leaves[i] = leaf;
        }
        return metric(id, m.title(), m.better(), "", g);
    }(f);
}

}  // namespace saleskpi
