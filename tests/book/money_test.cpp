// SPDX-License-Identifier: MIT
// Money of several currencies in one book.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <limits>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;

namespace {

Deal sold(const char* id, Money amount, const char* closed) {
    Deal d;
    d.id = id;
    d.stage = Stage::won;
    d.amount = amount;
    d.created = day("2024-12-01");
    d.closed = day(closed);
    return d;
}

const std::vector<ExchangeRate> rates{
    {"EUR", "USD", {}, Decimal::ratio(11, 10)},
    {"EUR", "USD", day("2025-02-01"), Decimal::ratio(105, 100)},
    {"USD", "JPY", day("2025-01-01"), Decimal::ratio(160, 1)}};

std::string revenue_of(const std::vector<Deal>& deals) {
    const Book book = BookBuilder{usd}.add(deals).add(rates).build();
    return make::text(rollup(book).metrics(revenue).run()[0][revenue]);
}

}  // namespace

TEST_CASE("money is converted at the rate of the record's own day") {
    CHECK(revenue_of({sold("1", Money{100000, eur}, "2025-01-31")}) == "1100.00 USD");
    CHECK(revenue_of({sold("1", Money{100000, eur}, "2025-02-01")}) == "1050.00 USD");
}

TEST_CASE("the inverse of the opposite rate serves as well, rounded once and half to even") {
    // 4 yen at 160 a dollar are 2.5 cents, 12 are 7.5: both go to the even neighbour.
    CHECK(revenue_of({sold("1", Money{4, jpy}, "2025-01-31")}) == "0.02 USD");
    CHECK(revenue_of({sold("1", Money{12, jpy}, "2025-01-31")}) == "0.08 USD");
    // Each record by itself: not 5.0 cents.
    CHECK(
        revenue_of(
            {sold("1", Money{4, jpy}, "2025-01-31"), sold("2", Money{4, jpy}, "2025-01-31")}) ==
        "0.04 USD");
}

TEST_CASE("an open deal is converted as of the day it was created") {
    Deal open = sold("1", Money{100000, eur}, "2025-02-10");
    open.stage = Stage::open;
    open.closed.reset();
    const Book book = BookBuilder{usd}.add(std::vector{open}).add(rates).build();
    const Table table = rollup(book).metrics(pipeline_value).run();
    CHECK(make::text(table[0][pipeline_value]) == "1100.00 USD");
}

TEST_CASE("without a rate the money is missing and named, and the record counts") {
    const auto finding = [&](const Deal& deal) {
        const Book book = BookBuilder{usd}.add(std::vector{deal}).add(rates).build();
        CHECK(book.records("deals") == 1);
        REQUIRE(book.report().findings.size() == 1);
        CHECK(!book.report().findings[0].rejected);
        return book.report().findings[0].value + " " + book.report().findings[0].reason;
    };
    CHECK(
        finding(sold("1", Money{100, gbp}, "2025-01-31")) ==
        "1.00 GBP has no exchange rate to USD on 2025-01-31");
    CHECK(
        finding(sold("1", Money{100, jpy}, "2024-12-31")) ==
        "100 JPY has no exchange rate to USD on 2024-12-31");
    Deal open;
    open.id = "1";
    open.amount = Money{100, gbp};
    CHECK(finding(open) == "1.00 GBP has no exchange rate to USD, having no date");
    // What comes out is the number that stands for none: too large, and not passed over.
    const Book doubled =
        BookBuilder{usd}
            .add(std::vector{sold("1", Money{INT64_MIN / 2, eur}, "2025-01-31")})
            .add(std::vector<ExchangeRate>{{"EUR", "USD", {}, Decimal::ratio(2, 1)}})
            .build();
    REQUIRE(doubled.report().findings.size() == 1);
    CHECK(doubled.report().findings[0].reason == "is too large in USD");
    constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();
    CHECK_THAT(
        finding(sold("1", Money{most, eur}, "2025-01-31")),
        Catch::Matchers::EndsWith("is too large in USD"));
}
