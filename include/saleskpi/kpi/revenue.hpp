// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/record/reference.hpp>

/// What was sold: amounts and numbers of deals by the day of their decision.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

/// Revenue
/// Formula    sum of the amounts of won deals
/// Counts     won deals with a known amount; a negative amount (a credit note) reduces it
/// Date       day of closing
/// Unit       money
/// No value   there are no deals at all: no_records; none that was won has an amount: missing_values
/// Rolls up   adds over groups and time; a shared deal's amount is apportioned to the cent
/// Rivals     bookings by day of signature, invoiced or recognised revenue: not in these records
inline constexpr auto revenue = metric("revenue", "Revenue", Better::higher, "0.1",
    sum(deal::amount).where(won).by(deal::closed));

/// New business revenue
/// Formula    sum of the amounts of won deals with new customers
/// Counts     won deals of the kind new_business; deals without a kind belong to none
/// Date       day of closing
/// Unit       money
/// No value   as revenue
/// Rolls up   adds over groups and time
/// Rivals     revenue of all kinds of deals
inline constexpr auto new_business_revenue = metric("new_business_revenue",
    "New business revenue", Better::higher, "0.1",
    sum(deal::amount).where(won && new_business).by(deal::closed));

/// Expansion revenue
/// Formula    sum of the amounts of won deals that sell more to a customer (upsell, cross-sell)
/// Counts     won deals of the kind expansion
/// Date       day of closing
/// Unit       money
/// No value   as revenue
/// Rolls up   adds over groups and time
/// Rivals     the growth of recurring revenue, which is measured by the month and not by the deal
inline constexpr auto expansion_revenue = metric("expansion_revenue",
    "Expansion revenue", Better::higher, "0.1",
    sum(deal::amount).where(won && expansion).by(deal::closed));

/// Renewal revenue
/// Formula    sum of the amounts of won deals that prolong a contract
/// Counts     won deals of the kind renewal
/// Date       day of closing
/// Unit       money
/// No value   as revenue
/// Rolls up   adds over groups and time
/// Rivals     revenue of all kinds of deals
inline constexpr auto renewal_revenue = metric("renewal_revenue",
    "Renewal revenue", Better::higher, "0.1",
    sum(deal::amount).where(won && renewal).by(deal::closed));

namespace ingredients {
/// A deal without an amount would hide all others of its customer.
inline constexpr auto bought = won && is_known(deal::amount);
}  // namespace ingredients

/// Revenue from new customers
/// Formula    revenue of customers who had bought nothing before the period
/// Counts     won deals with a known amount, of customers whose earlier ones add up to nothing; one without a customer is new
/// Date       day of closing; what was bought before, on the day before the period
/// Unit       money
/// No value   there are no deals at all: no_records
/// Rolls up   in each group who is new to it; over time who had bought nothing before the longer period
/// Rivals     new_business_revenue, by the kind that deals say they are of
inline constexpr auto revenue_from_new_customers = metric("revenue_from_new_customers",
    "Revenue from new customers", Better::higher, "0.3",
    gained(deal::amount, deal::customer).where(ingredients::bought).by(deal::closed));

/// Revenue from returning customers
/// Formula    revenue of customers who had bought before the period
/// Counts     won deals with a known amount; credit notes reduce it
/// Date       day of closing; what was bought before, on the day before the period
/// Unit       money
/// No value   there are no deals at all: no_records
/// Rolls up   in each group who is not new to it; over time who had bought before the longer period
/// Rivals     expansion_revenue and renewal_revenue, by the kind that deals say they are of
inline constexpr auto revenue_from_returning_customers = metric(
    "revenue_from_returning_customers", "Revenue from returning customers", Better::higher, "0.3",
    grown(deal::amount, deal::customer).where(ingredients::bought).by(deal::closed) -
        shrunk(deal::amount, deal::customer).where(ingredients::bought).by(deal::closed) -
        gone(deal::amount, deal::customer).where(ingredients::bought).by(deal::closed));

