// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/kpi/activity.hpp>

using namespace kpi_test;

namespace {

Activity done(ActivityKind kind, std::string_view date = "2025-01-15") {
    Activity a;
    a.kind = kind;
    a.date = day(date);
    return a;
}

std::vector<Assignment> reps(std::size_t n) {
    Assignment a;
    a.from = day("2024-01-01");
    return std::vector<Assignment>(n, a);
}

}  // namespace

TEST_CASE("activities are counted by kind") {
    std::vector<Activity> all;
    add(all, 2, done(ActivityKind::call));
    add(all, 3, done(ActivityKind::email));
    add(all, 4, done(ActivityKind::reply));
    add(all, 5, done(ActivityKind::meeting));
    add(all, 6, done(ActivityKind::demo));
    add(all, 7, done(ActivityKind::onboarding_call));
    add(all, 8, done(ActivityKind::social_touch));
    add(all, 9, done(ActivityKind::conversation));
    add(all, 10, done(ActivityKind::lead_passed));
    add(all, 11, done(ActivityKind::other));
    CHECK(answer(calls(all)) == "2");
    CHECK(answer(emails(all)) == "3");
    CHECK(answer(replies(all)) == "4");
    CHECK(answer(meetings(all)) == "5");
    CHECK(answer(demos(all)) == "6");
    CHECK(answer(onboarding_calls(all)) == "7");
    CHECK(answer(social_touches(all)) == "8");
    CHECK(answer(conversations(all)) == "9");
    CHECK(answer(leads_passed(all)) == "10");
    CHECK(answer(activities(all)) == "65");
}

TEST_CASE("no calls among activities is 0, no activities is unknown") {
    const std::vector emails_only{done(ActivityKind::email)};
    CHECK(answer(calls(emails_only)) == "0");
    const std::vector<Activity> none;
    CHECK(answer(calls(none)) == "no_records");
    CHECK(answer(calls.within(window("2025-02-01", "2025-03-01"), emails_only)) == "0");
}

// 90 calls and 30 emails of a January with 4 reps.
TEST_CASE("activities per rep are over all reps in seat") {
    std::vector<Activity> all;
    add(all, 90, done(ActivityKind::call));
    add(all, 30, done(ActivityKind::email));
    const Window january = window("2025-01-01", "2025-02-01");
    CHECK(answer(calls_per_rep.within(january, all, reps(4))) == "45/2");
    CHECK(answer(emails_per_rep.within(january, all, reps(4))) == "15/2");
    CHECK(answer(calls_per_rep.within(january, all, reps(0))) == "no_records");
}

// 6 replies to 20 emails and 10 social touches.
TEST_CASE("the reply rate is over all that was sent") {
    std::vector<Activity> all;
    add(all, 6, done(ActivityKind::reply));
    CHECK(answer(reply_rate(all)) == "zero_denominator");
    add(all, 20, done(ActivityKind::email));
    add(all, 10, done(ActivityKind::social_touch));
    CHECK(answer(reply_rate(all)) == "1/5");
}

TEST_CASE("activities per won deal") {
    std::vector<Activity> all;
    add(all, 30, done(ActivityKind::call));
    std::vector<Deal> deals;
    add(deals, 4, won_deal(1_usd));
    add(deals, 9, decided_deal(Stage::lost, 1_usd));
    CHECK(answer(activities_per_won_deal(all, deals)) == "15/2");
    const std::vector lost_only{decided_deal(Stage::lost, 1_usd)};
    CHECK(answer(activities_per_won_deal(all, lost_only)) == "zero_denominator");
}

// 12 conversations in January; 3 of 4 customers are left at its end.
TEST_CASE("conversations per customer of the last day") {
    std::vector<Activity> all;
    add(all, 12, done(ActivityKind::conversation));
    std::vector<Customer> base;
    add(base, 3, customer_since("2024-01-01"));
    add(base, 1, customer_since("2024-01-01", "2025-01-20"));
    CHECK(
        answer(conversations_per_customer.within(window("2025-01-01", "2025-02-01"), all, base)) ==
        "4");
}
