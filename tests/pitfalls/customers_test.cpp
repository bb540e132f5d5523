// SPDX-License-Identifier: MIT
// Traps of customers, recurring revenue and unit economics, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/acquisition.hpp>
#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/cycle.hpp>
#include <saleskpi/kpi/lifetime.hpp>
#include <saleskpi/kpi/recurring.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::customer_since;
using make::deal_of;
using make::paying;
using make::text;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");
const Window march = make::days("2025-03-01", "2025-04-01");
const Window quarter = make::days("2025-01-01", "2025-04-01");

/// So many of each.
std::vector<Customer> base(std::initializer_list<std::pair<std::size_t, Customer>> groups) {
    std::vector<Customer> all;
    for (const auto& [n, one] : groups)
        all.insert(all.end(), n, one);
    return all;
}

const Customer stays = customer_since("2024-05-05");
const Customer leaves = customer_since("2024-05-05", "2025-03-10");
const Customer joins = customer_since("2025-03-20");

}  // namespace

TEST_CASE("pitfall 108: retention as commonly published, with its brackets", "[pitfall]") {
    // 100 at the start, 20 new, 110 at the end.
    const auto all = base({{90, stays}, {10, leaves}, {20, joins}});
    CHECK(text(retention_rate_net_of_new.within(march, all)) == "90.00 %");
}

TEST_CASE("pitfall 109: who left and came back was not retained", "[pitfall]") {
    // Of 100, 20 leave and 10 of them return, with a record of their own; 10 are new.
    const auto all = base({{80, stays}, {20, leaves}, {10, joins}, {10, joins}});
    CHECK(text(customers.within(march, all)) == "100");
    CHECK(text(retention_rate.within(march, all)) == "80.00 %");  // not 90 %
}

TEST_CASE("pitfall 110: joining and leaving within the period", "[pitfall]") {
    const auto all = base(
        {{90, stays}, {10, leaves}, {15, joins}, {5, customer_since("2025-03-05", "2025-03-25")}});
    CHECK(text(customer_churn_rate.within(march, all)) == "10.00 %");  // not 15 %
    CHECK(text(customer_churn_rate_with_joiners.within(march, all)) == "12.50 %");
}

