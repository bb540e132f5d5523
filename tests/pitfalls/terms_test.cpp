// SPDX-License-Identifier: MIT
// Trials, discounts and pauses of subscriptions under each policy, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/recurring.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::paying;
using make::text;

namespace {

using std::string_view;
using Texts = std::vector<std::string>;

Book book_of(const std::vector<Subscription>& all, const RevenuePolicy& policy) {
    return BookBuilder{usd}.revenue_policy(policy).add(make::identified(all, 1)).build();
}

/// Of the days [first, last).
template <class... Metrics>
Texts texts(const Book& book, string_view first, string_view last, const Metrics&... metrics) {
    const Table table = rollup(book).metrics(metrics...).during(make::days(first, last)).run();
    return {text(table.at({})[metrics])...};
}

/// At the end of a day.
std::string mrr_on(const Book& book, Date on) {
    const Table table = rollup(book).metrics(mrr).during({on, on + date::days{1}}).run();
    return text(table.at({})[mrr]);
}

std::string mrr_on(const Subscription& one, const RevenuePolicy& policy, string_view on) {
    return mrr_on(book_of({one}, policy), day(on));
}

Subscription less(Subscription subscription, int percent, string_view until = {}) {
    subscription.discount_rate = Decimal::ratio(percent, 100);
    if (!until.empty()) subscription.discount_until = day(until);
    return subscription;
}

Subscription paused(Subscription subscription, string_view from, string_view until) {
    subscription.paused = day(from);
    subscription.resumed = day(until);
    return subscription;
}

constexpr RevenuePolicy by_default{};

}  // namespace

TEST_CASE("pitfall 113: a price by the week, by the month", "[pitfall]") {
    const Subscription weekly = paying("a", 10_usd, Interval::week);
    const auto of = [&](WeekPolicy weeks) {
        return mrr_on(weekly, {.weeks = weeks}, "2025-05-31");
    };
    CHECK(of(WeekPolicy::of_52_a_year) == "43.33 USD");
    CHECK(of(WeekPolicy::of_4_33_a_month) == "43.30 USD");
    CHECK(of(WeekPolicy::of_365_25_days_a_year) == "43.48 USD");
    CHECK(of(WeekPolicy::of_4_a_month) == "40.00 USD");
    const Subscription daily = paying("a", 1_usd, Interval::day);
    CHECK(mrr_on(daily, by_default, "2025-05-31") == "30.42 USD");
    CHECK(mrr_on(daily, {.days = DayPolicy::of_30_a_month}, "2025-05-31") == "30.00 USD");
}

TEST_CASE("a discount is subtracted while it lasts", "[pitfall]") {
    CHECK(
        mrr_on(less(paying("a", 120_usd, Interval::year), 10), by_default, "2025-05-31") ==
        "9.00 USD");
    const Book book = book_of({less(paying("a", 10_usd), 10, "2025-04-01")}, {});
    CHECK(mrr_on(book, day("2025-03-31")) == "9.00 USD");
    CHECK(mrr_on(book, day("2025-04-01")) == "10.00 USD");
    CHECK(
        texts(book, "2025-01-01", "2025-05-01", new_mrr, expansion_mrr, net_new_mrr) ==
        Texts{"9.00 USD", "1.00 USD", "10.00 USD"});
}

TEST_CASE("one product counts discounts for ever alone, another none", "[pitfall]") {
    const Subscription forever = less(paying("a", 10_usd), 50);
    const Subscription once = less(paying("a", 10_usd), 50, "2025-02-01");
    CHECK(mrr_on(forever, revenue_policy("stripe"), "2025-01-15") == "5.00 USD");
    CHECK(mrr_on(once, revenue_policy("stripe"), "2025-01-15") == "10.00 USD");
    CHECK(mrr_on(once, revenue_policy("profitwell"), "2025-01-15") == "5.00 USD");
    CHECK(mrr_on(forever, revenue_policy("paddle"), "2025-01-15") == "10.00 USD");
}

// 65 a month, of which the amount that is due on March 1 is the last with 5 less.
TEST_CASE("a discount counts that the next renewal will have", "[pitfall]") {
    Subscription one = paying("a", 65_usd);
    one.discount = 5_usd;
    one.discount_until = day("2025-03-15");
    const Book book = book_of({one}, revenue_policy("chargebee"));
    CHECK(mrr_on(book, day("2025-01-31")) == "60.00 USD");
    CHECK(mrr_on(book, day("2025-02-28")) == "60.00 USD");
    CHECK(mrr_on(book, day("2025-03-01")) == "65.00 USD");
    // Taken off the first amount alone, it is off none that is to come.
    one.discount_until = day("2025-02-01");
    CHECK(mrr_on(one, revenue_policy("chargebee"), "2025-01-15") == "65.00 USD");
    CHECK(mrr_on(one, by_default, "2025-01-15") == "60.00 USD");
    // Of the last days of months the next is the last day, too.
    one.started = day("2024-10-31");
    one.discount_until = day("2025-03-01");
    CHECK(mrr_on(one, revenue_policy("chargebee"), "2025-02-27") == "60.00 USD");
    CHECK(mrr_on(one, revenue_policy("chargebee"), "2025-02-28") == "65.00 USD");
    // Every two weeks from October 31: February 20 is the last before March 1.
    one.interval = Interval::week;
    one.interval_count = 2;
    CHECK(mrr_on(one, revenue_policy("chargebee"), "2025-02-19") == "130.00 USD");
    CHECK(mrr_on(one, revenue_policy("chargebee"), "2025-02-20") == "140.83 USD");
}

