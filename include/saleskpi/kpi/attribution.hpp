// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/metric/metric.hpp>

/// To which source, channel or campaign revenue is owed, where a deal was touched by several.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

/// Attributed revenue
/// Formula    sum of the parts of won deals' amounts, shared out equally among their touches
/// Counts     touches up to the closing of a won deal with a known amount
/// Date       day of the deal's closing
/// Unit       money
/// No value   there are no touches at all: no_records; no such deal has an amount: missing_values
/// Rolls up   adds over groups and time; over all sources it is the revenue of the touched deals
/// Rivals     first_touch_revenue, last_touch_revenue: all to one touch
inline constexpr auto attributed_revenue = metric("attributed_revenue",
    "Attributed revenue", Better::higher, "0.2",
    sum(touch::amount).where(touched_deal_won && is_known(touch::position)).by(touch::deal_closed));

/// First-touch revenue
/// Formula    sum of the amounts of won deals, each with its first touch
/// Counts     the first touch of each won deal; of several on one day the first by name
/// Date       day of the deal's closing
/// Unit       money
/// No value   there are no touches at all: no_records; no such deal has an amount: missing_values
/// Rolls up   adds over groups and time; over all sources it is the revenue of the touched deals
/// Rivals     attributed_revenue gives each touch its part
inline constexpr auto first_touch_revenue = metric("first_touch_revenue",
    "First-touch revenue", Better::higher, "0.2",
    sum(touch::deal_amount)
        .where(touched_deal_won &&
               one_of(touch::position, TouchPosition::only, TouchPosition::first))
        .by(touch::deal_closed));

/// Last-touch revenue
/// Formula    sum of the amounts of won deals, each with its last touch up to the closing
/// Counts     the last touch of each won deal; of several on one day the last by name
/// Date       day of the deal's closing
/// Unit       money
/// No value   there are no touches at all: no_records; no such deal has an amount: missing_values
/// Rolls up   adds over groups and time; over all sources it is the revenue of the touched deals
/// Rivals     attributed_revenue gives each touch its part
inline constexpr auto last_touch_revenue = metric("last_touch_revenue",
    "Last-touch revenue", Better::higher, "0.2",
    sum(touch::deal_amount)
        .where(touched_deal_won &&
               one_of(touch::position, TouchPosition::only, TouchPosition::last))
        .by(touch::deal_closed));

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
