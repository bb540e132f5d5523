// SPDX-License-Identifier: MIT
// Reports by rep and by the day on which something ends: what stands beside each other is kept apart.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");

}  // namespace

TEST_CASE("medians of one amount under two conditions are two medians") {
    const Book book = make::book(
        std::vector{make::seat("Asha", "North"), make::seat("Ben", "North")},
        make::deals(
            deal_of("Asha").won(10_usd), deal_of("Asha").won(30_usd), deal_of("Asha").lost(7_usd),
            deal_of("Ben").won(5_usd), deal_of("Ben").lost(1_usd), deal_of("Ben").lost(3_usd)));
    constexpr auto of_won = metric("of_won", median(deal::amount).where(won).by(deal::closed));
    constexpr auto of_lost =
        metric("of_lost", median(deal::amount).where(deal::stage == Stage::lost).by(deal::closed));
    constexpr auto discount = metric("discount", median(deal::list).where(won).by(deal::closed));
    const Table table =
        rollup(book).metrics(of_won, of_lost, discount).by(by::rep).during(january).run();
    const auto line = [&](const char* rep) {
        const RowView row = table.at({rep});
        return text(row[of_won]) + ", " + text(row[of_lost]) + ", " + text(row[discount]);
    };
    CHECK(line("Asha") == "20.00 USD, 7.00 USD, missing_values");
    CHECK(line("Ben") == "5.00 USD, 2.00 USD, missing_values");
}

TEST_CASE("who leaves on the day after the last is a customer throughout") {
    constexpr auto stayed =
        metric("stayed", count<Customer>().active_throughout(customer::since, customer::until));
    const auto counted = [&](const char* since, const char* until) {
        Customer one = make::customer_since(since, until);
        one.id = "Ada";
        const Book book = make::book(std::vector{one});
        return text(rollup(book).metrics(stayed).during(january).run()[0][stayed]);
    };
    CHECK(counted("2024-12-31", "2025-02-01") == "1");
    CHECK(counted("2024-12-31", "2025-01-31") == "0");
    CHECK(counted("2025-01-01", "2025-02-01") == "0");
}