TEST_CASE("a discount takes off all at most, and then nobody pays", "[pitfall]") {
    Subscription one = paying("a", 10_usd);
    one.quantity = 3;
    one.discount = 12_usd;
    CHECK(mrr_on(one, by_default, "2025-01-15") == "18.00 USD");
    one.discount = 45_usd;
    one.discount_until = day("2025-03-01");
    const Book book = book_of({one}, {});
    CHECK(
        texts(book, "2025-01-01", "2025-03-01", mrr, paying_customers, new_mrr) ==
        Texts{"0.00 USD", "0", "0.00 USD"});
    CHECK(
        texts(book, "2025-03-01", "2025-03-02", mrr, paying_customers, new_mrr) ==
        Texts{"30.00 USD", "1", "30.00 USD"});
    one.discount = -5_usd;
    CHECK(mrr_on(one, by_default, "2025-01-15") == "30.00 USD");
    const Book noted = book_of({one}, {});
    REQUIRE(noted.report().findings.size() == 1);
    CHECK(noted.report().findings.front().field == "discount");
}

TEST_CASE("a pause is contraction, nothing or churn", "[pitfall]") {
    const std::vector all{
        paused(paying("a", 100_usd), "2025-02-10", "2025-03-20"), paying("b", 50_usd)};
    const auto of = [&](PausePolicy pause, string_view first, string_view last) {
        return texts(
            book_of(all, {.pause = pause}), first, last, mrr, paying_customers, contraction_mrr,
            churned_mrr, expansion_mrr, reactivation_mrr);
    };
    const string_view february = "2025-02-01", march = "2025-03-01", april = "2025-04-01";
    const Texts nothing{"150.00 USD", "2", "0.00 USD", "0.00 USD", "0.00 USD", "0.00 USD"};
    CHECK(
        of(PausePolicy::contraction, february, march) ==
        Texts{"50.00 USD", "1", "100.00 USD", "0.00 USD", "0.00 USD", "0.00 USD"});
    CHECK(
        of(PausePolicy::contraction, march, april) ==
        Texts{"150.00 USD", "2", "0.00 USD", "0.00 USD", "100.00 USD", "0.00 USD"});
    CHECK(of(PausePolicy::keep, february, march) == nothing);
    CHECK(of(PausePolicy::keep, march, april) == nothing);
    CHECK(
        of(PausePolicy::churn, february, march) ==
        Texts{"50.00 USD", "1", "0.00 USD", "100.00 USD", "0.00 USD", "0.00 USD"});
    CHECK(
        of(PausePolicy::churn, march, april) ==
        Texts{"150.00 USD", "2", "0.00 USD", "0.00 USD", "0.00 USD", "100.00 USD"});
}

// Who ends while paused is gone, and comes back as one who had left.
TEST_CASE("a paused customer stays until his subscription ends", "[pitfall]") {
    Subscription first = paying("a", 100_usd, Interval::month, "2025-01-01", "2025-03-10");
    first.paused = day("2025-02-10");
    const Book book = book_of({first, paying("a", 80_usd, Interval::month, "2025-05-01")}, {});
    CHECK(
        texts(
            book, "2025-01-01", "2025-06-01", contraction_mrr, churned_mrr, reactivation_mrr,
            expansion_mrr) == Texts{"100.00 USD", "0.00 USD", "80.00 USD", "0.00 USD"});
    // Where the other comes while he is paused, he expands.
    const Book sooner = book_of({first, paying("a", 80_usd, Interval::month, "2025-03-01")}, {});
    CHECK(
        texts(
            sooner, "2025-01-01", "2025-06-01", contraction_mrr, reactivation_mrr, expansion_mrr) ==
        Texts{"100.00 USD", "0.00 USD", "80.00 USD"});
}

