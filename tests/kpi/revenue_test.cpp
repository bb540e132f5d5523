// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/rollup/rollup.hpp>

using namespace kpi_test;

TEST_CASE("revenue is the sum of won amounts") {
    const std::vector deals{
        won_deal(100_usd), won_deal(50.25_usd), won_deal({}), decided_deal(Stage::lost, 999_usd)};
    CHECK(answer(revenue(deals)) == "150.25 USD");
    CHECK(answer(deals_won(deals)) == "3");
    CHECK(answer(deals_lost(deals)) == "1");
    CHECK(answer(deals_decided(deals)) == "4");
}

TEST_CASE("no deals is not no revenue") {
    const std::vector<Deal> none;
    CHECK(answer(revenue(none)) == "no_records");
    CHECK(answer(deals_won(none)) == "no_records");
    const std::vector lost_only{decided_deal(Stage::lost, 999_usd)};
    CHECK(answer(revenue(lost_only)) == "0.00 USD");
    CHECK(answer(deals_won(lost_only)) == "0");
    const std::vector unknown{won_deal({}), won_deal({})};
    CHECK(answer(revenue(unknown)) == "missing_values");
    CHECK(answer(deals_won(unknown)) == "2");
}

TEST_CASE("revenue falls in the period of closing") {
    const std::vector deals{won_deal(100_usd, "2025-01-31"), won_deal(70_usd, "2025-02-01")};
    CHECK(answer(revenue.within(window("2025-01-01", "2025-02-01"), deals)) == "100.00 USD");
    CHECK(answer(revenue.within(window("2025-02-01", "2025-03-01"), deals)) == "70.00 USD");
    CHECK(answer(revenue.within(window("2025-03-01", "2025-04-01"), deals)) == "0.00 USD");
}

// Pitfall 78: a sale of 100 in January, 20 of it refunded in February.
TEST_CASE("a credit note reduces the revenue of its own period") {
    const std::vector deals{won_deal(100_usd, "2025-01-10"), won_deal(-20_usd, "2025-02-10")};
    CHECK(answer(revenue.within(window("2025-01-01", "2025-02-01"), deals)) == "100.00 USD");
    CHECK(answer(revenue.within(window("2025-02-01", "2025-03-01"), deals)) == "-20.00 USD");
    CHECK(answer(revenue(deals)) == "80.00 USD");
}

