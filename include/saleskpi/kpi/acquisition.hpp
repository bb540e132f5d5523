// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/cycle.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/predicates.hpp>

/// What a lead, an opportunity and a customer cost.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

/// Customer acquisition cost
/// Formula    spend on sales and marketing / new customers
/// Counts     all spend; all new customers, those who came by themselves too
/// Date       day of the spend; first day as a customer
/// Unit       money
/// No value   no spend at all: no_records; no new customer: zero_denominator; the spend still adds up
/// Rolls up   spend and customers add over groups and time; the ratio is recomputed
/// Rivals     customer_acquisition_cost_paid; customer_acquisition_cost_lagged
inline constexpr auto customer_acquisition_cost = metric("customer_acquisition_cost",
    "Customer acquisition cost", Better::lower, "0.1",
    sum(spend::amount).by(spend::date) / new_customers);

/// Customer acquisition cost, paid
/// Formula    spend on sales and marketing / new customers won through paid marketing
/// Counts     all spend; new customers marked as paid for, not the organic or unmarked ones
/// Date       day of the spend; first day as a customer
/// Unit       money
/// No value   no spend at all: no_records; no such customer in the period: zero_denominator
/// Rolls up   spend and customers add over groups and time; the ratio is recomputed
/// Rivals     customer_acquisition_cost blends organic customers in
inline constexpr auto customer_acquisition_cost_paid = metric("customer_acquisition_cost_paid",
    "Customer acquisition cost, paid", Better::lower, "0.1",
    sum(spend::amount).by(spend::date) / count<Customer>().where(paid_for).by(customer::since));

/// Customer acquisition cost, lagged
/// Formula    spend on sales and marketing of the period one sales cycle earlier / new customers
/// Counts     all spend; all new customers
/// Date       day of the spend, by as many whole periods earlier as the mean sales cycle is long
/// Unit       money
/// No value   no sales cycle is known: its reason; no spend so far back: no_prior_period; nobody new: zero_denominator
/// Rolls up   spend and customers add; cycle, lag and ratio are recomputed for each group and period
/// Rivals     customer_acquisition_cost is by the spend of the period in which the customers came
inline constexpr auto customer_acquisition_cost_lagged = metric("customer_acquisition_cost_lagged",
    "Customer acquisition cost, lagged", Better::lower, "0.2",
    lagged(sum(spend::amount).by(spend::date), sales_cycle) / new_customers);

/// Cost per lead
/// Formula    spend on marketing / leads created
/// Counts     spend for the purpose of marketing; all leads, bought or not
/// Date       day of the spend; day of the lead's creation
/// Unit       money
/// No value   no spend at all: no_records; no lead was created in the period: zero_denominator
/// Rolls up   spend and leads add over groups and time; the ratio is recomputed
/// Rivals     by campaign or channel, each spend is over the leads of its own
inline constexpr auto cost_per_lead = metric("cost_per_lead", "Cost per lead", Better::lower, "0.1",
    sum(spend::amount).where(on_marketing).by(spend::date) / leads_created);

/// Cost per opportunity
/// Formula    spend on marketing / opportunities created
/// Counts     spend for the purpose of marketing; all deals that became an opportunity
/// Date       day of the spend; day on which the deal became an opportunity
/// Unit       money
/// No value   no spend at all: no_records; no opportunity in the period: zero_denominator
/// Rolls up   spend and opportunities add over groups and time; the ratio is recomputed
/// Rivals     cost_per_lead
inline constexpr auto cost_per_opportunity = metric("cost_per_opportunity",
    "Cost per opportunity", Better::lower, "0.1",
    sum(spend::amount).where(on_marketing).by(spend::date) / opportunities_created);

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