TEST_CASE("a trial brings nothing, and is new on the first day that is paid for", "[pitfall]") {
    Subscription one = paying("a", 100_usd);
    one.trial_until = day("2025-01-15");
    const Book book = book_of({one}, {});
    CHECK(
        texts(
            book, "2025-01-01", "2025-01-15", mrr, new_mrr, paying_customers,
            subscribed_customers) == Texts{"0.00 USD", "0.00 USD", "0", "1"});
    CHECK(
        texts(book, "2025-01-15", "2025-01-16", mrr, new_mrr, paying_customers, arpa) ==
        Texts{"100.00 USD", "100.00 USD", "1", "100.00 USD"});
    // A discount during the trial counts afterwards, if it lasts.
    one.discount_rate = Decimal::ratio(1, 2);
    one.discount_until = day("2025-02-01");
    CHECK(mrr_on(one, by_default, "2025-01-14") == "0.00 USD");
    CHECK(mrr_on(one, by_default, "2025-01-15") == "50.00 USD");
    CHECK(mrr_on(one, by_default, "2025-02-01") == "100.00 USD");
}

TEST_CASE("who gives notice is gone at the end of the period, or at once", "[pitfall]") {
    Subscription one = paying("a", 100_usd, Interval::month, "2025-01-01", "2025-06-01");
    one.cancelled = day("2025-05-10");
    CHECK(mrr_on(one, by_default, "2025-05-31") == "100.00 USD");
    CHECK(mrr_on(one, by_default, "2025-06-01") == "0.00 USD");
    const Book at_once = book_of({one}, revenue_policy("stripe"));
    CHECK(mrr_on(at_once, day("2025-05-09")) == "100.00 USD");
    CHECK(mrr_on(at_once, day("2025-05-10")) == "0.00 USD");
    CHECK(texts(at_once, "2025-05-10", "2025-05-11", churned_mrr) == Texts{"100.00 USD"});
}

TEST_CASE("who comes back too late is new", "[pitfall]") {
    const std::vector all{
        paying("a", 100_usd, Interval::month, "2025-01-01", "2025-03-01"),
        paying("a", 80_usd, Interval::month, "2025-03-31")};
    const auto of = [&](std::optional<std::int32_t> days) {
        return texts(
            book_of(all, {.reactivation_within = days}), "2025-03-01", "2025-04-01", new_mrr,
            reactivation_mrr);
    };
    CHECK(of({}) == Texts{"0.00 USD", "80.00 USD"});
    CHECK(of(30) == Texts{"0.00 USD", "80.00 USD"});
    CHECK(of(29) == Texts{"80.00 USD", "0.00 USD"});
}

// Agreed in March, begun in May; notice in July, ended in September.
TEST_CASE("what is contracted counts from the agreement to the notice", "[pitfall]") {
    Subscription one = paying("a", 100_usd, Interval::month, "2025-05-01", "2025-09-01");
    one.contracted = day("2025-03-10");
    one.cancelled = day("2025-07-10");
    const Book book = book_of({one, paying("b", 10_usd)}, {});
    const auto on = [&](string_view first, string_view last) {
        return texts(book, first, last, mrr, mrr_contracted);
    };
    CHECK(on("2025-03-01", "2025-03-10") == Texts{"10.00 USD", "10.00 USD"});
    CHECK(on("2025-03-10", "2025-03-11") == Texts{"10.00 USD", "110.00 USD"});
    CHECK(on("2025-05-01", "2025-05-02") == Texts{"110.00 USD", "110.00 USD"});
    CHECK(on("2025-07-10", "2025-07-11") == Texts{"110.00 USD", "10.00 USD"});
    CHECK(on("2025-09-01", "2025-09-02") == Texts{"10.00 USD", "10.00 USD"});
    // Withdrawn before it began: it still runs, and nobody counts on it.
    one.cancelled = day("2025-04-10");
    const Book withdrawn = book_of({one}, {});
    CHECK(texts(withdrawn, "2025-04-01", "2025-04-10", mrr_contracted) == Texts{"100.00 USD"});
    CHECK(texts(withdrawn, "2025-04-10", "2025-04-11", mrr_contracted) == Texts{"0.00 USD"});
    CHECK(
        texts(withdrawn, "2025-06-01", "2025-06-02", mrr, mrr_contracted) ==
        Texts{"100.00 USD", "0.00 USD"});
}

// Four end in May: one pays, one left, one was paused, one is free. One goes on.
TEST_CASE("trials that became paying, by those that ended", "[pitfall]") {
    std::vector<Subscription> all(5, paying("a", 100_usd, Interval::month, "2025-04-20"));
    for (Subscription& one : all)
        one.trial_until = day("2025-05-20");
    all[1].ended = day("2025-05-10");
    all[2].paused = day("2025-05-20");
    all[3].price = 0_usd;
    all[4].trial_until = day("2025-06-20");
    const Book book = book_of(all, {});
    CHECK(
        texts(
            book, "2025-05-01", "2025-06-01", trials_started, trials_ended,
            trial_conversion_rate) == Texts{"0", "4", "25.00 %"});
    CHECK(
        texts(
            book, "2025-04-01", "2025-05-01", trials_started, trials_ended,
            trial_conversion_rate) == Texts{"5", "0", "no_records"});
}
