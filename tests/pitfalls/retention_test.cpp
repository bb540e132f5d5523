// SPDX-License-Identifier: MIT
// Traps of what becomes of customers and of what they pay, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/retention.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::paying;
using make::text;

namespace {

using Subscriptions = std::vector<Subscription>;
using Texts = std::vector<std::string>;

/// So many customers of 100 a month, from one day until another.
void add(
    Subscriptions& all, int n, std::string_view who, std::string_view from, std::string_view to) {
    for (int i = 0; i < n; ++i)
        all.push_back(
            paying(std::string{who} + std::to_string(i), 100_usd, Interval::month, from, to));
}

template <class... Metrics>
Texts in_may(const Subscriptions& all, const Metrics&... metrics) {
    const Book book = make::book(all);
    const Table table = rollup(book)
                            .metrics(metrics...)
                            .every(Grain::month)
                            .during(make::days("2025-05-01", "2025-06-01"))
                            .run();
    return {text(table[0][metrics])...};
}

}  // namespace

TEST_CASE("pitfall 109: retention where customers come back, by their subscriptions", "[pitfall]") {
    Subscriptions all;
    add(all, 80, "stays", "2025-01-01", {});
    add(all, 20, "leaves", "2025-01-01", "2025-05-10");
    add(all, 10, "back", "2024-01-01", "2024-06-01");
    add(all, 10, "back", "2025-05-15", {});
    add(all, 10, "new", "2025-05-12", {});
    CHECK(
        in_may(
            all, paying_customer_retention_rate, new_paying_customers, returned_customers,
            churned_customers, paying_customers) == Texts{"80.00 %", "10", "10", "20", "100"});
}

TEST_CASE("pitfall 110: who joins and leaves within the period, by subscriptions", "[pitfall]") {
    Subscriptions all;
    add(all, 90, "stays", "2025-01-01", {});
    add(all, 10, "leaves", "2025-01-01", "2025-05-10");
    add(all, 15, "joins", "2025-05-03", {});
    add(all, 5, "tries", "2025-05-03", "2025-05-20");
    CHECK(
        in_may(all, paying_customer_churn_rate, paying_customer_churn_rate_with_joiners) ==
        Texts{"10.00 %", "12.50 %"});
}

TEST_CASE("pitfall 121: lifetime value where nobody leaves", "[pitfall]") {
    Subscriptions all;
    add(all, 60, "stays", "2024-01-01", {});
    CHECK(
        in_may(
            all, arpa, paying_customer_churn_rate, subscriber_lifetime_value,
            subscriber_lifetime_value_bounded) ==
        Texts{"100.00 USD", "0.00 %", "zero_denominator", "5988.02 USD"});
    // Three of sixty in December and three of 57 in January: the mean of six months is not zero.
    for (int i = 0; i < 6; ++i)
        all[static_cast<std::size_t>(i)].ended = make::day(i < 3 ? "2024-12-10" : "2025-01-10");
    const Rational churn = (Rational(3, 60) + Rational(3, 57)) / Rational(6);
    const Book book = make::book(all);
    const Table table = rollup(book)
                            .metrics(subscriber_lifetime_value_smoothed)
                            .every(Grain::month)
                            .during(make::days("2025-05-01", "2025-06-01"))
                            .run();
    CHECK(table[0][subscriber_lifetime_value_smoothed]->exact() == Rational(10'000) / churn);
}

TEST_CASE("pitfall 123: net revenue retention has no new customers in it", "[pitfall]") {
    const Subscriptions all{
        paying("up", 40_usd, Interval::month, "2025-01-01", "2025-05-10"),
        paying("up", 60_usd, Interval::month, "2025-05-10"),
        paying("down", 50_usd, Interval::month, "2025-01-01", "2025-05-10"),
        paying("down", 45_usd, Interval::month, "2025-05-10"),
        paying("gone", 10_usd, Interval::month, "2025-01-01", "2025-05-10"),
        paying("new", 30_usd, Interval::month, "2025-05-10")};
    CHECK(in_may(all, net_revenue_retention, opening_mrr) == Texts{"105.00 %", "100.00 USD"});
}

TEST_CASE("pitfall 124: gross revenue retention is capped by customer", "[pitfall]") {
    const Subscriptions all{
        paying("A", 50_usd), paying("A", 30_usd, Interval::month, "2025-05-10"),
        paying("B", 50_usd, Interval::month, "2025-01-01", "2025-05-10"),
        paying("B", 30_usd, Interval::month, "2025-05-10")};
    CHECK(
        in_may(all, gross_revenue_retention, net_revenue_retention) ==
        Texts{"80.00 %", "110.00 %"});
}

// Another plan on the 10th, one who leaves on the 10th, and one who is away from the 20th to the 22nd.
TEST_CASE("a change of plan is no loss, and who comes back has been away only day by day") {
    const Subscriptions all{
        paying("C1", 100_usd, Interval::month, "2025-01-01", "2025-05-10"),
        paying("C1", 150_usd, Interval::month, "2025-05-10"),
        paying("C2", 100_usd, Interval::month, "2025-01-01", "2025-05-10"),
        paying("C3", 100_usd, Interval::month, "2025-01-01", "2025-05-20"),
        paying("C3", 100_usd, Interval::month, "2025-05-22")};
    CHECK(
        in_may(
            all, net_revenue_retention, gross_revenue_retention, paying_customer_retention_rate) ==
        Texts{"83.33 %", "66.67 %", "66.67 %"});
    CHECK(
        in_may(all, churned_mrr, reactivation_mrr, expansion_mrr, mrr, churned_customers) ==
        Texts{"200.00 USD", "100.00 USD", "50.00 USD", "250.00 USD", "2"});
}
