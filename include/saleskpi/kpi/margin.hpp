// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/cycle.hpp>
#include <saleskpi/kpi/revenue.hpp>

/// What is left of the price: profit, discounts, and what selling cost.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

/// Gross profit (profit contribution)
/// Formula    sum of (amount - cost) of won deals
/// Counts     won deals whose amount and cost are both known
/// Date       day of closing
/// Unit       money
/// No value   no deals at all: no_records; no won deal has both: missing_values
/// Rolls up   adds over groups and time
/// Rivals     revenue - all costs, which takes an unknown cost for zero
inline constexpr auto gross_profit = metric("gross_profit", "Gross profit", Better::higher, "0.1",
    sum(deal::amount - deal::cost).where(won).by(deal::closed));

/// Gross margin
/// Formula    gross profit / revenue, both of the deals whose cost is known
/// Counts     won deals with amount and cost; the others are reported as missing
/// Date       day of closing
/// Unit       ratio
/// No value   nothing was won: no_records; no cost is known: missing_values; sold for 0: zero_denominator
/// Rolls up   profit and amounts add; the ratio is recomputed
/// Rivals     markup is over cost; a margin over all revenue takes an unknown cost for profit lost
inline constexpr auto gross_margin = metric("gross_margin", "Gross margin", Better::higher, "0.1",
    sum(deal::amount - deal::cost).where(won).having(deal::amount, deal::cost).by(deal::closed) /
        sum(deal::amount).where(won).having(deal::amount, deal::cost).by(deal::closed));

/// Markup
/// Formula    gross profit / cost
/// Counts     won deals with amount and cost; the others are reported as missing
/// Date       day of closing
/// Unit       ratio
/// No value   nothing was won: no_records; no cost is known: missing_values; it cost 0: zero_denominator
/// Rolls up   profit and cost add; the ratio is recomputed
/// Rivals     gross_margin is over the price: cost 60, price 100 is a margin of 40 %, a markup of 67 %
inline constexpr auto markup = metric("markup", "Markup", Better::higher, "0.1",
    sum(deal::amount - deal::cost).where(won).having(deal::amount, deal::cost).by(deal::closed) /
        sum(deal::cost).where(won).having(deal::amount, deal::cost).by(deal::closed));

/// Discount rate
/// Formula    1 - sum of amounts / sum of list prices
/// Counts     won deals with amount and list price; the others are reported as missing
/// Date       day of closing
/// Unit       ratio
/// No value   nothing was won: no_records; no list price: missing_values; free items only: zero_denominator
/// Rolls up   amounts and list prices add; the ratio is recomputed
/// Rivals     the mean of each deal's discount, in which a small deal weighs as much as a large one
inline constexpr auto discount_rate = metric("discount_rate", "Discount rate", Better::lower, "0.1",
    1 - sum(deal::amount).where(won).having(deal::amount, deal::list).by(deal::closed) /
            sum(deal::list).where(won).having(deal::amount, deal::list).by(deal::closed));

/// Price realization (margin retained)
/// Formula    sum of amounts / sum of list prices
/// Counts     won deals with amount and list price; the others are reported as missing
/// Date       day of closing
/// Unit       ratio
/// No value   as discount_rate
/// Rolls up   amounts and list prices add; the ratio is recomputed
/// Rivals     discount_rate is the rest to 100 %
inline constexpr auto price_realization = metric("price_realization",
    "Price realization", Better::higher, "0.1",
    sum(deal::amount).where(won).having(deal::amount, deal::list).by(deal::closed) /
        sum(deal::list).where(won).having(deal::amount, deal::list).by(deal::closed));

/// Full price share
/// Formula    amounts sold at list price or above / amounts sold
/// Counts     won deals with amount and list price; the others are reported as missing
/// Date       day of closing
/// Unit       ratio
/// No value   nothing was won: no_records; no list price: missing_values; sold for 0: zero_denominator
/// Rolls up   both amounts add; the ratio is recomputed
/// Rivals     over all revenue, a deal without a list price counts as discounted
inline constexpr auto full_price_share = metric("full_price_share",
    "Full price share", Better::higher, "0.1",
    sum(deal::amount).where(won && deal::amount >= deal::list).by(deal::closed) /
        sum(deal::amount).where(won).having(deal::amount, deal::list).by(deal::closed));

/// Sales cost
/// Formula    sum of spend on sales: pay, commission, bought leads, premises, tools
/// Counts     spend for the purpose of sales; marketing is left out
/// Date       day of the spend
/// Unit       money
/// No value   there is no spend at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     customer_acquisition_cost is of sales and marketing together
inline constexpr auto sales_cost = metric("sales_cost", "Sales cost", Better::lower, "0.1",
    sum(spend::amount).where(on_sales).by(spend::date));

/// Sales cost ratio
/// Formula    sales cost / revenue
/// Counts     spend on sales; won deals with a known amount
/// Date       day of the spend; day of closing
/// Unit       ratio
/// No value   no spend at all: no_records; no deal won in the period, or revenue of 0: zero_denominator
/// Rolls up   spend and revenue add; the ratio is recomputed
/// Rivals     sales_cost_ratio_lagged is by the spend that caused the revenue
inline constexpr auto sales_cost_ratio = metric("sales_cost_ratio",
    "Sales cost ratio", Better::lower, "0.1", sales_cost / revenue);

/// Sales cost ratio, lagged
/// Formula    sales cost of the period one sales cycle earlier / revenue
/// Counts     spend on sales; won deals with a known amount
/// Date       day of the spend, by as many whole periods earlier as the mean sales cycle is long
/// Unit       ratio
/// No value   no sales cycle is known: its reason; no spend so far back: no_prior_period; else as sales_cost_ratio
/// Rolls up   spend and revenue add; cycle, lag and ratio are recomputed for each group and period
/// Rivals     sales_cost_ratio sets the spend of a period against the revenue of the same
inline constexpr auto sales_cost_ratio_lagged = metric("sales_cost_ratio_lagged",
    "Sales cost ratio, lagged", Better::lower, "0.2", lagged(sales_cost, sales_cycle) / revenue);

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
