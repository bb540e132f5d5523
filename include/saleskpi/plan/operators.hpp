// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/filtered.hpp>
#include <saleskpi/metric/operators.hpp>
#include <saleskpi/plan/definition.hpp>

#include <array>
#include <span>
#include <string>
#include <string_view>

/// The operators of <saleskpi/metric/operators.hpp> take metrics that are chosen at run time as
/// well. Over the same metric both make the same definition.
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

}  // namespace detail

/// The rows that set a target, or the benchmark, for a metric: for the operators.
Expression target_rows_of(const Definition& metric);
Expression benchmark_rows_of(const Definition& metric);

namespace kpi {

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
