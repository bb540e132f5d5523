// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/recurring.hpp>

/// What becomes of the recurring revenue that customers bring as a period begins, customer by customer,
/// and of these customers; what they are worth by that.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

namespace ingredients {

/// What a subscription brings in a year, exactly.
inline constexpr auto a_year = whole_and_rest(
    subscription::yearly, subscription::yearly_above, subscription::yearly_below);

inline constexpr auto held_a_year =
    held(a_year, subscription::customer).active(subscription::started, subscription::ended);

inline constexpr auto paying_at_start =
    number_held(a_year, subscription::customer).active(subscription::started, subscription::ended);

inline constexpr auto paying_throughout = number_retained(a_year, subscription::customer)
                                              .active(subscription::started, subscription::ended);

}  // namespace ingredients

/// Net revenue retention (NRR)
/// Formula    mrr at the end of customers who paid at the start / their mrr at the start
/// Counts     customers whose subscriptions together brought more than nothing; who came later does not enter
/// Date       the day before the period, and the period's last day
/// Unit       ratio, of the period: that of twelve months is rolling(net_revenue_retention, 12)
/// No value   nobody paid at the start: no_records; nobody's price is known: missing_values
/// Rolls up   of groups together all of a customer's subscriptions are taken together; over time by the edges
/// Rivals     1 - net_mrr_churn_rate, in which customers of the period lose and come back; with new customers
inline constexpr auto net_revenue_retention = metric("net_revenue_retention",
    "Net revenue retention", Better::higher, "0.3",
    retained(ingredients::a_year, subscription::customer)
            .active(subscription::started, subscription::ended) /
        ingredients::held_a_year);

/// Gross revenue retention (GRR)
/// Formula    mrr at the end of customers who paid at the start, of each at most what it was / mrr at the start
/// Counts     as net_revenue_retention; never more than 100 %
/// Date       the day before the period, and the period's last day
/// Unit       ratio, of the period
/// No value   nobody paid at the start: no_records; nobody's price is known: missing_values
/// Rolls up   of groups together all of a customer's subscriptions are taken together; over time by the edges
/// Rivals     capped by subscription, a change of plan is a loss; capped by group, none is one
inline constexpr auto gross_revenue_retention = metric("gross_revenue_retention",
    "Gross revenue retention", Better::higher, "0.3",
    retained_capped(ingredients::a_year, subscription::customer)
            .active(subscription::started, subscription::ended) /
        ingredients::held_a_year);

/// Retention rate of paying customers
/// Formula    customers who paid at the start and pay at the end / customers who paid at the start
/// Counts     by their subscriptions; who was away in between is there
/// Date       the day before the period, and the period's last day
/// Unit       ratio, of the period
/// No value   nobody paid at the start: no_records; nobody's price is known: missing_values
/// Rolls up   of groups together all of a customer's subscriptions are taken together; over time by the edges
/// Rivals     retention_rate, by the records of customers; gross_revenue_retention counts money
inline constexpr auto paying_customer_retention_rate = metric("paying_customer_retention_rate",
    "Retention rate of paying customers", Better::higher, "0.3",
    ingredients::paying_throughout / ingredients::paying_at_start);

/// Churn rate of paying customers
/// Formula    customers who paid at the start and do not at the end / customers who paid at the start
/// Counts     by their subscriptions; who came meanwhile does not enter
/// Date       the day before the period, and the period's last day
/// Unit       ratio, of the period: a monthly and a yearly rate are not comparable
/// No value   nobody paid at the start: no_records; nobody's price is known: missing_values
/// Rolls up   of groups together all of a customer's subscriptions are taken together; over time by the edges
/// Rivals     customer_churn_rate, by the records of customers; mrr_churn_rate counts money
inline constexpr auto paying_customer_churn_rate = metric("paying_customer_churn_rate",
    "Churn rate of paying customers", Better::lower, "0.3",
    (ingredients::paying_at_start - ingredients::paying_throughout) / ingredients::paying_at_start);

/// New paying customers
/// Formula    number of different customers whose subscriptions bring something for the first time
/// Counts     movements of the kind new_business that name their customer
/// Date       the first day with the new amount; subscriptions of one customer net on a day
/// Unit       count
/// No value   no subscription with a price has begun or ended: no_records
/// Rolls up   the sets of customers are united over groups and time: nobody is new twice
/// Rivals     new_customers, by the records of customers; with returned_customers among them
inline constexpr auto new_paying_customers = metric("new_paying_customers",
    "New paying customers", Better::higher, "0.3",
    distinct(mrr_movement::customer).where(mrr_movement::kind == MovementKind::new_business)
        .by(mrr_movement::date));

/// Churned customers
/// Formula    number of different customers whose subscriptions stop to bring anything
/// Counts     movements of the kind churn that name their customer; who comes back later too
/// Date       the first day with nothing; subscriptions of one customer net on a day
/// Unit       count
/// No value   no subscription with a price has begun or ended: no_records
/// Rolls up   the sets of customers are united over groups and time: who left twice counts once
/// Rivals     lost_customers, by the records of customers; those of the start who are gone at the end
inline constexpr auto churned_customers = metric("churned_customers",
    "Churned customers", Better::lower, "0.3",
    distinct(mrr_movement::customer).where(mrr_movement::kind == MovementKind::churn)
        .by(mrr_movement::date));

