// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/exchange.hpp>

#include <limits>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace date::literals;

namespace {

ExchangeRates two_months() {
    ExchangeRates rates;
    rates.add(eur, usd, 2025_y / 2 / 1, Rational(105, 100));
    rates.add(eur, usd, 2025_y / 1 / 1, Rational(110, 100));
    rates.add(usd, jpy, 2025_y / 1 / 1, Rational(150));
    return rates;
}

}  // namespace

TEST_CASE("a rate holds from its day until the next") {
    const ExchangeRates rates = two_months();
    CHECK_FALSE(rates.rate(eur, usd, 2024_y / 12 / 31));
    CHECK(rates.rate(eur, usd, 2025_y / 1 / 1) == Rational(11, 10));
    CHECK(rates.rate(eur, usd, 2025_y / 1 / 31) == Rational(11, 10));
    CHECK(rates.rate(eur, usd, 2025_y / 2 / 1) == Rational(21, 20));
    CHECK(rates.rate(eur, usd, 2030_y / 1 / 1) == Rational(21, 20));
}

TEST_CASE("the same currency needs no rate, the opposite direction is the inverse") {
    const ExchangeRates rates = two_months();
    CHECK(ExchangeRates().rate(gbp, gbp, 2025_y / 1 / 1) == Rational(1));
    CHECK(rates.rate(usd, eur, 2025_y / 1 / 15) == Rational(10, 11));
    CHECK_FALSE(rates.rate(usd, eur, 2024_y / 12 / 31));
    CHECK_FALSE(rates.rate(eur, gbp, 2025_y / 1 / 15));
}

TEST_CASE("a direct rate goes before an inverse, even a later one") {
    ExchangeRates rates = two_months();
    rates.add(usd, eur, 2025_y / 1 / 20, Rational(1, 2));
    CHECK(rates.rate(eur, usd, 2025_y / 1 / 25) == Rational(11, 10));
    CHECK(rates.rate(usd, eur, 2025_y / 1 / 25) == Rational(1, 2));
    CHECK(rates.rate(usd, eur, 2025_y / 1 / 19) == Rational(10, 11));
}

TEST_CASE("two rates of a pair and a day are equal, or refused, in either order") {
    ExchangeRates rates = two_months();
    rates.add(eur, usd, 2025_y / 1 / 1, Rational(11, 10));
    CHECK(rates == two_months());
    CHECK(code_of([&] {
              rates.add(eur, usd, 2025_y / 1 / 1, Rational(2));
          }) == ErrorCode::incompatible);
    CHECK(rates == two_months());
    CHECK(rates.said(eur, usd, 2025_y / 1 / 1) == Rational(11, 10));
    CHECK_FALSE(rates.said(eur, usd, 2025_y / 1 / 2));
}

TEST_CASE("a rate that is withheld is not known until the next, whatever else is added") {
    for (const bool is_first : {true, false}) {
        ExchangeRates rates;
        if (is_first) rates.withhold(eur, usd, 2025_y / 1 / 10);
        rates.add(eur, usd, 2025_y / 1 / 10, Rational(2));
        rates.add(eur, usd, 2025_y / 1 / 1, Rational(1, 2));
        rates.add(eur, usd, 2025_y / 1 / 20, Rational(3));
        if (!is_first) rates.withhold(eur, usd, 2025_y / 1 / 10);
        CHECK(rates.rate(eur, usd, 2025_y / 1 / 9) == Rational(1, 2));
        CHECK_FALSE(rates.rate(eur, usd, 2025_y / 1 / 10));
        CHECK_FALSE(rates.rate(eur, usd, 2025_y / 1 / 19));
        CHECK(rates.rate(eur, usd, 2025_y / 1 / 20) == Rational(3));
    }
}

TEST_CASE("converting respects minor units and rounds half to even once") {
    const ExchangeRates rates = two_months();
    const Date day = 2025_y / 1 / 1;
    CHECK(rates.convert(10_usd, jpy, day) == 1'500_jpy);
    CHECK(rates.convert(1'500_jpy, usd, day) == 10_usd);
    CHECK(rates.convert(1_jpy, usd, day) == 0.01_usd);     // 0.6667 cents
    CHECK(rates.convert(0.05_eur, usd, day) == 0.06_usd);  // 5.5 cents: to the even 6
    CHECK(rates.convert(0.15_eur, usd, day) == 0.16_usd);  // 16.5 cents: to the even 16
    CHECK(rates.convert(-(0.15_eur), usd, day) == -(0.16_usd));
    CHECK(rates.convert(7_gbp, gbp, day) == 7_gbp);
    CHECK_FALSE(rates.convert(7_gbp, usd, day));
}

TEST_CASE("rates that make no sense are refused") {
    ExchangeRates rates;
    const Date day = 2025_y / 1 / 1;
    CHECK(code_of([&] { rates.add(eur, usd, day, 0); }) == ErrorCode::invalid_argument);
    CHECK(
        code_of([&] { rates.add(eur, usd, day, Rational(-1, 2)); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] { rates.add(eur, eur, day, 1); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] { rates.add(Currency(), usd, day, 1); }) == ErrorCode::invalid_argument);
    CHECK(rates.empty());
    rates.add(eur, usd, day, 2);
    const Money largest((std::numeric_limits<std::int64_t>::max)(), eur);
    CHECK(code_of([&] { rates.convert(largest, usd, day); }) == ErrorCode::overflow);
}

TEST_CASE("rates compare by content, not by the order of adding") {
    ExchangeRates other;
    other.add(usd, jpy, 2025_y / 1 / 1, Rational(150));
    other.add(eur, usd, 2025_y / 1 / 1, Rational(110, 100));
    CHECK_FALSE(other == two_months());
    other.add(eur, usd, 2025_y / 2 / 1, Rational(105, 100));
    CHECK(other == two_months());
}
