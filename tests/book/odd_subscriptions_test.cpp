// SPDX-License-Identifier: MIT
// Subscriptions that overlap, end before they begin, cost nothing or less, never end, or end on the last day.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/retention.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::paying;
using make::text;

namespace {

/// Of January to March 2025: what there is at the end of each, and the movements that lead there.
std::string months(const std::vector<Subscription>& all) {
    const Table table = rollup(make::book(all))
                            .metrics(
                                opening_mrr, new_mrr, expansion_mrr, contraction_mrr, churned_mrr,
                                reactivation_mrr, mrr, paying_customers)
                            .every(Grain::month)
                            .during("2025-01-01"_date, "2025-04-01"_date)
                            .run();
    std::string told;
    for (const RowView row : table) {
        if (!told.empty()) told += "; ";
        const auto show = [&](const char* name, const auto& metric) {
            if (row[metric] && row[metric]->exact() != 0)
                told += std::string{name} + " " + text(row[metric]) + ", ";
        };
        show("new", new_mrr);
        show("more", expansion_mrr);
        show("less", contraction_mrr);
        show("gone", churned_mrr);
        show("back", reactivation_mrr);
        told += text(row[mrr]) + " of " + text(row[paying_customers]);
    }
    return told;
}

std::string net_retention(const std::vector<Subscription>& all) {
    return text(rollup(make::book(all))
                    .metrics(net_revenue_retention)
                    .during("2025-02-01"_date, "2025-03-01"_date)
                    .run()[0][net_revenue_retention]);
}

Subscription seat(const char* customer, Money price, const char* from, const char* until = "") {
    return paying(customer, price, Interval::month, from, until);
}

}  // namespace

TEST_CASE("subscriptions of one customer that overlap add up, and who ends one of them stays") {
    const std::vector all{
        seat("A", 100_usd, "2025-01-05", "2025-03-10"), seat("A", 50_usd, "2025-02-05")};
    CHECK(
        months(all) ==
        "new 100.00 USD, 100.00 USD of 1; more 50.00 USD, 150.00 USD of 1; "
        "less 100.00 USD, 50.00 USD of 1");
    CHECK(net_retention(all) == "150.00 %");
}

TEST_CASE("one that ends before it begins, or on that day, was never there") {
    const std::vector all{
        seat("A", 100_usd, "2025-02-10", "2025-01-10"),
        seat("B", 70_usd, "2025-02-10", "2025-02-10"), seat("C", 10_usd, "2025-01-01")};
    CHECK(months(all) == "new 10.00 USD, 10.00 USD of 1; 10.00 USD of 1; 10.00 USD of 1");
    CHECK(net_retention(all) == "100.00 %");
}

TEST_CASE("one of a single day comes and goes, and is in no stock of a later day") {
    CHECK(
        months({seat("A", 100_usd, "2025-02-10", "2025-02-11")}) ==
        "0.00 USD of 0; new 100.00 USD, gone 100.00 USD, 0.00 USD of 0; 0.00 USD of 0");
}

TEST_CASE("a free one is subscribed and pays nothing; to begin to pay is new business") {
    CHECK(
        months({seat("A", 0_usd, "2025-01-05", "2025-02-05"), seat("A", 30_usd, "2025-02-05")}) ==
        "0.00 USD of 0; new 30.00 USD, 30.00 USD of 1; 30.00 USD of 1");
}

TEST_CASE("a negative price reduces what its customer pays, and alone brings less than nothing") {
    CHECK(
        months(
            {seat("A", 100_usd, "2025-01-05"), seat("A", -20_usd, "2025-02-05", "2025-03-05")}) ==
        "new 100.00 USD, 100.00 USD of 1; less 20.00 USD, 80.00 USD of 1; "
        "more 20.00 USD, 100.00 USD of 1");
    CHECK(
        months({seat("A", -20_usd, "2025-02-05", "2025-03-05")}) ==
        "0.00 USD of 0; less 20.00 USD, -20.00 USD of 0; more 20.00 USD, 0.00 USD of 0");
}

TEST_CASE("one without an end goes on, one without a beginning was there before anything moved") {
    Subscription since_ever = seat("A", 100_usd, "2025-01-01");
    since_ever.started.reset();
    // Nothing of it tells a day: there is no first one.
    CHECK(months({since_ever}) == "100.00 USD of 1; 100.00 USD of 1; 100.00 USD of 1");
    CHECK(
        months({seat("A", 100_usd, "2024-06-01")}) ==
        "100.00 USD of 1; 100.00 USD of 1; 100.00 USD of 1");
}

TEST_CASE(
    "who is last subscribed on the last day of the data is there on it, and churns the day after") {
    const std::vector all{seat("A", 100_usd, "2025-01-05", "2025-03-31")};
    CHECK(
        months(all) ==
        "new 100.00 USD, 100.00 USD of 1; 100.00 USD of 1; gone 100.00 USD, 0.00 USD of 0");
    const std::vector a_day_later{seat("A", 100_usd, "2025-01-05", "2025-04-01")};
    CHECK(
        months(a_day_later) == "new 100.00 USD, 100.00 USD of 1; 100.00 USD of 1; 100.00 USD of 1");
    // As of a day nothing is known of what comes later.
    const Book march =
        BookBuilder{usd}.as_of("2025-03-31"_date).add(make::identified(a_day_later, 1)).build();
    const Table until_april =
        rollup(march).metrics(churned_mrr, mrr).during("2025-03-01"_date, "2025-04-02"_date).run();
    CHECK(text(until_april[0][mrr]) == "100.00 USD");
}
