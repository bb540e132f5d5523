// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/kpi/cycle.hpp>

using namespace kpi_test;

namespace {

Deal after(Stage stage, int days) {
    Deal d = decided_deal(stage, 1_usd, "2025-06-30");
    d.opened = day("2025-06-30") - date::days{days};
    return d;
}

std::vector<Deal> won_after(std::initializer_list<int> days) {
    std::vector<Deal> deals;
    for (const int n : days)
        deals.push_back(after(Stage::won, n));
    return deals;
}

}  // namespace

// Pitfall 48: mean (10 + 12 + 14 + 16 + 180) / 5 = 232 / 5 = 46.4.
TEST_CASE("a slow deal moves the mean and not the median") {
    const auto deals = won_after({10, 180, 14, 16, 12});
    CHECK(answer(sales_cycle(deals)) == "232/5");
    CHECK(answer(sales_cycle_median(deals)) == "14");
}

// Pitfall 47: [30, 40, -5, missing] is (30 + 40) / 2.
TEST_CASE("a deal that closed before it opened has no cycle") {
    auto deals = won_after({30, 40, -5});
    deals.push_back(won_deal(1_usd));
    CHECK(answer(sales_cycle(deals)) == "35");
    CHECK(answer(sales_cycle_median(deals)) == "35");
    const std::vector unknown{won_deal(1_usd)};
    CHECK(answer(sales_cycle(unknown)) == "missing_values");
    CHECK(answer(sales_cycle_median(unknown)) == "missing_values");
}

// Pitfall 49: won after 20 and 30 days, lost after 100.
TEST_CASE("the cycle is that of won deals, and of lost deals apart") {
    auto deals = won_after({20, 30});
    CHECK(answer(sales_cycle_lost(deals)) == "no_records");
    deals.push_back(after(Stage::lost, 100));
    CHECK(answer(sales_cycle(deals)) == "25");
    CHECK(answer(sales_cycle_lost(deals)) == "100");
}

// Pitfall 8: of 10, 20, ..., 100 the nearest rank of 90 % is 90.
TEST_CASE("the 90th percentile is a cycle that occurred") {
    CHECK(answer(sales_cycle_p90(won_after({50, 10, 90, 30, 70, 100, 20, 80, 60, 40}))) == "90");
    CHECK(answer(sales_cycle_p90(won_after({7}))) == "7");
}

// Pitfall 51: lead January 1, first contact January 3, opportunity January 11, won February 10.
TEST_CASE("a cycle says where it starts") {
    Deal d = won_deal(1_usd, "2025-02-10");
    d.first_contact = day("2025-01-03");
    d.opened = day("2025-01-11");
    d.lead_created = day("2025-01-01");
    const std::vector deals{d};
    CHECK(answer(sales_cycle(deals)) == "30");
    CHECK(answer(sales_cycle_from_first_contact(deals)) == "38");
    CHECK(answer(sales_cycle_from_lead(deals)) == "40");
}

// Pitfall 129: nine contracts of 1 month and one of 36: 45 / 10.
TEST_CASE("each contract weighs the same in the mean length") {
    std::vector<Deal> deals;
    add(deals, 10, won_deal(1'200_usd));
    for (std::size_t i = 0; i < 9; ++i)
        deals[i].contract_months = 1;
    deals[9].contract_months = 36;
    CHECK(answer(contract_length(deals)) == "9/2");
}

// Pitfall 129: (9 x 1 x 1,200 + 36 x 24,000) / (9 x 1,200 + 24,000) = 874,800 / 34,800.
TEST_CASE("by value, a long contract weighs what it is worth") {
    const auto contract = [](std::int64_t months, Money worth) {
        Deal d = decided_deal(Stage::won, worth, "2025-06-30");
        d.contract_months = months;
        return d;
    };
    std::vector<Deal> deals(9, contract(1, 1200_usd));
    deals.push_back(contract(36, 24000_usd));
    CHECK(answer(contract_length(deals)) == "9/2");
    CHECK(answer(contract_length_by_value(deals)) == "729/29");
}