/// Deals won
/// Formula    number of won deals
/// Counts     won deals, whether or not their amount is known
/// Date       day of closing
/// Unit       count
/// No value   there are no deals at all: no_records; where none was won it is 0
/// Rolls up   adds over groups and time; a shared deal counts once above its reps
/// Rivals     none
inline constexpr auto deals_won = metric("deals_won", "Deals won", Better::higher, "0.1",
    count<Deal>().where(won).by(deal::closed));

/// Deals lost
/// Formula    number of lost deals
/// Counts     lost deals
/// Date       day of closing
/// Unit       count
/// No value   there are no deals at all: no_records
/// Rolls up   adds over groups and time; a shared deal counts once above its reps
/// Rivals     none
inline constexpr auto deals_lost = metric("deals_lost", "Deals lost", Better::lower, "0.1",
    count<Deal>().where(lost).by(deal::closed));

/// Deals decided
/// Formula    number of deals won or lost
/// Counts     deals that reached a decision; open ones are left out
/// Date       day of closing
/// Unit       count
/// No value   there are no deals at all: no_records
/// Rolls up   adds over groups and time; a shared deal counts once above its reps
/// Rivals     none
inline constexpr auto deals_decided = metric("deals_decided", "Deals decided", Better::neither, "0.1",
    count<Deal>().where(decided).by(deal::closed));

/// Units sold
/// Formula    sum of the units of won deals
/// Counts     won deals with a known number of units
/// Date       day of closing
/// Unit       count
/// No value   no deals at all: no_records; none that was won has a number: missing_values
/// Rolls up   adds over groups and time
/// Rivals     deals_won counts deals
inline constexpr auto units_sold = metric("units_sold", "Units sold", Better::higher, "0.1",
    sum(deal::units).where(won).by(deal::closed));

/// Average deal size (average purchase value)
/// Formula    mean amount of won deals
/// Counts     won deals with a known amount: an unknown one is neither a zero nor a deal here
/// Date       day of closing
/// Unit       money
/// No value   nothing was won in the period: no_records; no amount is known: missing_values
/// Rolls up   the sum and the number of known amounts add; the mean is recomputed
/// Rivals     revenue / deals_won takes unknown amounts for zero; median_deal_size
inline constexpr auto average_deal_size = metric("average_deal_size",
    "Average deal size", Better::higher, "0.1",
    mean(deal::amount).where(won).by(deal::closed));

/// Median deal size
/// Formula    the middle amount of won deals; of an even number, the mean of the middle two
/// Counts     won deals with a known amount
/// Date       day of closing
/// Unit       money
/// No value   nothing was won in the period: no_records; no amount is known: missing_values
/// Rolls up   from the amounts themselves: medians do not add and do not average
/// Rivals     average_deal_size, which one large deal can double
inline constexpr auto median_deal_size = metric("median_deal_size",
    "Median deal size", Better::higher, "0.1",
    median(deal::amount).where(won).by(deal::closed));

/// Largest deal
/// Formula    the largest amount of a won deal
/// Counts     won deals with a known amount
/// Date       day of closing
/// Unit       money
/// No value   nothing was won in the period: no_records; no amount is known: missing_values
/// Rolls up   the largest of the largest
/// Rivals     none
inline constexpr auto largest_deal = metric("largest_deal", "Largest deal", Better::higher, "0.1",
    largest(deal::amount).where(won).by(deal::closed));

/// Revenue per customer
/// Formula    revenue / different customers who bought in the period
/// Counts     won deals with a known amount; a customer who bought twice counts once, one without an id not at all
/// Date       day of closing
/// Unit       money
/// No value   nothing was won in the period: no_records; no deal names a customer: zero_denominator
/// Rolls up   amounts add, the sets of customers are united, and the ratio is recomputed
/// Rivals     average_deal_size is per deal; arpa is recurring revenue per paying customer
inline constexpr auto revenue_per_customer = metric("revenue_per_customer",
    "Revenue per customer", Better::higher, "0.1",
    revenue / distinct(deal::customer).where(won && is_known(deal::amount)).by(deal::closed));

