// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/revenue.hpp>

/// Results against targets. Any metric has these: `attainment(win_rate)`, `target_of(calls)`; those
/// named here are the ones that many ask for.
namespace saleskpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

/// Revenue target
/// Formula    the targets for revenue, each spread evenly over its days
/// Counts     target rows for the metric "revenue" and the very group, else those of its members
/// Date       the days of the target that lie in the period
/// Unit       money
/// No value   nobody set one: no_target
/// Rolls up   a group's own target where it has one, else the sum of its members'; adds over time
/// Rivals     none
inline constexpr auto revenue_target = metric("revenue_target",
    "Revenue target", Better::neither, "0.1", target_of(revenue));

/// Revenue attainment
/// Formula    revenue / target for revenue
/// Counts     revenue of those who have a target: sales of a rep without one are left out
/// Date       day of closing; targets spread evenly over their days
/// Unit       ratio
/// No value   nobody set a target: no_target; it is zero: zero_target
/// Rolls up   revenue and target add; the ratio is recomputed and never averaged
/// Rivals     all revenue over the target of some reps; actual / (target x weight)
inline constexpr auto revenue_attainment = metric("revenue_attainment",
    "Revenue attainment", Better::higher, "0.1", attainment(revenue));

// clang-format on
}  // namespace saleskpi
