// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/kpi/acquisition.hpp>
#include <saleskpi/rollup/rollup.hpp>

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
    CHECK(answer(customer_acquisition_cost.within(january, costs, old)) == "zero_denominator");
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

namespace {

/// A book of cells in months, for what looks back by whole periods.
std::string in_month(const Book& book, int month) {
    const Table table = rollup(book)
                            .metrics(customer_acquisition_cost_lagged)
                            .every(Grain::month)
                            .during(window("2025-01-01", "2025-04-01"))
                            .run();
    return answer(table.at({}, Month{2025, month})[customer_acquisition_cost_lagged]);
}

}  // namespace

// Pitfall 125: 10,000, 20,000 and 30,000 spent, 10, 10 and 20 new customers, a cycle of a month.
TEST_CASE("the spend that brought customers is a cycle older than they are") {
    const std::vector costs{
        spent(SpendPurpose::marketing, 10'000_usd, "2025-01-05"),
        spent(SpendPurpose::marketing, 20'000_usd, "2025-02-05"),
        spent(SpendPurpose::marketing, 30'000_usd, "2025-03-05")};
    std::vector<Customer> base;
    add(base, 10, customer_since("2025-01-20"));
    add(base, 10, customer_since("2025-02-20"));
    add(base, 20, customer_since("2025-03-20"));
    for (std::size_t i = 0; i < base.size(); ++i)
        base[i].id = std::to_string(i);
    std::vector<Deal> deals;
    for (const char* closed : {"2025-01-31", "2025-02-25", "2025-03-25"}) {
        deals.push_back(won_deal(1_usd, closed));
        deals.back().id = closed;
        deals.back().opened = day(closed) - date::days{30};
    }
    const Book book = BookBuilder{usd}.add(costs).add(base).add(deals).build();
    CHECK(in_month(book, 1) == "no_prior_period");
    CHECK(in_month(book, 2) == "1000.00 USD");
    CHECK(in_month(book, 3) == "1000.00 USD");
    const Window february = window("2025-02-01", "2025-03-01");
    const Window quarter = window("2025-01-01", "2025-04-01");
    CHECK(answer(customer_acquisition_cost.within(february, costs, base)) == "2000.00 USD");
    CHECK(answer(customer_acquisition_cost.within(quarter, costs, base)) == "1500.00 USD");
}

// A cycle of 400 days: March is 13 months of 31 days behind the spend, February 2024's 7,000.
TEST_CASE("a cycle reaches back for up to two years") {
    const auto cost_after = [](int days) {
        const std::vector costs{
            spent(SpendPurpose::marketing, 1_usd, "2022-01-05"),
            spent(SpendPurpose::marketing, 7'000_usd, "2024-02-05")};
        std::vector<Customer> base;
        add(base, 10, customer_since("2025-03-20"));
        for (std::size_t i = 0; i < base.size(); ++i)
            base[i].id = std::to_string(i);
        std::vector<Deal> deals{won_deal(1_usd, "2025-03-25")};
        deals[0].id = "1";
        deals[0].opened = day("2025-03-25") - date::days{days};
        return in_month(BookBuilder{usd}.add(costs).add(base).add(deals).build(), 3);
    };
    CHECK(cost_after(400) == "700.00 USD");
    CHECK(cost_after(730) == "0.00 USD");  // March 2023
    CHECK(cost_after(900) == "no_prior_period");
}
