// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/metric.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// Says that the aggregates over these records stay as they are: `kpi::unfiltered<Spend>`.
template <class RecordT>
struct Unfiltered {
    using record = RecordT;
};

namespace detail {

template <class T>
inline constexpr bool is_condition = false;
template <class R, std::size_t N>
inline constexpr bool is_condition<Condition<R, N>> = true;
template <class T>
inline constexpr bool is_unfiltered = false;
template <class R>
inline constexpr bool is_unfiltered<Unfiltered<R>> = true;

/// How many tests a part adds to each aggregate, at most: its own, and the `and` before them.
template <class Part>
consteval std::size_t tests_added() {
    if constexpr (is_condition<Part>)
        return std::tuple_size_v<decltype(Part::tests)> + 1;
    else
        return 0;
}

// Functions of their own and not plain throws: in a constant, compilers then print their names.
[[noreturn]] inline void no_aggregate_of_the_metric_reads_the_records_of_this_condition() {
    throw Error{
        ErrorCode::invalid_definition,
        "no aggregate of the metric reads the records of this condition: it would filter nothing"};
}
[[noreturn]] inline void each_table_of_the_metric_wants_a_condition_or_unfiltered() {
    throw Error{
        ErrorCode::invalid_definition,
        "the metric has aggregates over other records too: give a condition for each table, or say "
        "unfiltered<T>"};
}

/// The formula with the parts' tests added, at most More to each aggregate.
template <std::size_t More, Unit U, std::size_t L, std::size_t T, std::size_t S, class... Parts>
constexpr auto with_conditions(const Formula<U, L, T, S>& f, const Parts&... parts) {
    Formula<U, L, T + L * More, S> g;
    g.steps = f.steps;
    std::size_t next = 0;
    for (std::size_t i = 0; i < L; ++i) {
        Leaf leaf = f.leaves[i];
        const std::size_t first = next;
        for (std::size_t t = 0; t < leaf.tests; ++t)
            g.tests[next++] = f.tests[leaf.first_test + t];
        bool is_named = false;
        const auto apply = [&]<class P>(const P& part) {
            if (leaf.table != table_of<typename P::record>()) return;
            is_named = true;
            if constexpr (is_condition<P>) {
                const bool is_first = next == first;
                for (const Test& test : part.tests)
                    g.tests[next++] = test;
                if (!is_first) g.tests[next++].op = Test::Op::all;
            }
        };
        (apply(parts), ...);
        if (!is_named) each_table_of_the_metric_wants_a_condition_or_unfiltered();
        leaf.first_test = static_cast<std::uint16_t>(first);
        leaf.tests = static_cast<std::uint16_t>(next - first);
        g.leaves[i] = leaf;
    }
    return g;
}

}  // namespace detail

/// What filtered() takes: conditions, and tables that have none.
template <class T>
concept FilterPart =
    detail::is_condition<std::remove_cvref_t<T>> || detail::is_unfiltered<std::remove_cvref_t<T>>;

namespace kpi {

template <class RecordT>
inline constexpr Unfiltered<RecordT> unfiltered{};

/// The metric over those of its records that also satisfy the conditions: one for each table that it
/// reads, or `unfiltered<Spend>` for a table that stays as it is. A condition that would filter
/// nothing, and a table without a word, are an Error invalid_definition: in a constant they do not
/// compile. To compare it with a target, filter first, `attainment(filtered("web_revenue", ...))`:
/// targets go by id, here "web_revenue".
template <MetricConstant M, FilterPart... Parts>
    requires(sizeof...(Parts) > 0)
constexpr auto filtered(ShortText id, ShortText title, const M& m, const Parts&... parts) {
    const auto& f = m.formula();
    const auto reads = [&](std::string_view table) {
        for (const Leaf& leaf : f.leaves)
            if (leaf.table == table) return true;
        return false;
    };
    if (!(reads(table_of<typename Parts::record>()) && ...))
        detail::no_aggregate_of_the_metric_reads_the_records_of_this_condition();
    return metric(
        id, title, m.better(), "",
        detail::with_conditions<(std::size_t{0} + ... + detail::tests_added<Parts>())>(
            f, parts...));
}

/// The same with the id added to the metric's title.
template <MetricConstant M, FilterPart... Parts>
    requires(sizeof...(Parts) > 0)
constexpr auto filtered(ShortText id, const M& m, const Parts&... parts) {
    ShortText title{m.title()};
    title.append(" (").append(id).append(")");
    return filtered(id, title, m, parts...);
}

}  // namespace kpi
}  // namespace saleskpi::inline v0_3
