// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/kpi/lifetime.hpp>

using namespace kpi_test;

namespace {

const Window march = window("2025-03-01", "2025-04-01");
const Window quarter = window("2025-01-01", "2025-04-01");

/// 100 a month from each paying customer, sold at a margin of 80 %.
struct Business {
    std::vector<Subscription> subscriptions{
        subscribed("a", 100_usd, Interval::month), subscribed("b", 100_usd, Interval::month)};
    std::vector<Deal> deals{won_deal(1'000_usd, "2025-03-10")};
    std::vector<Customer> customers;
    std::vector<Spend> costs{spent(SpendPurpose::marketing, 800_usd, "2025-03-10")};

    Business() { deals[0].cost = 200_usd; }
};

}  // namespace

// Pitfall 122: 100 x 80 % / 5 % = 1,600 on the margin, 2,000 on the revenue.
TEST_CASE("a customer is worth their margin while they stay") {
    Business b;
    add(b.customers, 19, customer_since("2024-01-01"));
    add(b.customers, 1, customer_since("2024-01-01", "2025-03-20"));
    CHECK(answer(customer_churn_rate.within(march, b.customers)) == "1/20");
    CHECK(answer(customer_lifetime.within(march, b.customers)) == "20");
    CHECK(
        answer(lifetime_value.within(march, b.subscriptions, b.deals, b.customers)) ==
        "1600.00 USD");
    CHECK(
        answer(lifetime_value_of_revenue.within(march, b.subscriptions, b.customers)) ==
        "2000.00 USD");
}

// 15 % lost in a quarter: 3 / 0.15 = 20 months, as above, and not 1 / 0.15 of anything.
TEST_CASE("the lifetime is in months whatever the period") {
    Business b;
    add(b.customers, 17, customer_since("2024-01-01"));
    add(b.customers, 3, customer_since("2024-01-01", "2025-02-20"));
    CHECK(answer(customer_lifetime.within(quarter, b.customers)) == "20");
    CHECK(
        answer(lifetime_value.within(quarter, b.subscriptions, b.deals, b.customers)) ==
        "1600.00 USD");
}

// Two new customers for 800: 400 each. 1,600 - 400; 1,600 / 400; 400 / (100 x 80 %).
TEST_CASE("value against the cost of winning a customer") {
    Business b;
    add(b.customers, 19, customer_since("2024-01-01"));
    add(b.customers, 1, customer_since("2024-01-01", "2025-03-20"));
    add(b.customers, 2, customer_since("2025-03-25"));
    CHECK(answer(customer_acquisition_cost.within(march, b.costs, b.customers)) == "400.00 USD");
    CHECK(
        answer(lifetime_value_net.within(march, b.subscriptions, b.deals, b.customers, b.costs)) ==
        "1200.00 USD");
    CHECK(answer(ltv_to_cac.within(march, b.subscriptions, b.deals, b.customers, b.costs)) == "4");
    CHECK(answer(cac_payback.within(march, b.subscriptions, b.deals, b.customers, b.costs)) == "5");
}

// Pitfall 121: nobody left.
TEST_CASE("without churn there is no end to the lifetime, and so no value") {
    Business b;
    add(b.customers, 20, customer_since("2024-01-01"));
    CHECK(answer(customer_churn_rate.within(march, b.customers)) == "0");
    CHECK(answer(customer_lifetime.within(march, b.customers)) == "zero_denominator");
    CHECK(
        answer(lifetime_value.within(march, b.subscriptions, b.deals, b.customers)) ==
        "zero_denominator");
}