TEST_CASE("pitfall 111: churn of customers and of revenue", "[pitfall]") {
    constexpr auto price = sum(subscription::price);
    constexpr auto at_start = price.active_at_start(subscription::started, subscription::ended);
    constexpr auto kept = price.active_throughout(subscription::started, subscription::ended);
    constexpr auto revenue_churn = metric("revenue_churn", (at_start - kept) / at_start);
    // 95 pay 8,000 together and stay; 5 pay 400 each and leave.
    CHECK(text(customer_churn_rate.within(march, base({{95, stays}, {5, leaves}}))) == "5.00 %");
    std::vector all{paying("the 95", 8'000_usd)};
    for (int i = 0; i < 5; ++i)
        all.push_back(paying(
            "large " + std::to_string(i), 400_usd, Interval::month, "2025-01-01", "2025-03-10"));
    CHECK(text(revenue_churn.within(march, all)) == "20.00 %");
}

TEST_CASE("pitfall 112: an annual plan", "[pitfall]") {
    const Book book = make::book(std::vector{paying("a", 1'200_usd, Interval::year)});
    const Table table = rollup(book).metrics(mrr).every(Grain::month).during(quarter).run();
    for (const int month : {1, 2, 3})
        CHECK(text(table.at({}, Month{2025, month})[mrr]) == "100.00 USD");  // not 1,200, 0, 0
}

TEST_CASE("pitfall 113: a weekly plan", "[pitfall]") {
    const std::vector all{paying("a", 10_usd, Interval::week)};
    CHECK(text(mrr(all)) == "43.33 USD");  // not 40, 43.30 or 43.48
    CHECK(mrr(all)->exact() == Rational(1000 * 52, 12));
}

TEST_CASE("pitfall 114: subscriptions are summed", "[pitfall]") {
    const std::vector all{
        paying("a", 10_usd, Interval::week), paying("b", 10_usd, Interval::week),
        paying("c", 10_usd, Interval::week)};
    CHECK(mrr(all)->exact() == 130'00);  // not 43.30
}

TEST_CASE("pitfall 115: monthly and yearly plans together", "[pitfall]") {
    const auto together = [](Money yearly) {
        std::vector<Subscription> all(100, paying("a", 100_usd));
        all.insert(all.end(), 50, paying("b", yearly, Interval::year));
        return text(mrr(all));
    };
    CHECK(together(600_usd) == "12500.00 USD");
    CHECK(together(800_usd) == "13333.33 USD");
}

TEST_CASE("pitfall 121: lifetime value without churn", "[pitfall]") {
    const std::vector all{paying("a", 100_usd)};
    CHECK(
        text(lifetime_value_of_revenue.within(march, all, base({{20, stays}}))) ==
        "zero_denominator");  // not 0
}

TEST_CASE("pitfall 122: lifetime value of margin or of revenue", "[pitfall]") {
    const std::vector paid{paying("a", 100_usd)};
    const auto all = base({{95, stays}, {5, leaves}});
    const auto deals = make::deals(deal_of().costing(20_usd).won(100_usd, "2025-03-10"));
    CHECK(text(lifetime_value.within(march, paid, deals, all)) == "1600.00 USD");
    CHECK(text(lifetime_value_of_revenue.within(march, paid, all)) == "2000.00 USD");
}

TEST_CASE("pitfall 126: a cost of acquisition without customers", "[pitfall]") {
    const Book book = make::book(
        std::vector{make::spent(5'000_usd, "2025-01-10"), make::spent(1'000_usd, "2025-02-10")},
        std::vector{customer_since("2025-02-15"), customer_since("2025-02-20")});
    const auto query = rollup(book)
                           .metrics(customer_acquisition_cost)
                           .during(make::days("2025-01-01", "2025-03-01"));
    const Table monthly = Rollup{query}.every(Grain::month).run();
    CHECK(text(monthly.at({}, Month{2025, 1})[customer_acquisition_cost]) == "zero_denominator");
    CHECK(text(monthly.at({}, Month{2025, 2})[customer_acquisition_cost]) == "500.00 USD");
    // The 5,000 are not lost: 6,000 for two customers.
    CHECK(text(query.run().at({})[customer_acquisition_cost]) == "3000.00 USD");
}

TEST_CASE("pitfall 127: blended and paid cost of acquisition", "[pitfall]") {
    Customer organic = customer_since("2025-01-20");
    Customer paid = organic;
    organic.acquisition = Acquisition::organic;
    paid.acquisition = Acquisition::paid;
    const std::vector spent{make::spent(10'000_usd, "2025-01-10")};
    const auto all = base({{40, organic}, {60, paid}});
    CHECK(text(customer_acquisition_cost.within(january, spent, all)) == "100.00 USD");
    CHECK(text(customer_acquisition_cost_paid.within(january, spent, all)) == "166.67 USD");
}

TEST_CASE("pitfall 128: per customer and per account", "[pitfall]") {
    std::vector<Subscription> all;
    for (int i = 0; i < 100; ++i) {
        all.push_back(paying("c" + std::to_string(i), 200_usd));
        all.back().account = "a" + std::to_string(i % 80);
    }
    CHECK(text(mrr(all)) == "20000.00 USD");
    CHECK(text(arpa(all)) == "200.00 USD");
    CHECK(text(arpa_per_account(all)) == "250.00 USD");
}

TEST_CASE("pitfall 129: the average length of contracts", "[pitfall]") {
    const auto deals = make::deals(
        make::times(9, deal_of().with(&Deal::contract_months, 1).won(1'200_usd)),
        deal_of().with(&Deal::contract_months, 36).won(24'000_usd));
    CHECK(text(contract_length(deals)) == "4.5 months");
}

TEST_CASE("pitfall 130: pooled survey scores", "[pitfall]") {
    constexpr auto satisfied = metric(
        "satisfied", count<Survey>().where(survey::positive == true).by(survey::date) /
                         count<Survey>().by(survey::date));
    std::vector<Survey> answers(110);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        answers[i].team = i < 10 ? "A" : "B";
        answers[i].date = make::day("2025-01-20");
        answers[i].positive = i < 9 || i >= 100;  // 9 of A's 10, 10 of B's 100
    }
    const Table table =
        rollup(make::book(answers)).metrics(satisfied).by(team).with_subtotals().run();
    CHECK(text(table.at({"A"})[satisfied]) == "90.00 %");
    CHECK(text(table.at({"B"})[satisfied]) == "10.00 %");
    CHECK(text(table.at({})[satisfied]) == "17.27 %");  // not 50 %
}

TEST_CASE("pitfall 131: the day of churn is the day after the last one", "[pitfall]") {
    const Book book = make::book(std::vector{customer_since("2024-01-01", "2025-03-05")});
    const Table table = rollup(book)
                            .metrics(customers, lost_customers)
                            .every(Grain::day)
                            .during(make::days("2025-03-04", "2025-03-06"))
                            .run();
    const RowView last = table.at({}, Day{make::day("2025-03-04")});
    CHECK(text(last[customers]) == "1");
    CHECK(text(last[lost_customers]) == "0");
    const RowView gone = table.at({}, Day{make::day("2025-03-05")});
    CHECK(text(gone[customers]) == "0");
    CHECK(text(gone[lost_customers]) == "1");
}
