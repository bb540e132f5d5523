// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/kpi/recurring.hpp>

using namespace kpi_test;

// Pitfall 113: 10 a week is 10 x 52 / 12 = 130 / 3 a month. Pitfall 112: 1,200 a year is 100.
TEST_CASE("each interval is a fraction of a month, exactly") {
    const auto monthly = [](Money price, Interval interval) {
        return answer(mrr(std::vector{subscribed("a", price, interval)}));
    };
    CHECK(monthly(10_usd, Interval::week) == "13000/3 cents of USD");
    CHECK(monthly(10_usd, Interval::month) == "10.00 USD");
    CHECK(monthly(30_usd, Interval::quarter) == "10.00 USD");
    CHECK(monthly(60_usd, Interval::half_year) == "10.00 USD");
    CHECK(monthly(1'200_usd, Interval::year) == "100.00 USD");
}

// Pitfall 114: three customers at 10 a week.
TEST_CASE("subscriptions are summed, not averaged") {
    std::vector<Subscription> all;
    for (const char* name : {"a", "b", "c"})
        all.push_back(subscribed(name, 10_usd, Interval::week));
    CHECK(answer(mrr(all)) == "130.00 USD");
    CHECK(answer(arr(all)) == "1560.00 USD");
}

// Pitfall 115: 100 at 100 a month, 50 at 600 a year.
TEST_CASE("monthly and yearly plans together") {
    std::vector<Subscription> all;
    add(all, 100, subscribed("a", 100_usd, Interval::month));
    add(all, 50, subscribed("b", 600_usd, Interval::year));
    CHECK(answer(mrr(all)) == "12500.00 USD");
}

TEST_CASE("recurring revenue is a stock of the last day") {
    std::vector all{
        subscribed("a", 50_usd, Interval::month, "2025-01-10"),
        subscribed("b", 70_usd, Interval::month, "2025-02-10")};
    all[0].ended = day("2025-03-15");
    CHECK(answer(mrr.within(window("2025-01-01", "2025-02-01"), all)) == "50.00 USD");
    CHECK(answer(mrr.within(window("2025-02-01", "2025-03-01"), all)) == "120.00 USD");
    CHECK(answer(mrr.within(window("2025-01-01", "2025-04-01"), all)) == "70.00 USD");
    CHECK(answer(paying_customers.within(window("2025-02-01", "2025-03-01"), all)) == "2");
    CHECK(answer(mrr.within(window("2024-01-01", "2024-02-01"), all)) == "0.00 USD");
    CHECK(answer(arpa.within(window("2024-01-01", "2024-02-01"), all)) == "no_records");
}

// Pitfall 128: 20,000 from 100 customers, who are 80 accounts.
TEST_CASE("revenue per customer and per account") {
    std::vector<Subscription> all;
    for (int i = 0; i < 100; ++i) {
        all.push_back(subscribed("c" + std::to_string(i), 200_usd, Interval::month));
        all.back().account = "a" + std::to_string(i % 80);
    }
    CHECK(answer(mrr(all)) == "20000.00 USD");
    CHECK(answer(paying_customers(all)) == "100");
    CHECK(answer(arpa(all)) == "200.00 USD");
    CHECK(answer(arpa_per_account(all)) == "250.00 USD");
}

TEST_CASE("a customer with two subscriptions is one customer") {
    const std::vector all{
        subscribed("a", 60_usd, Interval::month), subscribed("a", 40_usd, Interval::month)};
    CHECK(answer(paying_customers(all)) == "1");
    CHECK(answer(arpa(all)) == "100.00 USD");
}

// 10, 20, 0, 0 and an unknown price, of four customers.
TEST_CASE("who pays nothing, or nobody knows what, does not pay") {
    std::vector all{
        subscribed("a", 10_usd, Interval::month), subscribed("b", 20_usd, Interval::month),
        subscribed("c", 0_usd, Interval::month), subscribed("c", 0_usd, Interval::year),
        subscribed("d", 1_usd, Interval::month)};
    all[4].price.reset();
    CHECK(answer(mrr(all)) == "30.00 USD");
    CHECK(answer(paying_customers(all)) == "2");
    CHECK(answer(arpa(all)) == "15.00 USD");
    // By names that say so: all who have a subscription, and all whose price is known.
    CHECK(answer(subscribed_customers(all)) == "4");
    CHECK(answer(arpa_with_free_customers(all)) == "10.00 USD");
    // One who pays for one of two subscriptions pays.
    all.push_back(subscribed("c", 30_usd, Interval::month));
    CHECK(answer(paying_customers(all)) == "3");
    CHECK(answer(arpa(all)) == "20.00 USD");
    CHECK(answer(arpa_with_free_customers(all)) == "20.00 USD");
}

TEST_CASE("so it is of accounts, and in any currency") {
    std::vector all{
        subscribed("a", 10_eur, Interval::month), subscribed("b", 20_eur, Interval::month),
        subscribed("c", 0_eur, Interval::month)};
    all[0].account = "A", all[1].account = "B", all[2].account = "C";
    CHECK(answer(arpa_per_account(all)) == "15.00 EUR");
    CHECK(answer(paying_customers(all)) == "2");
    for (Subscription& free : all)
        free.price = 0_eur;
    CHECK(answer(paying_customers(all)) == "0");
    CHECK(answer(arpa(all)) == "zero_denominator");
    CHECK(answer(arpa_with_free_customers(all)) == "0.00 EUR");
}

TEST_CASE("no subscriptions is not no recurring revenue") {
    const std::vector<Subscription> none;
    CHECK(answer(mrr(none)) == "no_records");
    CHECK(answer(arpa(none)) == "no_records");
    std::vector unknown{subscribed("a", 1_usd, Interval::month)};
    unknown[0].price.reset();
    CHECK(answer(mrr(unknown)) == "missing_values");
}

// Case 21: 2,400 for two years, 3,600 for three, 1 a day, 100 every two months.
TEST_CASE("an interval is any count of days, weeks, months or years") {
    const auto monthly = [](Money price, Interval interval, std::int64_t count) {
        std::vector all{subscribed("a", price, interval)};
        all[0].interval_count = count;
        return answer(mrr(all));
    };
    CHECK(monthly(2'400_usd, Interval::year, 2) == "100.00 USD");
    CHECK(monthly(3'600_usd, Interval::year, 3) == "100.00 USD");
    CHECK(monthly(1_usd, Interval::day, 1) == "9125/3 cents of USD");  // 365 / 12
    CHECK(monthly(100_usd, Interval::month, 2) == "50.00 USD");
    CHECK(monthly(60_usd, Interval::quarter, 2) == "10.00 USD");
    // Fourteen days and two weeks differ: a year has 365 days, and 52 weeks.
    CHECK(monthly(14_usd, Interval::day, 14) == "9125/3 cents of USD");
    CHECK(monthly(14_usd, Interval::week, 2) == "9100/3 cents of USD");
    CHECK(monthly(17_usd, Interval::month, 17) == "1.00 USD");
    CHECK(monthly(1_usd, Interval::month, 17) == "100/17 cents of USD");
    CHECK(monthly(1_usd, Interval::month, 0) == "missing_values");
}

TEST_CASE("a price is of one of so many") {
    std::vector all{
        subscribed("a", 10_usd, Interval::month), subscribed("b", 10_usd, Interval::month)};
    all[0].quantity = 7;
    CHECK(answer(mrr(all)) == "80.00 USD");
    CHECK(answer(paying_customers(all)) == "2");
    all[0].quantity = 0;
    CHECK(answer(mrr(all)) == "10.00 USD");
    CHECK(answer(paying_customers(all)) == "1");
}

// 1/3 + 1/7 + 1/17 + ... of a cent: nothing is rounded on the way.
TEST_CASE("fractions of any intervals add up exactly") {
    std::vector<Subscription> all;
    Rational sum;
    for (std::int64_t count = 1; count <= 36; ++count) {
        all.push_back(subscribed("a", Money{1, usd}, Interval::month));
        all.back().interval_count = count;
        sum += Rational(1, count);
    }
    CHECK(mrr(all)->exact() == sum);
    CHECK(arr(all)->exact() == sum * 12);
}