TEST_CASE("revenue by kind of deal leaves deals without a kind out") {
    std::vector deals{won_deal(100_usd), won_deal(30_usd), won_deal(7_usd), won_deal(1'000_usd)};
    deals[0].kind = DealKind::new_business;
    deals[1].kind = DealKind::expansion;
    deals[2].kind = DealKind::renewal;
    CHECK(answer(new_business_revenue(deals)) == "100.00 USD");
    CHECK(answer(expansion_revenue(deals)) == "30.00 USD");
    CHECK(answer(renewal_revenue(deals)) == "7.00 USD");
    CHECK(answer(revenue(deals)) == "1137.00 USD");
}

// Pitfall 136: an unknown amount is not zero. (100 + 200) / 2.
TEST_CASE("the average deal size is over known amounts") {
    const std::vector deals{won_deal(100_usd), won_deal({}), won_deal(200_usd)};
    CHECK(answer(average_deal_size(deals)) == "150.00 USD");
    CHECK(answer(median_deal_size(deals)) == "150.00 USD");
}

// Pitfall 5: one deal of 100,000 and nine of 10,000.
TEST_CASE("the average of a team is over its deals, not over its reps") {
    std::vector deals{won_deal(100'000_usd)};
    add(deals, 9, won_deal(10'000_usd));
    CHECK(answer(average_deal_size(deals)) == "19000.00 USD");
    CHECK(answer(median_deal_size(deals)) == "10000.00 USD");
    CHECK(answer(largest_deal(deals)) == "100000.00 USD");
}

TEST_CASE("sizes of no deal are unknown") {
    const std::vector lost_only{decided_deal(Stage::lost, 999_usd)};
    CHECK(answer(average_deal_size(lost_only)) == "no_records");
    CHECK(answer(median_deal_size(lost_only)) == "no_records");
    CHECK(answer(largest_deal(lost_only)) == "no_records");
    const std::vector unknown{won_deal({})};
    CHECK(answer(average_deal_size(unknown)) == "missing_values");
    CHECK(answer(largest_deal(unknown)) == "missing_values");
}

TEST_CASE("units are summed over won deals") {
    std::vector deals{
        won_deal(1_usd), won_deal(1_usd), decided_deal(Stage::lost, 1_usd), won_deal(1_usd)};
    deals[0].units = 3;
    deals[1].units = 4;
    deals[2].units = 100;
    CHECK(answer(units_sold(deals)) == "7");
}

// Three customers, one of whom bought twice: (100 + 200 + 300 + 40) / 3 = 640 / 3.
TEST_CASE("a customer who buys twice is one customer") {
    std::vector deals{won_deal(100_usd), won_deal(200_usd), won_deal(300_usd), won_deal(40_usd)};
    deals[0].customer = deals[1].customer = "Acme";
    deals[2].customer = "Birch";
    deals[3].customer = "Cedar";
    CHECK(answer(revenue_per_customer(deals)) == "64000/3 cents of USD");
}

TEST_CASE("a customer of whom no amount is known is no zero") {
    std::vector deals{won_deal(100_usd), won_deal(0_usd), won_deal(std::nullopt)};
    deals[0].customer = "Acme", deals[1].customer = "Birch", deals[2].customer = "Cedar";
    CHECK(answer(revenue_per_customer(deals)) == "50.00 USD");
}

namespace {

Assignment in_seat(std::string_view from) {
    Assignment a;
    a.from = day(from);
    return a;
}

}  // namespace

// Pitfall 73: 1,000,000 in a quarter with 10, 20 and 20 reps: 50 rep-months, 50/3 reps on average.
TEST_CASE("revenue per rep is in rep-time") {
    const std::vector deals{won_deal(1'000'000_usd, "2025-03-31")};
    std::vector<Assignment> seats;
    add(seats, 10, in_seat("2024-06-01"));
    add(seats, 10, in_seat("2025-02-01"));
    const Window quarter = window("2025-01-01", "2025-04-01");
    CHECK(answer(revenue_per_rep.within(quarter, deals, seats)) == "60000.00 USD");
    CHECK(answer(revenue_per_rep_month.within(quarter, deals, seats)) == "20000.00 USD");
}

// Pitfall 74: 100 over four reps, one of whom sold nothing.
TEST_CASE("a rep who sold nothing counts") {
    std::vector deals{won_deal(50_usd), won_deal(30_usd), won_deal(20_usd)};
    std::vector<Assignment> seats;
    add(seats, 4, in_seat("2024-01-01"));
    CHECK(
        answer(revenue_per_rep.within(window("2025-01-01", "2025-02-01"), deals, seats)) ==
        "25.00 USD");
    const std::vector<Assignment> nobody;
    CHECK(
        answer(revenue_per_rep.within(window("2025-01-01", "2025-02-01"), deals, nobody)) ==
        "no_records");
    const std::vector seated{in_seat("2024-01-01")};
    const std::vector sold{won_deal(1_usd, "2024-06-01"), won_deal(1_usd, "2023-06-01")};
    const Window of_2023 = window("2023-01-01", "2024-01-01");
    CHECK(answer(revenue_per_rep.within(of_2023, sold, seated)) == "zero_denominator");
    CHECK(
        answer(revenue_per_rep.within(window("2022-01-01", "2023-01-01"), sold, seated)) ==
        "no_records");
}

//! [deals_won_per_rep]
// A quarter with 4 reps, two of whom came for its last month: 2 + 2/3 on average, who won 8 deals.
TEST_CASE("deals won per rep are in rep-time") {
    std::vector<Deal> deals;
    add(deals, 8, won_deal(1_usd, "2025-02-10"));
    add(deals, 5, decided_deal(Stage::lost, 1_usd, "2025-02-10"));
    std::vector<Assignment> seats;
    add(seats, 2, in_seat("2024-06-01"));
    add(seats, 2, in_seat("2025-03-01"));
    const Window quarter = window("2025-01-01", "2025-04-01");
    CHECK(answer(deals_won_per_rep.within(quarter, deals, seats)) == "3");
}
//! [deals_won_per_rep]

// 1,000,000 and then 1,200,000.
TEST_CASE("growth is over the period before") {
    const std::vector deals{
        won_deal(1'000'000_usd, "2025-01-10"), won_deal(1'200'000_usd, "2025-02-10")};
    CHECK(answer(revenue_growth.within(window("2025-02-01", "2025-03-01"), deals)) == "1/5");
    CHECK(answer(revenue_growth.within(window("2025-03-01", "2025-04-01"), deals)) == "-1");
    CHECK(
        answer(revenue_growth.within(window("2025-01-01", "2025-02-01"), deals)) ==
        "no_prior_period");
}

// Upsell of 200 a month, and of 2,000 in the next.
TEST_CASE("growth of the revenue of one kind of deal") {
    std::vector deals{
        won_deal(200_usd, "2025-01-10"), won_deal(2'000_usd, "2025-02-10"),
        won_deal(9_usd, "2025-02-11")};
    deals[0].kind = deals[1].kind = DealKind::expansion;
    CHECK(
        answer(change(expansion_revenue, previous)
                   .within(window("2025-02-01", "2025-03-01"), deals)) == "9");  // 900 %
}

// Pitfall 107: January 90 against 120 in December and 75 a year before.
TEST_CASE("a season misleads the growth over the period before") {
    const std::vector deals{
        won_deal(75_usd, "2024-01-10"), won_deal(120_usd, "2024-12-10"),
        won_deal(90_usd, "2025-01-10")};
    const Window january = window("2025-01-01", "2025-02-01");
    CHECK(answer(revenue_growth.within(january, deals)) == "-1/4");
    CHECK(answer(revenue_growth_year_over_year.within(january, deals)) == "1/5");
}

// Pitfall 102: growth from a month without sales. Pitfall 103: -100 to -50 is half as bad.
TEST_CASE("growth from nothing is undefined, from a loss it is over its size") {
    const std::vector gap{won_deal(100_usd, "2025-01-10"), won_deal(200_usd, "2025-03-10")};
    CHECK(answer(revenue_growth.within(window("2025-03-01", "2025-04-01"), gap)) == "zero_base");
    const std::vector refunds{won_deal(-100_usd, "2025-01-10"), won_deal(-50_usd, "2025-02-10")};
    CHECK(answer(revenue_growth.within(window("2025-02-01", "2025-03-01"), refunds)) == "1/2");
}

// Pitfall 34: of a market of 1,200 a year, 60 and then 72: from 5 % to 6 %, a point or a fifth more.
TEST_CASE("market share is of the market's own days") {
    const auto market = [](std::string_view from, std::string_view until, Money size) {
        Reference r;
        r.name = "market_size";
        r.from = day(from);
        r.until = day(until);
        r.amount = size;
        return r;
    };
    const std::vector markets{
        market("2025-01-01", "2026-01-01", 1'200_usd),
        market("2026-01-01", "2027-01-01", 1'200_usd)};
    const std::vector deals{won_deal(60_usd, "2025-05-10"), won_deal(72_usd, "2026-05-10")};
    const Window year = window("2026-01-01", "2027-01-01");
    CHECK(
        answer(market_share.within(window("2025-01-01", "2026-01-01"), deals, markets)) == "1/20");
    CHECK(answer(market_share.within(year, deals, markets)) == "3/50");
    CHECK(answer(change(market_share, previous).within(year, deals, markets)) == "1/5");
    // 73 of 365 days: 240 of the 1,200.
    const Window spring = window("2026-03-01", "2026-05-13");
    CHECK(answer(market_share.within(spring, deals, markets)) == "3/10");
    // Other references are not sizes of a market.
    std::vector benchmark{market("2026-01-01", "2027-01-01", 1'200_usd)};
    benchmark[0].name = "benchmark";
    CHECK(answer(market_share.within(year, deals, benchmark)) == "zero_denominator");
}

// 30 and 70 of 100 in the team, 100 and 300 of 400 in all.
TEST_CASE("revenue share is of the group around") {
    std::vector deals{won_deal(30_usd), won_deal(70_usd), won_deal(300_usd)};
    for (std::size_t i = 0; i < deals.size(); ++i) {
        deals[i].id = std::to_string(i);
        deals[i].rep = std::string(1, static_cast<char>('A' + i));
    }
    const std::vector<Assignment> seats{
        {.rep = "A", .team = "North"},
        {.rep = "B", .team = "North"},
        {.rep = "C", .team = "South"}};
    const Book book = BookBuilder{usd}.add(deals).add(seats).build();
    const Table table =
        rollup(book).metrics(revenue_share).by("team", "rep").with_subtotals().run();
    CHECK(answer(table.at({"North", "A"})[revenue_share]) == "3/10");
    CHECK(answer(table.at({"North", "B"})[revenue_share]) == "7/10");
    CHECK(answer(table.at({"South", "C"})[revenue_share]) == "1");
    CHECK(answer(table.at({"North"})[revenue_share]) == "1/4");
    CHECK(answer(table.at({})[revenue_share]) == "1");
}
