// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/money.hpp>

#include <cstdint>
#include <limits>

using namespace saleskpi;

namespace {

constexpr std::int64_t most_minor = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least_minor = std::numeric_limits<std::int64_t>::min();

}  // namespace

TEST_CASE("money literals are exact") {
    static_assert(100_usd == Money(10'000, usd));
    static_assert(99.99_usd == Money(9'999, usd));
    static_assert(0.5_eur == Money(50, eur));
    static_assert(100'000_gbp == Money(10'000'000, gbp));
    static_assert(1'000_jpy == Money(1'000, jpy));
    static_assert(1.234_kwd == Money(1'234, kwd));
    static_assert(-(5_chf) == Money(-500, chf));
    static_assert(5._pln == Money(500, pln));
}

TEST_CASE("a literal that its currency cannot hold is refused") {
    CHECK(code_of([] { detail::money_literal("1.005", usd); }) == ErrorCode::invalid_argument);
    CHECK(code_of([] { detail::money_literal("0.5", jpy); }) == ErrorCode::invalid_argument);
    CHECK(code_of([] { detail::money_literal("1e3", usd); }) == ErrorCode::invalid_argument);
    CHECK(code_of([] { detail::money_literal("0x10", usd); }) == ErrorCode::invalid_argument);
    CHECK(code_of([] { detail::money_literal("100000000000000000", usd); }) == ErrorCode::overflow);
}

TEST_CASE("money adds and subtracts within a currency") {
    static_assert(1.10_usd + 2.25_usd == 3.35_usd);
    static_assert(1_usd - 2.25_usd == -(1.25_usd));
    Money total = 10_eur;
    total += 2.5_eur;
    total -= 0.01_eur;
    CHECK(total == 12.49_eur);
    CHECK(Money().is_zero());
}

TEST_CASE("money beyond 64 bits throws") {
    CHECK(code_of([] { Money(most_minor, usd) + 0.01_usd; }) == ErrorCode::overflow);
    CHECK(code_of([] { Money(least_minor, usd) - 0.01_usd; }) == ErrorCode::overflow);
    CHECK(code_of([] { -Money(least_minor, usd); }) == ErrorCode::overflow);
    CHECK(Money(most_minor - 1, usd) + 0.01_usd == Money(most_minor, usd));
}

TEST_CASE("money of two currencies does not mix") {
    CHECK(code_of([] { 1_usd + 1_eur; }) == ErrorCode::currency_mismatch);
    CHECK(code_of([] { 1_usd - 1_eur; }) == ErrorCode::currency_mismatch);
    CHECK(code_of([] { static_cast<void>(1_usd < 1_eur); }) == ErrorCode::currency_mismatch);
    CHECK(code_of([] { static_cast<void>(1_usd >= 1_eur); }) == ErrorCode::currency_mismatch);
    CHECK(code_of([] { Money() + 1_usd; }) == ErrorCode::currency_mismatch);
    CHECK(1_usd != 1_eur);

    const std::string message = message_of([] { 1_usd + 1_eur; });
    CHECK(message.find("USD") != std::string::npos);
    CHECK(message.find("EUR") != std::string::npos);
}

TEST_CASE("money compares within a currency") {
    static_assert(1_usd < 1.01_usd && 2_usd > 1_usd && 1_usd <= 1_usd && 1_usd >= 1_usd);
}

TEST_CASE("money is read exactly") {
    CHECK(Money::try_parse("1234.5", usd) == 1234.5_usd);
    CHECK(Money::try_parse("-3", usd) == -(3_usd));
    CHECK(Money::try_parse("+.50", usd) == 0.5_usd);
    CHECK(Money::try_parse("12.3400", usd) == 12.34_usd);
    CHECK(Money::try_parse("1000.000", jpy) == 1'000_jpy);
    CHECK(Money::try_parse("1.234", kwd) == 1.234_kwd);
    CHECK(Money::try_parse("92233720368547758.07", usd) == Money(most_minor, usd));
    CHECK(Money::try_parse("-92233720368547758.08", usd) == Money(least_minor, usd));
}

TEST_CASE("what is not a plain amount of the currency is not read") {
    for (const char* text :
         {"", "-", "1,234.50", "$5", "5 USD", "1.005", "1e3", "5.", "92233720368547758.08"}) {
        INFO(text);
        CHECK_FALSE(Money::try_parse(text, usd));
    }
    CHECK_FALSE(Money::try_parse("0.5", jpy));
}

TEST_CASE("money as text") {
    CHECK(to_text(1234.5_usd) == "1234.50 USD");
    CHECK(to_text(1'000_jpy) == "1000 JPY");
    CHECK(to_text(-(0.05_eur)) == "-0.05 EUR");
    CHECK(to_text(1.234_kwd) == "1.234 KWD");
    CHECK(to_text(Money(least_minor, usd)) == "-92233720368547758.08 USD");
    CHECK(to_text(Money()) == "0");
}
