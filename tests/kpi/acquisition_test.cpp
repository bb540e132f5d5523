// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/kpi/acquisition.hpp>

using namespace kpi_test;

// Pitfall 127: 10,000 spent, 100 new customers of whom 40 came by themselves.
TEST_CASE("blended and paid cost of a customer") {
    const std::vector costs{
        spent(SpendPurpose::sales, 4'000_usd), spent(SpendPurpose::marketing, 6'000_usd)};
    std::vector<Customer> base;
    add(base, 100, customer_since("2025-01-20"));
    for (std::size_t i = 0; i < base.size(); ++i)
        base[i].acquisition = i < 40 ? Acquisition::organic : Acquisition::paid;
    CHECK(answer(customer_acquisition_cost(costs, base)) == "100.00 USD");
    CHECK(answer(customer_acquisition_cost_paid(costs, base)) == "50000/3 cents of USD");  // 166.67
}

// Pitfall 126: 5,000 spent, nobody new.
TEST_CASE("no new customer has no cost") {
    const std::vector costs{spent(SpendPurpose::marketing, 5'000_usd)};
    const std::vector old{customer_since("2020-01-01")};
    const Window january = window("2025-01-01", "2025-02-01");
    CHECK(answer(customer_acquisition_cost.within(january, costs, old)) == "no_records");
}

// 3,000 of marketing: 60 leads, 8 opportunities. Sales pay does not buy leads.
TEST_CASE("leads and opportunities cost what marketing spends") {
    const std::vector costs{
        spent(SpendPurpose::marketing, 3'000_usd), spent(SpendPurpose::sales, 9'000_usd)};
    std::vector<Lead> leads(60);
    for (Lead& l : leads)
        l.created = day("2025-01-10");
    std::vector<Deal> deals(8);
    for (Deal& d : deals)
        d.opened = day("2025-01-10");
    CHECK(answer(cost_per_lead(costs, leads)) == "50.00 USD");
    CHECK(answer(cost_per_opportunity(costs, deals)) == "375.00 USD");
}