/// Returned customers
/// Formula    number of different customers whose subscriptions bring something again
/// Counts     movements of the kind reactivation that name their customer
/// Date       the first day with the new amount; subscriptions of one customer net on a day
/// Unit       count
/// No value   no subscription with a price has begun or ended: no_records
/// Rolls up   the sets of customers are united over groups and time
/// Rivals     counted among the new ones, which makes acquisition look cheaper
inline constexpr auto returned_customers = metric("returned_customers",
    "Returned customers", Better::higher, "0.3",
    distinct(mrr_movement::customer).where(mrr_movement::kind == MovementKind::reactivation)
        .by(mrr_movement::date));

/// Churn rate of paying customers, with joiners
/// Formula    churned_customers / (customers who paid at the start + new_paying_customers)
/// Counts     all who left, those who had joined in the same period among them
/// Date       the day before the period; the days on which customers begin and stop to pay
/// Unit       ratio, of the period
/// No value   nobody paid at the start and none is new: zero_denominator; no subscriptions: no_records
/// Rolls up   the sets of customers are united; over time it is recomputed from the longer period
/// Rivals     paying_customer_churn_rate is of the customers at the start only
inline constexpr auto paying_customer_churn_rate_with_joiners = metric(
    "paying_customer_churn_rate_with_joiners", "Churn rate of paying customers, with joiners", Better::lower, "0.3",
    churned_customers / (ingredients::paying_at_start + new_paying_customers));

/// Average revenue per paying customer at the start
/// Formula    mrr of customers who paid at the start / their number, both on the day before the period
/// Counts     customers whose subscriptions together brought more than nothing
/// Date       the day before the period
/// Unit       money, of a month
/// No value   nobody paid at the start: no_records; nobody's price is known: missing_values
/// Rolls up   of groups together all of a customer's subscriptions are taken together
/// Rivals     arpa is that of the period's last day
inline constexpr auto arpa_at_start = metric("arpa_at_start",
    "Average revenue per customer at the start", Better::higher, "0.3",
    ingredients::held_a_year * Rational(1, 12) / ingredients::paying_at_start);

/// Lifetime value of subscribers
/// Formula    arpa / monthly churn rate of paying customers
/// Counts     running subscriptions, and who paid at the start
/// Date       the period's edges
/// Unit       money
/// No value   nobody left: zero_denominator, and neither zero nor infinite; nobody paid: no_records
/// Rolls up   recomputed from the parts of the group and period
/// Rivals     lifetime_value is of the margin; with arpa_at_start; bounded lifetimes
inline constexpr auto subscriber_lifetime_value = metric("subscriber_lifetime_value",
    "Lifetime value of subscribers", Better::higher, "0.3",
    arpa * (period_months() / paying_customer_churn_rate / constant<Unit::months>(1)));

/// Lifetime value of subscribers, by what they brought at the start
/// Formula    arpa_at_start / monthly churn rate of paying customers
/// Counts     who paid at the start
/// Date       the day before the period; the period's edges
/// Unit       money
/// No value   nobody left: zero_denominator, and neither zero nor infinite; nobody paid: no_records
/// Rolls up   recomputed from the parts of the group and period
/// Rivals     subscriber_lifetime_value is by arpa, of the last day
inline constexpr auto subscriber_lifetime_value_at_start = metric(
    "subscriber_lifetime_value_at_start", "Lifetime value of subscribers, by the start", Better::higher, "0.3",
    arpa_at_start * (period_months() / paying_customer_churn_rate / constant<Unit::months>(1)));

/// Lifetime value of subscribers, bounded
/// Formula    arpa / the larger of the monthly churn rate of paying customers and 1.67 %
/// Counts     running subscriptions, and who paid at the start
/// Date       the period's edges
/// Unit       money
/// No value   nobody paid at the start: no_records
/// Rolls up   recomputed from the parts of the group and period
/// Rivals     subscriber_lifetime_value has no value where nobody left; 1/60 a month is 1.67 % rounded
inline constexpr auto subscriber_lifetime_value_bounded = metric(
    "subscriber_lifetime_value_bounded", "Lifetime value of subscribers, bounded", Better::higher, "0.3",
    arpa / greatest(paying_customer_churn_rate / (period_months() / constant<Unit::months>(1)),
                    constant<Unit::ratio>(Rational(167, 10000))));

/// Lifetime value of subscribers, by six months' churn
/// Formula    arpa / mean of the monthly churn rate of paying customers in the six periods before
/// Counts     running subscriptions, and who paid at the start of each
/// Date       the period's last day; the edges of the six periods before
/// Unit       money
/// No value   nobody left in any of the six: zero_denominator; nobody paid in one of them: no_records
/// Rolls up   recomputed from the parts of the group and of each period
/// Rivals     subscriber_lifetime_value is by the churn of the period alone
inline constexpr auto subscriber_lifetime_value_smoothed = metric(
    "subscriber_lifetime_value_smoothed", "Lifetime value of subscribers, by six months' churn", Better::higher, "0.3",
    arpa * (period_months() * Rational(6) /
            (before(paying_customer_churn_rate, 1) + before(paying_customer_churn_rate, 2) +
             before(paying_customer_churn_rate, 3) + before(paying_customer_churn_rate, 4) +
             before(paying_customer_churn_rate, 5) + before(paying_customer_churn_rate, 6)) /
            constant<Unit::months>(1)));

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
