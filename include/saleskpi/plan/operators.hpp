// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/operators.hpp>
#include <saleskpi/plan/definition.hpp>

#include <cstddef>
#include <span>
#include <string_view>

/// The operators of <saleskpi/metric/operators.hpp> take metrics that are chosen at run time as
/// well. Over the same metric both make the same definition.
namespace saleskpi::inline v0_3 {

namespace detail {

Definition filtered(
    std::string_view id,
    const Definition& metric,
    std::string_view table,
    std::span<const Test> condition);

}  // namespace detail

/// The rows that set a target, or the benchmark, for a metric: for the operators.
Expression target_rows_of(const Definition& metric);
Expression benchmark_rows_of(const Definition& metric);

namespace kpi {

/// The metric over those of its records that also satisfy the condition.
template <class R, std::size_t N>
Definition filtered(
    std::string_view id, const Definition& metric, const Condition<R, N>& condition) {
    return detail::filtered(id, metric, table_of<R>(), condition.tests);
}

}  // namespace kpi
}  // namespace saleskpi::inline v0_3
