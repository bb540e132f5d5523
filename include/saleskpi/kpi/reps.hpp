// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/predicates.hpp>

/// How many reps there are in seat, who comes and who leaves.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

/// Reps in seat
/// Formula    number of different reps with an assignment in force
/// Counts     assignments that have begun and not ended; one without a first day is in force since ever
/// Date       a stock, at the end of the period's last day
/// Unit       count
/// No value   there are no assignments at all: no_records
/// Rolls up   the sets of reps are united; over time it is the set of the last day
/// Rivals     reps who did something in the period; months in seat, as revenue_per_rep_month counts
inline constexpr auto reps_in_seat = metric("reps_in_seat", "Reps in seat", Better::higher, "0.3",
    distinct(assignment::rep).active(assignment::from, assignment::until));

/// Opening reps in seat
/// Formula    reps_in_seat on the day before the period
/// Counts     assignments that had begun and not ended
/// Date       a stock, at the end of the day before the period
/// Unit       count
/// No value   there are no assignments at all: no_records
/// Rolls up   the sets of reps are united; over time it is the set before the longer period
/// Rivals     this and reps_joined less reps_left are reps_in_seat, in every group and period
inline constexpr auto opening_reps_in_seat = metric("opening_reps_in_seat",
    "Opening reps in seat", Better::higher, "0.3",
    distinct(assignment::rep).active_at_start(assignment::from, assignment::until));

/// Reps joined
/// Formula    number of reps in seat at the end who were not as the period began
/// Counts     reps by all their assignments; to a team those count, too, who come from another one
/// Date       the day before the period, and the period's last day
/// Unit       count
/// No value   there are no assignments at all: no_records
/// Rolls up   of groups together all of a rep's assignments are taken together; over time by the longer period's edges
/// Rivals     assignments that begin, in which a change of team is a rep who joins
inline constexpr auto reps_joined = metric("reps_joined", "Reps joined", Better::higher, "0.3",
    number_gained<Assignment>(assignment::rep).active(assignment::from, assignment::until));

/// Reps left
/// Formula    number of reps in seat as the period began who are no longer at its end
/// Counts     reps by all their assignments; of a team those count, too, who went to another one
/// Date       the day before the period, and the period's last day
/// Unit       count
/// No value   there are no assignments at all: no_records
/// Rolls up   of groups together all of a rep's assignments are taken together; over time by the longer period's edges
/// Rivals     assignments that end, in which a change of team is a rep who leaves
inline constexpr auto reps_left = metric("reps_left", "Reps left", Better::lower, "0.3",
    number_gone<Assignment>(assignment::rep).active(assignment::from, assignment::until));

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
