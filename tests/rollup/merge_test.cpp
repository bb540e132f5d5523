// SPDX-License-Identifier: MIT
// What parts must have in common, what is said where they have not, and what a whole says of both.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/rollup/partial.hpp>

#include <algorithm>

using namespace make;

namespace {

std::string refusal(const Rollup& a, const Rollup& b) {
    return message_of([&] {
        Partial whole = a.partial();
        whole.merge(b.partial());
    });
}

}  // namespace

TEST_CASE("parts of different queries are refused in words that say what differs") {
    const Book book = make::book(make::deals(deal_of("A").won(100_usd)));
    Rollup query =
        rollup(book).metrics(revenue).by(by::rep).during(days("2025-01-01", "2025-03-01"));
    const auto with = [&](auto change) {
        Rollup other = query;
        change(other);
        return refusal(query, other);
    };
    CHECK(with([](Rollup& r) {
              r.with_subtotals();
          }) == "parts of different subtotals cannot be merged: without and with");
    CHECK(with([](Rollup& r) {
              r.every(Grain::month);
          }) == "parts of different grains cannot be merged: window and month");
    CHECK(
        with([](Rollup& r) { r.during(days("2025-01-01", "2025-02-01")); }) ==
        "parts of different windows cannot be merged: 2025-01-01 to 2025-03-01 and 2025-01-01 to "
        "2025-02-01");
    CHECK(with([](Rollup& r) {
              r.by(by::team);
          }) == "parts of different dimensions cannot be merged: rep and rep, team");
    CHECK(with([](Rollup& r) {
              r.metrics(deals_won);
          }) == "parts of different numbers of metrics cannot be merged: 1 and 2");
    Rollup other =
        rollup(book).metrics(deals_won).by(by::rep).during(days("2025-01-01", "2025-03-01"));
    CHECK(
        refusal(query, other) ==
        "parts of different definitions cannot be merged: 'revenue' (sum(deals.amount where stage "
        "= "
        "won by closed)) and 'deals_won' (count(deals where stage = won by closed))");
}

// Of three deals and a rejected one, and of two deals.
TEST_CASE("the report of merged parts counts what was read, kept and rejected in both") {
    const auto part = [](const std::vector<Deal>& deals) {
        return rollup(make::book(deals)).metrics(revenue).during(days("2025-01-01", "2025-02-01"));
    };
    std::vector<Deal> first{3, deal_of("A").won(100_usd)};
    first[0].id = "1", first[1].id = "2", first[2].id = "3";
    first.push_back(first[2]);
    std::vector<Deal> second{2, deal_of("A").won(10_usd)};
    second[0].id = "4", second[1].id = "5";
    Partial whole = part(first).partial();
    whole.merge(part(second).partial());
    const Table table = whole.table();
    CHECK(text(table[0][revenue]) == "320.00 USD");
    REQUIRE(table.report().tables.size() == 1);
    CHECK(table.report().tables[0] == TableCount{"deals", 6, 5, 1, 0});
}

// A deal of 100 that A and B share counts once for both together, and so does one of another part.
TEST_CASE("shared deals of several parts count once each") {
    const auto part = [](const char* id, const char* customer) {
        const Deal deal = deal_of("A")
                              .won(100_usd)
                              .from(customer)
                              .shared({{"A", 60}, {"B", 40}})
                              .with(&Deal::id, std::string{id});
        return rollup(make::book(std::vector<Deal>{deal}))
            .metrics(deals_won, revenue, revenue_per_customer)
            .by(by::rep)
            .with_subtotals()
            .during(days("2025-01-01", "2025-02-01"));
    };
    Partial whole = part("1", "x").partial();
    whole.merge(part("2", "y").partial());
    whole.merge(part("3", "y").partial());
    const Table table = whole.table();
    const auto line = [&](std::size_t row) {
        return text(table[row][deals_won]) + " " + text(table[row][revenue]) + " " +
               text(table[row][revenue_per_customer]);
    };
    REQUIRE(table.size() == 3);
    std::vector<std::string> lines{line(0), line(1), line(2)};
    std::sort(lines.begin(), lines.end());
    CHECK(
        lines ==
        std::vector<std::string>{
            "3 120.00 USD 60.00 USD", "3 180.00 USD 90.00 USD", "3 300.00 USD 150.00 USD"});
}
