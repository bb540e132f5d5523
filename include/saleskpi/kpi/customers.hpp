// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/predicates.hpp>

/// How many customers there are, who come, who leave, and who stay.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

namespace ingredients {

inline constexpr auto customers_throughout =
    count<Customer>().active_throughout(customer::since, customer::until);

inline constexpr auto won_from_somebody = won && is_known(deal::customer);

}  // namespace ingredients

/// Customers
/// Formula    number of customers
/// Counts     customers whose first day has come and whose last has not
/// Date       a stock, at the end of the period's last day
/// Unit       count
/// No value   there are no customers at all: no_records
/// Rolls up   adds over groups; over time it is the stock of the last day and never a sum
/// Rivals     paying_customers have a running subscription that is not free
inline constexpr auto customers = metric("customers", "Customers", Better::higher, "0.1",
    count<Customer>().active(customer::since, customer::until));

/// Opening customers
/// Formula    customers on the day before the period
/// Counts     customers whose first day had come and whose last had not
/// Date       a stock, at the end of the day before the period
/// Unit       count
/// No value   there are no customers at all: no_records
/// Rolls up   adds over groups; over time it is the stock before the longer period
/// Rivals     this and new_customers less lost_customers are customers
inline constexpr auto opening_customers = metric("opening_customers",
    "Opening customers", Better::higher, "0.3",
    count<Customer>().active_at_start(customer::since, customer::until));

/// New customers
/// Formula    number of customers who began
/// Counts     customers by their first day; one who comes back begins again, with a record of its own
/// Date       first day as a customer
/// Unit       count
/// No value   there are no customers at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     deals won of the kind new_business
inline constexpr auto new_customers = metric("new_customers", "New customers", Better::higher, "0.1",
    count<Customer>().by(customer::since));

/// Lost customers
/// Formula    number of customers who left
/// Counts     customers by the first day on which they no longer were one
/// Date       first day no longer a customer
/// Unit       count
/// No value   there are no customers at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     those of the start who left: customers who joined and left in the period count here
inline constexpr auto lost_customers = metric("lost_customers", "Lost customers", Better::lower, "0.1",
    count<Customer>().by(customer::until));

/// Customer churn rate
/// Formula    customers of the start who left in the period / customers at the start
/// Counts     customers at the start; who joined meanwhile does not enter, whether or not they left
/// Date       the day before the period, and the period's last day
/// Unit       ratio, of the period: a monthly and a yearly rate are not comparable
/// No value   there were no customers at the start: no_records
/// Rolls up   both numbers add over groups; over time it is recomputed from the longer period's edges
/// Rivals     customer_churn_rate_with_joiners; the sum of monthly rates, which may exceed 100 %
inline constexpr auto customer_churn_rate = metric("customer_churn_rate",
    "Customer churn rate", Better::lower, "0.1",
    (opening_customers - ingredients::customers_throughout) / opening_customers);

/// Customer churn rate with joiners
/// Formula    customers who left in the period / (customers at the start + new customers)
/// Counts     all who left, those who had joined in the same period among them
/// Date       the day before the period; the days on which customers join and leave
/// Unit       ratio, of the period
/// No value   there were no customers and none joined: no_records
/// Rolls up   the numbers add over groups; over time it is recomputed from the longer period
/// Rivals     customer_churn_rate is of the customers at the start only
inline constexpr auto customer_churn_rate_with_joiners = metric("customer_churn_rate_with_joiners",
    "Customer churn rate with joiners", Better::lower, "0.1",
    lost_customers / (opening_customers + new_customers));

/// Retention rate
/// Formula    customers of the start still there at the end / customers at the start
/// Counts     customers at the start; new ones, and those who left and came back, do not enter
/// Date       the day before the period, and the period's last day
/// Unit       ratio, of the period
/// No value   there were no customers at the start: no_records
/// Rolls up   both numbers add over groups; over time it is recomputed from the longer period's edges
/// Rivals     retention_rate_net_of_new
inline constexpr auto retention_rate = metric("retention_rate",
    "Retention rate", Better::higher, "0.1",
    ingredients::customers_throughout / opening_customers);

/// Retention rate net of new customers
/// Formula    (customers at the end - new customers) / customers at the start
/// Counts     as commonly published: a new customer who leaves at once lowers it
/// Date       the day before the period, its last day, and the days of joining
/// Unit       ratio, of the period
/// No value   no customers at the start: zero_denominator; none at the end either: no_records
/// Rolls up   the numbers add over groups; over time it is recomputed from the longer period
/// Rivals     retention_rate follows the customers of the start
inline constexpr auto retention_rate_net_of_new = metric("retention_rate_net_of_new",
    "Retention rate net of new customers", Better::higher, "0.1",
    (customers - new_customers) / opening_customers);

/// Customer growth
/// Formula    (customers at the end - customers at the start) / customers at the start
/// Counts     customers as they stand on both days
/// Date       the day before the period, and the period's last day
/// Unit       ratio, of the period
/// No value   no customers at the start: zero_denominator; none at the end either: no_records
/// Rolls up   both numbers add over groups; over time it is recomputed from the longer period's edges
/// Rivals     new_customers / customers, which does not see who left
inline constexpr auto customer_growth = metric("customer_growth",
    "Customer growth", Better::higher, "0.1",
    (customers - opening_customers) / opening_customers);

/// Repeat purchase rate
/// Formula    customers with two won deals or more to date / customers with one or more
/// Counts     won deals that name their customer, of all time up to then
/// Date       the period's last day; day of closing
/// Unit       ratio
/// No value   nobody has bought yet: zero_denominator; there are no deals at all: no_records
/// Rolls up   of groups together all of a customer's deals are taken together; over time it is that of the last day
/// Rivals     of those who bought in the period only; the share of deals that are not the first
inline constexpr auto repeat_purchase_rate = metric("repeat_purchase_rate",
    "Repeat purchase rate", Better::higher, "0.3",
    number_with_several<Deal>(deal::customer).where(ingredients::won_from_somebody).by(deal::closed) /
        number_with_any<Deal>(deal::customer).where(ingredients::won_from_somebody).by(deal::closed));

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
