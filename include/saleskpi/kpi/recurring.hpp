// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/record/subscription.hpp>

/// Revenue that comes again every month, from the subscriptions themselves.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

namespace ingredients {

/// The prices, each for its own interval, of running subscriptions due at that interval.
constexpr auto running_prices(Interval interval) {
    return sum(subscription::price)
        .where(subscription::interval == interval)
        .active(subscription::started, subscription::ended);
}

}  // namespace ingredients

/// Monthly recurring revenue
/// Formula    sum of what running subscriptions bring in a month: week x 52/12, quarter / 3, year / 12
/// Counts     subscriptions that have started and not ended, with a known price
/// Date       a stock, at the end of the period's last day
/// Unit       money
/// No value   no subscriptions at all: no_records; none of an interval's has a price: missing_values
/// Rolls up   adds over groups; over time it is the stock of the last day and never a sum
/// Rivals     weeks counted as 4 or 4.33 a month; what was invoiced in the month
inline constexpr auto mrr = metric("mrr", "Monthly recurring revenue", Better::higher, "0.1",
    ingredients::running_prices(Interval::month) +
        ingredients::running_prices(Interval::week) * Rational(52, 12) +
        ingredients::running_prices(Interval::quarter) * Rational(1, 3) +
        ingredients::running_prices(Interval::half_year) * Rational(1, 6) +
        ingredients::running_prices(Interval::year) * Rational(1, 12));

/// Annual recurring revenue
/// Formula    mrr x 12
/// Counts     subscriptions that have started and not ended, with a known price
/// Date       a stock, at the end of the period's last day
/// Unit       money
/// No value   as mrr
/// Rolls up   adds over groups; over time it is the stock of the last day and never a sum
/// Rivals     revenue of the last twelve months
inline constexpr auto arr = metric("arr", "Annual recurring revenue", Better::higher, "0.1",
    mrr * 12);

/// Paying customers
/// Formula    number of different customers with a running subscription of a price above zero
/// Counts     subscriptions that have started and not ended, are not free and name their customer
/// Date       a stock, at the end of the period's last day
/// Unit       count
/// No value   there are no subscriptions at all: no_records
/// Rolls up   the sets of customers are united; over time it is the set of the last day
/// Rivals     subscribed_customers, free ones too; subscriptions, of which one customer may have several
inline constexpr auto paying_customers = metric("paying_customers",
    "Paying customers", Better::higher, "0.1",
    distinct(subscription::customer).where(charged)
        .active(subscription::started, subscription::ended));

/// Subscribed customers
/// Formula    number of different customers with a running subscription
/// Counts     subscriptions that have started and not ended, whatever their price, known or not
/// Date       a stock, at the end of the period's last day
/// Unit       count
/// No value   there are no subscriptions at all: no_records
/// Rolls up   the sets of customers are united; over time it is the set of the last day
/// Rivals     paying_customers; customers, with a subscription or without
inline constexpr auto subscribed_customers = metric("subscribed_customers",
    "Subscribed customers", Better::higher, "0.3",
    distinct(subscription::customer).active(subscription::started, subscription::ended));

/// Average revenue per paying customer (ARPA)
/// Formula    mrr / paying customers
/// Counts     subscriptions that have started and not ended; free ones and unknown prices bring nobody
/// Date       a stock, at the end of the period's last day
/// Unit       money, of a month
/// No value   nothing is running: no_records; no price is known: missing_values; all free: zero_denominator
/// Rolls up   mrr adds, the sets of customers are united, and the ratio is recomputed
/// Rivals     arpa_with_free_customers; arpa_per_account
inline constexpr auto arpa = metric("arpa", "Average revenue per customer", Better::higher, "0.1",
    mrr / paying_customers);

/// Average revenue per customer, with free ones (ARPA)
/// Formula    mrr / different customers with a running subscription of a known price
/// Counts     subscriptions that have started and not ended; who pays nothing counts, unknown prices do not
/// Date       a stock, at the end of the period's last day
/// Unit       money, of a month
/// No value   nothing is running: no_records; no price is known: missing_values
/// Rolls up   mrr adds, the sets of customers are united, and the ratio is recomputed
/// Rivals     arpa is per paying customer
inline constexpr auto arpa_with_free_customers = metric("arpa_with_free_customers",
    "Average revenue per customer, with free ones", Better::higher, "0.3",
    mrr / distinct(subscription::customer).where(is_known(subscription::price))
              .active(subscription::started, subscription::ended));

/// Average revenue per account
/// Formula    mrr / different accounts with a running subscription of a price above zero
/// Counts     subscriptions that have started and not ended; those without an account are in mrr only
/// Date       a stock, at the end of the period's last day
/// Unit       money, of a month
/// No value   nothing is running: no_records; none has an account, or all are free: zero_denominator
/// Rolls up   mrr adds, the sets of accounts are united, and the ratio is recomputed
/// Rivals     arpa is per customer
inline constexpr auto arpa_per_account = metric("arpa_per_account",
    "Average revenue per account", Better::higher, "0.1",
    mrr / distinct(subscription::account).where(charged)
              .active(subscription::started, subscription::ended));

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
