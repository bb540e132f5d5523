// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/kpi/customers.hpp>

using namespace kpi_test;

namespace {

const Window march = window("2025-03-01", "2025-04-01");

}  // namespace

// Pitfall 110: 100 at the start, 10 of whom leave; 20 join, and 5 of those leave as well.
TEST_CASE("churn is of the customers of the start") {
    std::vector<Customer> base;
    add(base, 90, customer_since("2024-05-05"));
    add(base, 10, customer_since("2024-05-05", "2025-03-20"));
    add(base, 15, customer_since("2025-03-10"));
    add(base, 5, customer_since("2025-03-10", "2025-03-25"));
    CHECK(answer(customers.within(march, base)) == "105");
    CHECK(answer(new_customers.within(march, base)) == "20");
    CHECK(answer(lost_customers.within(march, base)) == "15");
    CHECK(answer(customer_churn_rate.within(march, base)) == "1/10");
    CHECK(answer(customer_churn_rate_with_joiners.within(march, base)) == "1/8");
    CHECK(answer(retention_rate.within(march, base)) == "9/10");
    CHECK(answer(customer_growth.within(march, base)) == "1/20");
}

// Pitfall 109: of 100 at the start 20 leave, 10 of whom come back; 10 are new; 100 at the end.
TEST_CASE("who left and came back was not retained") {
    std::vector<Customer> base;
    add(base, 80, customer_since("2024-05-05"));
    add(base, 20, customer_since("2024-05-05", "2025-03-05"));
    add(base, 10, customer_since("2025-03-20"));  // came back, with a record of its own
    add(base, 10, customer_since("2025-03-20"));  // new
    CHECK(answer(customers.within(march, base)) == "100");
    CHECK(answer(retention_rate.within(march, base)) == "4/5");
    CHECK(answer(customer_growth.within(march, base)) == "0");
}

// Pitfall 108: (110 - 20) / 100.
TEST_CASE("retention net of new customers, as commonly published") {
    std::vector<Customer> base;
    add(base, 90, customer_since("2024-05-05"));
    add(base, 10, customer_since("2024-05-05", "2025-03-05"));
    add(base, 20, customer_since("2025-03-20"));
    CHECK(answer(retention_rate_net_of_new.within(march, base)) == "9/10");
}

TEST_CASE("the first day belongs to the customer, the day of leaving does not") {
    const std::vector base{customer_since("2025-03-01", "2025-03-31")};
    CHECK(answer(customers.within(window("2025-02-28", "2025-03-01"), base)) == "0");
    CHECK(answer(customers.within(window("2025-03-01", "2025-03-02"), base)) == "1");
    CHECK(answer(customers.within(window("2025-03-30", "2025-03-31"), base)) == "1");
    CHECK(answer(customers.within(window("2025-03-31", "2025-04-01"), base)) == "0");
    CHECK(answer(lost_customers.within(march, base)) == "1");
}

TEST_CASE("without customers at the start there is no rate") {
    const std::vector joined{customer_since("2025-03-10")};
    CHECK(answer(customer_churn_rate.within(march, joined)) == "no_records");
    CHECK(answer(retention_rate.within(march, joined)) == "no_records");
    CHECK(answer(customer_growth.within(march, joined)) == "zero_denominator");
    const std::vector<Customer> none;
    CHECK(answer(customers.within(march, none)) == "no_records");
    CHECK(answer(customer_churn_rate.within(march, none)) == "no_records");
}
