// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/acquisition.hpp>
#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/margin.hpp>
#include <saleskpi/kpi/recurring.hpp>

/// What a customer is worth while they stay.
///
/// All of these multiply a monthly value by a lifetime in months. The churn rate is that of the
/// period at hand, and so the lifetime is the period's own length in months / churn rate: a
/// quarter's churn against a month's revenue would make the same customers worth a third.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

namespace ingredients {

constexpr auto one_month = constant<Unit::months>(1);

}  // namespace ingredients

/// Customer lifetime
/// Formula    months of the period / customer churn rate of the period
/// Counts     customers at the start of the period
/// Date       the day before the period, and the period's last day
/// Unit       months
/// No value   no customers at the start: no_records; none of them left: zero_denominator
/// Rolls up   recomputed from the churn of the group and period
/// Rivals     the mean time that lost customers had stayed, which knows nothing of those who stay
inline constexpr auto customer_lifetime = metric("customer_lifetime",
    "Customer lifetime", Better::higher, "0.1", period_months() / customer_churn_rate);

/// Lifetime value
/// Formula    arpa x gross margin x customer lifetime in months, which is 1 / monthly churn rate
/// Counts     running subscriptions; won deals with a known cost; customers at the start
/// Date       the period's last day; day of closing; the period's edges
/// Unit       money
/// No value   nobody left: zero_denominator; one of the three has no records: no_records
/// Rolls up   recomputed from the parts of the group and period
/// Rivals     lifetime_value_of_revenue leaves the margin out; bounded lifetimes where nobody left
inline constexpr auto lifetime_value = metric("lifetime_value",
    "Lifetime value", Better::higher, "0.1",
    arpa * gross_margin * (customer_lifetime / ingredients::one_month));

/// Lifetime value of revenue
/// Formula    arpa x customer lifetime in months
/// Counts     running subscriptions; customers at the start
/// Date       the period's last day; the period's edges
/// Unit       money
/// No value   nobody left: zero_denominator; no subscriptions or customers: no_records
/// Rolls up   recomputed from the parts of the group and period
/// Rivals     lifetime_value is of the margin
inline constexpr auto lifetime_value_of_revenue = metric("lifetime_value_of_revenue",
    "Lifetime value of revenue", Better::higher, "0.1",
    arpa * (customer_lifetime / ingredients::one_month));

/// Lifetime value, net of acquisition
/// Formula    lifetime value - customer acquisition cost
/// Counts     as the two
/// Date       as the two
/// Unit       money
/// No value   one of the two has none: its reason
/// Rolls up   recomputed from the parts of the group and period
/// Rivals     ltv_to_cac is the ratio of the two
inline constexpr auto lifetime_value_net = metric("lifetime_value_net",
    "Lifetime value, net of acquisition", Better::higher, "0.1",
    lifetime_value - customer_acquisition_cost);

/// Lifetime value to acquisition cost
/// Formula    lifetime value / customer acquisition cost
/// Counts     as the two
/// Date       as the two
/// Unit       ratio
/// No value   one of the two has none: its reason; customers cost nothing: zero_denominator
/// Rolls up   recomputed from the parts of the group and period
/// Rivals     with lifetime_value_of_revenue it looks better than it is
inline constexpr auto ltv_to_cac = metric("ltv_to_cac",
    "Lifetime value to acquisition cost", Better::higher, "0.1",
    lifetime_value / customer_acquisition_cost);

/// Payback of acquisition cost
/// Formula    customer acquisition cost / (arpa x gross margin)
/// Counts     as customer_acquisition_cost; running subscriptions; won deals with a known cost
/// Date       day of the spend; first day as a customer; the period's last day; day of closing
/// Unit       months
/// No value   one of its parts has none: its reason; nothing is earned: zero_denominator
/// Rolls up   recomputed from the parts of the group and period
/// Rivals     over revenue instead of margin
inline constexpr auto cac_payback = metric("cac_payback",
    "Payback of acquisition cost", Better::lower, "0.1",
    customer_acquisition_cost / (arpa * gross_margin) * ingredients::one_month);

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