/// Revenue per rep
/// Formula    revenue / reps in seat on average over the period
/// Counts     won deals, and all reps in seat: one who sold nothing counts
/// Date       day of closing; reps by the days of their assignments
/// Unit       money
/// No value   no deals at all: no_records; nobody in seat in the period: zero_denominator
/// Rolls up   amounts and rep-months add over groups and time; the ratio is recomputed
/// Rivals     revenue_per_rep_month; revenue by the headcount of the last day
inline constexpr auto revenue_per_rep = metric("revenue_per_rep",
    "Revenue per rep", Better::higher, "0.1", revenue / average_reps());

/// Revenue per rep-month
/// Formula    revenue / months that reps were in seat in the period
/// Counts     won deals, and all reps in seat: one who sold nothing counts
/// Date       day of closing; reps by the days of their assignments
/// Unit       money a month
/// No value   no deals at all: no_records; nobody in seat in the period: zero_denominator
/// Rolls up   amounts and rep-months add over groups and time; the ratio is recomputed
/// Rivals     revenue_per_rep is for the whole period
inline constexpr auto revenue_per_rep_month = metric("revenue_per_rep_month",
    "Revenue per rep-month", Better::higher, "0.1",
    revenue / time_in_force<Assignment>().active(assignment::from, assignment::until));

//! [deals_won_per_rep]
/// Deals won per rep
/// Formula    deals won / reps in seat on average over the period
/// Counts     won deals, and all reps in seat: one who won nothing counts
/// Date       day of closing; reps by the days of their assignments
/// Unit       count
/// No value   no deals at all: no_records; nobody in seat in the period: zero_denominator
/// Rolls up   deals and rep-months add over groups and time; the ratio is recomputed
/// Rivals     deals by those who won any; revenue_per_rep counts the money
inline constexpr auto deals_won_per_rep = metric("deals_won_per_rep",
    "Deals won per rep", Better::higher, "0.2", deals_won / average_reps());
//! [deals_won_per_rep]

/// Revenue growth
/// Formula    (revenue - revenue of the period before) / |revenue of the period before|
/// Counts     won deals with a known amount
/// Date       day of closing
/// Unit       ratio
/// No value   the period before lies outside the data: no_prior_period; it sold 0: zero_base
/// Rolls up   the revenue of both periods adds; the growth is recomputed
/// Rivals     revenue_growth_year_over_year, which a season does not mislead
inline constexpr auto revenue_growth = metric("revenue_growth",
    "Revenue growth", Better::higher, "0.1", change(revenue, previous));

/// Revenue growth, year over year
/// Formula    (revenue - revenue of the same period a year before) / |the latter|
/// Counts     won deals with a known amount
/// Date       day of closing
/// Unit       ratio
/// No value   the year before lies outside the data: no_prior_period; it sold 0: zero_base
/// Rolls up   the revenue of both periods adds; the growth is recomputed
/// Rivals     revenue_growth compares with the period just before
inline constexpr auto revenue_growth_year_over_year = metric("revenue_growth_year_over_year",
    "Revenue growth, year over year", Better::higher, "0.1", change(revenue, year_over_year));

/// Revenue share
/// Formula    revenue / revenue of the group around: of a rep in a report by team and rep, the team's
/// Counts     won deals with a known amount
/// Date       day of closing
/// Unit       ratio
/// No value   no deals at all, or nothing was won in the group around: no_records; it sold 0: zero_denominator
/// Rolls up   the revenue of both groups adds; the share is recomputed
/// Rivals     the share of a level further up; market_share
inline constexpr auto revenue_share = metric("revenue_share", "Revenue share", Better::neither, "0.2",
    share_of(revenue, Level::parent));

/// Market share
/// Formula    revenue / size of the market
/// Counts     won deals with a known amount; references named market_size, which must not overlap
/// Date       day of closing; the days of the reference that lie in the period, each an equal part
/// Unit       ratio
/// No value   no deals or references at all: no_records; no market_size for the period: zero_denominator
/// Rolls up   revenue adds; sizes add over markets and time; the ratio is recomputed
/// Rivals     share by number of customers or units; revenue_growth does not see that the market grows
inline constexpr auto market_share = metric("market_share", "Market share", Better::higher, "0.2",
    revenue / sum(reference::amount).where(reference::name == "market_size")
                  .spread(reference::from, reference::until));

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
