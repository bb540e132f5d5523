// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/kpi/usage.hpp>

using namespace kpi_test;

namespace {

UsageEvent used(UsageKind kind, std::string_view user, std::string_view date = "2025-01-15") {
    UsageEvent e;
    e.kind = kind;
    e.user = user;
    e.date = day(date);
    return e;
}

UsageEvent session(std::string_view user, int minutes) {
    UsageEvent e = used(UsageKind::session, user);
    // A minute of 1,440 has no end in decimals; tests take multiples of 9, which do.
    e.duration = Decimal::ratio(minutes, 1440);
    return e;
}

std::vector<Ticket> tickets_opened(std::size_t n) {
    Ticket t;
    t.opened = day("2025-01-15");
    return std::vector<Ticket>(n, t);
}

}  // namespace

TEST_CASE("logins are events, active users are people") {
    const std::vector events{
        used(UsageKind::login, "ann"),
        used(UsageKind::login, "ann"),
        used(UsageKind::login, "bob"),
        used(UsageKind::feature, "cy"),
        used(UsageKind::login, ""),
        used(UsageKind::login, "ann", "2025-02-01"),
        used(UsageKind::login, "dora", "2025-02-01")};
    CHECK(answer(logins(events)) == "6");
    CHECK(answer(active_users(events)) == "4");
    const Window january = window("2025-01-01", "2025-02-01");
    CHECK(answer(logins.within(january, events)) == "4");
    CHECK(answer(active_users.within(january, events)) == "3");
    CHECK(answer(active_users.within(window("2025-02-01", "2025-03-01"), events)) == "2");
}

// 36 and 72 minutes are 108 / 1,440 of a day, 54 each; a session of unknown length is not one of 0.
TEST_CASE("session time is in days, and of known sessions only") {
    const std::vector events{
        session("ann", 36), session("bob", 72), used(UsageKind::session, "cy"),
        used(UsageKind::login, "ann")};
    CHECK(answer(session_time(events)) == "3/40");
    CHECK(answer(average_session(events)) == "3/80");
    const std::vector unknown{used(UsageKind::session, "cy")};
    CHECK(answer(session_time(unknown)) == "missing_values");
    CHECK(answer(average_session(unknown)) == "missing_values");
    const std::vector none{used(UsageKind::login, "cy")};
    CHECK(answer(session_time(none)) == "0");
    CHECK(answer(average_session(none)) == "no_records");
}

// 12 tickets, 8 users, and 5 customers of whom one left in January.
TEST_CASE("tickets per user and per customer") {
    const Window january = window("2025-01-01", "2025-02-01");
    std::vector<UsageEvent> events;
    for (const char* user : {"a", "b", "c", "d", "e", "f", "g", "h", "a", "b"})
        events.push_back(used(UsageKind::login, user));
    std::vector<Customer> base;
    add(base, 4, customer_since("2024-01-01"));
    add(base, 1, customer_since("2024-01-01", "2025-01-20"));
    const auto opened = tickets_opened(12);
    CHECK(answer(tickets(opened)) == "12");
    CHECK(answer(tickets_per_user.within(january, opened, events)) == "3/2");
    CHECK(answer(tickets_per_customer.within(january, opened, base)) == "3");
    const std::vector<Customer> nobody;
    CHECK(answer(tickets_per_customer.within(january, opened, nobody)) == "no_records");
    CHECK(answer(tickets(tickets_opened(0))) == "no_records");
}
