// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/predicates.hpp>

/// How long deals take, in civil days, and how long the contracts run that come of them.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

/// Sales cycle
/// Formula    mean days from becoming an opportunity to closing
/// Counts     won deals with both days; one that closed before it opened is left out
/// Date       day of closing
/// Unit       days
/// No value   nothing was won in the period: no_records; no deal has both days: missing_values
/// Rolls up   the days and the number of deals add; the mean is recomputed
/// Rivals     sales_cycle_median, which one slow deal does not move; sales_cycle_from_first_contact
inline constexpr auto sales_cycle = metric("sales_cycle", "Sales cycle", Better::lower, "0.1",
    mean(days_between(deal::opened, deal::closed)).where(won).by(deal::closed));

/// Sales cycle, median
/// Formula    median days from becoming an opportunity to closing
/// Counts     won deals with both days; one that closed before it opened is left out
/// Date       day of closing
/// Unit       days
/// No value   nothing was won in the period: no_records; no deal has both days: missing_values
/// Rolls up   from the days themselves: medians do not add and do not average
/// Rivals     sales_cycle is the mean
inline constexpr auto sales_cycle_median = metric("sales_cycle_median",
    "Sales cycle, median", Better::lower, "0.1",
    median(days_between(deal::opened, deal::closed)).where(won).by(deal::closed));

/// Sales cycle, 90th percentile
/// Formula    the days that 90 % of deals do not exceed, by nearest rank
/// Counts     won deals with both days; one that closed before it opened is left out
/// Date       day of closing
/// Unit       days
/// No value   nothing was won in the period: no_records; no deal has both days: missing_values
/// Rolls up   from the days themselves: percentiles do not add and do not average
/// Rivals     percentiles that interpolate between two deals
inline constexpr auto sales_cycle_p90 = metric("sales_cycle_p90",
    "Sales cycle, 90th percentile", Better::lower, "0.1",
    percentile<90>(days_between(deal::opened, deal::closed)).where(won).by(deal::closed));

/// Sales cycle from first contact
/// Formula    mean days from the first contact to closing
/// Counts     won deals with both days; one that closed before it is left out
/// Date       day of closing
/// Unit       days
/// No value   nothing was won in the period: no_records; no deal has both days: missing_values
/// Rolls up   the days and the number of deals add; the mean is recomputed
/// Rivals     sales_cycle starts where the deal became an opportunity
inline constexpr auto sales_cycle_from_first_contact = metric("sales_cycle_from_first_contact",
    "Sales cycle from first contact", Better::lower, "0.1",
    mean(days_between(deal::first_contact, deal::closed)).where(won).by(deal::closed));

/// Sales cycle from the lead
/// Formula    mean days from the creation of the deal's lead to closing
/// Counts     won deals with both days; one that closed before it is left out
/// Date       day of closing
/// Unit       days
/// No value   nothing was won in the period: no_records; no deal has both days: missing_values
/// Rolls up   the days and the number of deals add; the mean is recomputed
/// Rivals     sales_cycle and sales_cycle_from_first_contact start later
inline constexpr auto sales_cycle_from_lead = metric("sales_cycle_from_lead",
    "Sales cycle from the lead", Better::lower, "0.2",
    mean(days_between(deal::lead_created, deal::closed)).where(won).by(deal::closed));

/// Sales cycle of lost deals
/// Formula    mean days from becoming an opportunity to closing
/// Counts     lost deals with both days; one that closed before it opened is left out
/// Date       day of closing
/// Unit       days
/// No value   nothing was lost in the period: no_records; no deal has both days: missing_values
/// Rolls up   the days and the number of deals add; the mean is recomputed
/// Rivals     sales_cycle is of won deals
inline constexpr auto sales_cycle_lost = metric("sales_cycle_lost",
    "Sales cycle of lost deals", Better::lower, "0.1",
    mean(days_between(deal::opened, deal::closed)).where(lost).by(deal::closed));

/// Contract length
/// Formula    mean of the months of the contracts signed
/// Counts     won deals with a known length, each weighing the same
/// Date       day of closing
/// Unit       months
/// No value   nothing was won in the period: no_records; no length is known: missing_values
/// Rolls up   the months and the number of contracts add; the mean is recomputed
/// Rivals     contract_length_by_value, in which nine small contracts of 1 month weigh little
inline constexpr auto contract_length = metric("contract_length",
    "Contract length", Better::higher, "0.1",
    mean(deal::contract_months).where(won).by(deal::closed));

/// Contract length by value
/// Formula    sum of (amount x months) / sum of amounts
/// Counts     won deals with a known amount and a known length
/// Date       day of closing
/// Unit       months
/// No value   nothing was won in the period: no_records; no deal has both: missing_values; amounts of zero: zero_denominator
/// Rolls up   the weighted months and the amounts add; the mean is recomputed
/// Rivals     contract_length, in which each contract weighs the same
inline constexpr auto contract_length_by_value = metric("contract_length_by_value",
    "Contract length by value", Better::higher, "0.2",
    sum(deal::amount * deal::contract_months).where(won)
            .having(deal::amount, deal::contract_months).by(deal::closed) /
        sum(deal::amount).where(won)
            .having(deal::amount, deal::contract_months).by(deal::closed));

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
