// SPDX-License-Identifier: MIT
#include "book/book_data.hpp"
#include "catch.hpp"
#include "support/make.hpp"
#include "support/modes/plain.hpp"

#include <saleskpi/kpi/activity.hpp>
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::day;

namespace {

std::vector<Deal> numbered(std::size_t n) {
    std::vector<Deal> deals(n);
    for (std::size_t i = 0; i < n; ++i) {
        deals[i].id = std::to_string(i);
        deals[i].rep = i % 2 == 0 ? "Asha" : "Ben";
        deals[i].stage = Stage::won;
        deals[i].closed = day("2025-01-01") + date::days{static_cast<int>(i % 200)};
        deals[i].amount = Money{static_cast<std::int64_t>(i % 60'000), usd};
    }
    return deals;
}

std::string revenue_of(const Book& book, std::string_view who) {
    return make::text(rollup(book).metrics(revenue).by(rep).run().at({who})[revenue]);
}

}  // namespace

TEST_CASE("unused fields cost nothing, used ones as little as they can") {
    constexpr std::size_t n = 10'000;
    const modes::Plain in_one_piece;
    const Book book = BookBuilder{usd}.add(numbered(n)).build();
    const detail::BookTable* deals = detail::data_of(book).find("deals");
    REQUIRE(deals);
    const auto bytes = [&](const char* column) { return deals->plain.find(column)->data.bytes(); };
    CHECK(bytes("product") == 0);
    CHECK(bytes("cost") == 0);
    CHECK(bytes("created") == 0);
    CHECK(bytes("stage") == 0);  // all are won
    CHECK(bytes("rep") == n);
    CHECK(bytes("closed") == n);
    CHECK(bytes("amount") == 2 * n);
    // Columns, the ids' own characters and 4 bytes each, and two names.
    const std::size_t ids = 10 + 90 * 2 + 900 * 3 + 9000 * 4;
    CHECK(book.bytes() >= 8 * n + ids);
    CHECK(book.bytes() <= 8 * n + ids + 1000);
}

TEST_CASE("a book spans the days on which something happened") {
    Target plan = make::quota("Asha", 100_usd, make::days("2030-01-01", "2031-01-01"));
    const Book book = BookBuilder{usd}.add(numbered(3)).add(std::vector{plan}).build();
    CHECK(book.span() == make::days("2025-01-01", "2025-01-04"));
}

TEST_CASE("dimensions are seats, texts and choices, each once") {
    Deal d = numbered(1)[0];
    const Book book = BookBuilder{usd}.add(std::vector{d}).add(std::vector<Lead>{}).build();
    const std::vector<std::string> names = book.dimensions();
    CHECK(
        std::vector(names.begin(), names.begin() + 4) ==
        std::vector<std::string>{"company", "region", "team", "rep"});
    for (const char* name : {"product", "stage", "customer", "contact_title", "collateral_used"})
        CHECK(std::count(names.begin(), names.end(), name) == 1);
    for (const char* name : {"id", "amount", "closed"})
        CHECK(std::count(names.begin(), names.end(), name) == 0);
}

TEST_CASE("overlay credit alone leaves the deal with its owner") {
    Deal d = numbered(1)[0];
    d.amount = 100_usd;
    d.credits = {{"Eva", Decimal::ratio(1, 1), true}};
    const Book book = BookBuilder{usd}.add(std::vector{d}).build();
    CHECK(revenue_of(book, "Asha") == "100.00 USD");
}

TEST_CASE("what the shares leave over is nobody's") {
    Deal d = numbered(1)[0];
    d.amount = 100_usd;
    d.credits = {{"Ben", Decimal::ratio(6, 10)}, {"Eva", Decimal::ratio(3, 10)}};
    const Book book = BookBuilder{usd}.add(std::vector{d}).build();
    CHECK(revenue_of(book, "Ben") == "60.00 USD");
    CHECK(revenue_of(book, "Eva") == "30.00 USD");
    CHECK(revenue_of(book, "(unassigned)") == "10.00 USD");
    CHECK(revenue_of(book, "Asha") == "0.00 USD");
}

TEST_CASE("a meeting of two reps is one for each and one for the team") {
    Activity a;
    a.id = "1";
    a.kind = ActivityKind::meeting;
    a.date = day("2025-01-10");
    a.credits = {{"Asha"}, {"Ben"}};
    const std::vector seats{make::seat("Asha", "North"), make::seat("Ben", "North")};
    const Book book = BookBuilder{usd}.add(std::vector{a}).add(seats).build();
    const Table table = rollup(book).metrics(meetings).by(team, rep).with_subtotals().run();
    CHECK(table.size() == 4);
    for (const auto& group :
         {std::vector<std::string_view>{"North", "Asha"}, {"North", "Ben"}, {"North"}, {}})
        CHECK(make::text(table.at(group, table[0].key().period)[meetings]) == "1");
}
