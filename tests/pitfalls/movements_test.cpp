// SPDX-License-Identifier: MIT
// Traps of what recurring revenue does, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/recurring.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::paying;
using make::text;

namespace {

/// Of one period.
template <class... Metrics>
std::vector<std::string> texts(
    const std::vector<Subscription>& all,
    std::string_view first,
    std::string_view last,
    const Metrics&... metrics) {
    const Book book = make::book(all);
    const Table table = rollup(book).metrics(metrics...).during(make::days(first, last)).run();
    return {text(table.at({})[metrics])...};
}

using Texts = std::vector<std::string>;
using std::string_view;

constexpr string_view may = "2025-05-01";
constexpr string_view june = "2025-06-01";

}  // namespace

TEST_CASE("pitfall 111: churn of revenue, by the catalogue's own", "[pitfall]") {
    std::vector all{paying("the 95", 8'000_usd)};
    for (int i = 0; i < 5; ++i)
        all.push_back(paying(
            "large " + std::to_string(i), 400_usd, Interval::month, "2025-01-01", "2025-05-10"));
    CHECK(texts(all, may, june, mrr_churn_rate, churned_mrr) == Texts{"20.00 %", "2000.00 USD"});
}

// 10 lost by one customer, 10 by another; a third pays 10 more.
TEST_CASE("the gross rate of churn, and the net one", "[pitfall]") {
    const std::vector all{
        paying("a", 10_usd, Interval::month, "2025-01-01", "2025-05-10"),
        paying("b", 40_usd, Interval::month, "2025-01-01", "2025-05-10"),
        paying("b", 30_usd, Interval::month, "2025-05-10"), paying("c", 50_usd),
        paying("c", 10_usd, Interval::month, "2025-05-10")};
    CHECK(
        texts(all, may, june, opening_mrr, mrr_churn_rate, net_mrr_churn_rate) ==
        Texts{"100.00 USD", "20.00 %", "10.00 %"});
}

TEST_CASE("pitfall 116: up and out in one month", "[pitfall]") {
    const std::vector all{
        paying("a", 100_usd, Interval::month, "2025-01-01", "2025-05-05"),
        paying("a", 150_usd, Interval::month, "2025-05-05", "2025-05-20")};
    CHECK(
        texts(all, may, june, opening_mrr, expansion_mrr, churned_mrr, net_new_mrr, mrr) ==
        Texts{"100.00 USD", "50.00 USD", "150.00 USD", "-100.00 USD", "0.00 USD"});
}

TEST_CASE("pitfall 117: up and down in one month", "[pitfall]") {
    const std::vector all{
        paying("a", 100_usd), paying("a", 50_usd, Interval::month, "2025-05-05"),
        paying("a", 30_usd, Interval::month, "2025-01-01", "2025-05-20")};
    CHECK(
        texts(all, may, june, expansion_mrr, contraction_mrr, net_new_mrr) ==
        Texts{"50.00 USD", "30.00 USD", "20.00 USD"});
}

TEST_CASE("pitfall 118: one of two subscriptions cancelled", "[pitfall]") {
    const std::vector all{
        paying("a", 100_usd), paying("a", 60_usd, Interval::month, "2025-01-01", "2025-05-20")};
    CHECK(
        texts(all, may, june, contraction_mrr, churned_mrr, paying_customers) ==
        Texts{"60.00 USD", "0.00 USD", "1"});
}

TEST_CASE("pitfall 119: reactivation", "[pitfall]") {
    const std::vector all{
        paying("a", 100_usd, Interval::month, "2024-06-01", "2025-01-15"),
        paying("a", 80_usd, Interval::month, "2025-03-10")};
    CHECK(
        texts(all, "2025-03-01", "2025-04-01", reactivation_mrr, new_mrr) ==
        Texts{"80.00 USD", "0.00 USD"});
    CHECK(texts(all, "2025-01-01", "2025-02-01", churned_mrr) == Texts{"100.00 USD"});
}

TEST_CASE("pitfall 120: a quick ratio without losses", "[pitfall]") {
    std::vector all{
        paying("old", 10_usd), paying("a", 20_usd, Interval::month, "2025-05-05"),
        paying("old", 8_usd, Interval::month, "2025-05-08")};
    CHECK(texts(all, may, june, quick_ratio) == Texts{"zero_denominator"});
    all.push_back(paying("b", 7_usd, Interval::month, "2025-01-01", "2025-05-31"));
    CHECK(texts(all, may, june, quick_ratio) == Texts{"400.00 %"});
}

TEST_CASE("pitfall 131: the day of churn", "[pitfall]") {
    const std::vector all{paying("a", 100_usd, Interval::month, "2025-01-01", "2025-05-05")};
    CHECK(
        texts(all, "2025-05-04", "2025-05-05", churned_mrr, mrr) ==
        Texts{"0.00 USD", "100.00 USD"});
    CHECK(
        texts(all, "2025-05-05", "2025-05-06", churned_mrr, mrr) ==
        Texts{"100.00 USD", "0.00 USD"});
}

TEST_CASE("case 23: a change of plan as a new subscription, and two days without", "[pitfall]") {
    const std::vector all{
        paying("C1", 100_usd, Interval::month, "2025-01-01", "2025-02-10"),
        paying("C1", 150_usd, Interval::month, "2025-02-10"),
        paying("C2", 100_usd, Interval::month, "2025-01-01", "2025-02-10"),
        paying("C3", 100_usd, Interval::month, "2025-01-01", "2025-02-20"),
        paying("C3", 100_usd, Interval::month, "2025-02-22")};
    CHECK(
        texts(
            all, "2025-02-01", "2025-03-01", opening_mrr, new_mrr, expansion_mrr, contraction_mrr,
            churned_mrr, reactivation_mrr, moved_mrr,
            mrr) == Texts{
                        "300.00 USD", "0.00 USD", "50.00 USD", "0.00 USD", "200.00 USD",
                        "100.00 USD", "0.00 USD", "250.00 USD"});
}
