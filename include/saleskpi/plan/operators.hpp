// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/operators.hpp>
#include <saleskpi/plan/definition.hpp>

#include <cstddef>
#include <span>
#include <string_view>

/// The operators of <saleskpi/metric/operators.hpp> for metrics that are chosen at run time.
/// Over the same metric both make the same definition.
namespace saleskpi {

/// The target for a metric. No value: no_target.
Definition target_of(const Definition& metric);

/// How much of its target a metric reached. No value: no_target, zero_target.
Definition attainment(const Definition& metric);

/// (now - before) / |before|. No value: no_prior_period, zero_base.
Definition change(const Definition& metric, Shift shift);

namespace detail {

Definition filtered(
    std::string_view id,
    const Definition& metric,
    std::string_view table,
    std::span<const Test> condition);

}  // namespace detail

/// The metric over those of its records that also satisfy the condition.
template <class R, std::size_t N>
Definition filtered(
    std::string_view id, const Definition& metric, const Condition<R, N>& condition) {
    return detail::filtered(id, metric, table_of<R>(), condition.tests);
}

}  // namespace saleskpi
