// SPDX-License-Identifier: MIT
// What parts must have in common, and what is said where they have not.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/rollup/partial.hpp>

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
