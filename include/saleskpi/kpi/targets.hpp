// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/revenue.hpp>

/// Results against targets. Any metric has these: `attainment(win_rate)`, `target_of(calls)`; those
/// named here are the ones that many ask for.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
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

/// Revenue gap to target
/// Formula    target for revenue - revenue
/// Counts     revenue of those who have a target
/// Date       day of closing; targets spread evenly over their days
/// Unit       money
/// No value   nobody set a target: no_target
/// Rolls up   both add over groups and time; beyond the target it is negative
/// Rivals     what is missing of the target of the whole period: revenue_required_per_day
inline constexpr auto revenue_gap_to_target = metric("revenue_gap_to_target",
    "Revenue gap to target", Better::lower, "0.2", gap_to_target(revenue));

/// Revenue pace
/// Formula    revenue / the target's part up to the day as of which the book is known
/// Counts     revenue of those who have a target
/// Date       day of closing; targets spread evenly over their days
/// Unit       ratio, 1 being on time
/// No value   nobody set a target: no_target; it is zero: zero_target; before the period: immature
/// Rolls up   revenue and target add; the ratio is recomputed
/// Rivals     revenue_attainment is of the whole period's target, and looks late until its end
inline constexpr auto revenue_pace = metric("revenue_pace",
    "Revenue pace", Better::higher, "0.2", pace(revenue));

/// Revenue run rate
/// Formula    revenue so far / days so far x days of the period
/// Counts     won deals with a known amount
/// Date       day of closing, up to the day as of which the book is known
/// Unit       money
/// No value   as revenue; before the period: immature
/// Rolls up   revenue adds; it is carried on for each group and period
/// Rivals     revenue x what the season has yet to bring, from the year before
inline constexpr auto revenue_run_rate = metric("revenue_run_rate",
    "Revenue run rate", Better::higher, "0.2", run_rate(revenue));

/// Revenue required per day
/// Formula    (target for revenue of the whole period - revenue so far) / days left
/// Counts     revenue of those who have a target; once it is reached nothing is required
/// Date       day of closing; targets spread evenly over their days
/// Unit       money a day
/// No value   nobody set a target: no_target; no day is left: zero_denominator
/// Rolls up   revenue and target add; the quotient is recomputed
/// Rivals     revenue_gap_to_target is what is missing so far
inline constexpr auto revenue_required_per_day = metric("revenue_required_per_day",
    "Revenue required per day", Better::lower, "0.2", required_run_rate(revenue));

/// Reps at their revenue target
/// Formula    reps whose revenue reached their target / reps with a target
/// Counts     reps with a target of their own that is not zero
/// Date       day of closing; targets spread evenly over their days
/// Unit       ratio
/// No value   no rep has such a target: no_target
/// Rolls up   counted anew for each group and period: who missed a month may reach the quarter
/// Rivals     revenue_attainment of the team, which one strong rep can lift
inline constexpr auto reps_at_revenue_target = metric("reps_at_revenue_target",
    "Reps at their revenue target", Better::higher, "0.2", reps_at_target(revenue));

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
