// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/quantity.hpp>

using namespace saleskpi;

TEST_CASE("an amount is exact minor units with a currency") {
    const Amount amount = 1234.5_usd;
    CHECK(amount.exact() == 123'450);
    CHECK(amount.currency() == usd);
    CHECK(amount.to_double() == 1234.5);
    CHECK(Amount(1'000_jpy).to_double() == 1000.0);
    CHECK(Ratio(Rational(1, 4)).to_double() == 0.25);
    CHECK(Ratio().currency().is_none());
}

TEST_CASE("quantities of one unit add, subtract and compare") {
    static_assert(Count(2) + Count(3) == Count(5));
    static_assert(percent(50) - percent(20) == percent(30));
    static_assert(-Days(3) == Days(-3));
    static_assert(Count(2) < Count(3) && Count(3) >= Count(3));
    static_assert(Amount(1_usd) + Amount(2_usd) == Amount(3_usd));
    static_assert(Amount(1_usd) < 2_usd);
    Count total;
    total += Count(4);
    total -= Count(1);
    CHECK(total == Count(3));
}

TEST_CASE("units multiply and divide by the table") {
    CHECK(Amount(1'000_usd) / Count(3) == Amount(Rational(100'000, 3), usd));
    CHECK(Amount(250_usd) / Amount(1'000_usd) == percent(25));
    CHECK(Count(11) / Count(92) == Ratio(Rational(11, 92)));
    CHECK(Days(460) / Count(11) == Days(Rational(460, 11)));
    CHECK(Amount(100_usd) * percent(99) == 99_usd);
    CHECK(percent(99) * Amount(100_usd) == 99_usd);
    CHECK(Amount(300_usd) / Days(30) == AmountPerDay(1'000, usd));
    CHECK(AmountPerDay(1'000, usd) * Days(30) == 300_usd);
    CHECK(Amount(600_usd) / AmountPerMonth(5'000, usd) == Months(12));
    CHECK(Count(30) / Days(10) == CountPerDay(3));
    CHECK(code_of([] { Count(1) / Count(0); }) == ErrorCode::invalid_argument);
}

TEST_CASE("pooled sales velocity comes out of the units") {
    // 40 opportunities, 11 won, 170,000 of revenue, 460 days of cycles: 4,065.22 a day
    const AmountPerDay velocity = Count(40) * (Count(11) / Count(40)) *
                                  (Amount(170'000_usd) / Count(11)) / (Days(460) / Count(11));
    CHECK(to_decimal_text(velocity.exact() / 100, 2) == "4065.22");
}

TEST_CASE("amounts of two currencies do not mix") {
    CHECK(code_of([] { Amount(1_usd) + Amount(1_eur); }) == ErrorCode::currency_mismatch);
    CHECK(code_of([] { Amount(1_usd) - Amount(1_eur); }) == ErrorCode::currency_mismatch);
    CHECK(code_of([] { Amount(1_usd) / Amount(1_eur); }) == ErrorCode::currency_mismatch);
    CHECK(code_of([] {
              static_cast<void>(Amount(1_usd) < Amount(1_eur));
          }) == ErrorCode::currency_mismatch);
    CHECK(Amount(1_usd) != Amount(1_eur));
}

TEST_CASE("an amount is rounded once, by a named mode") {
    const Amount third = Amount(100_usd) / Count(3);
    CHECK(third.rounded(Rounding::half_up) == 33.33_usd);
    CHECK(third.rounded(Rounding::up) == 33.34_usd);
    CHECK(Amount(Rational(25, 10), usd).rounded(Rounding::half_even) == 0.02_usd);
    CHECK(code_of([] {
              Amount(int128{1} << 64U, usd).rounded(Rounding::down);
          }) == ErrorCode::overflow);
}

TEST_CASE("a quantity whose unit is known at run time") {
    const AnyQuantity any = Amount(12.5_usd);
    CHECK(any.exact() == 1'250);
    CHECK(any.unit() == Unit::money);
    CHECK(any.currency() == usd);
    CHECK(any.to_double() == 12.5);
    CHECK(any.as<Unit::money>() == 12.5_usd);
    CHECK(code_of([&] { any.as<Unit::ratio>(); }) == ErrorCode::unit_mismatch);
    const std::string message = message_of([&] { any.as<Unit::ratio>(); });
    CHECK(message.find("money") != std::string::npos);
    CHECK(message.find("ratio") != std::string::npos);
}

TEST_CASE("run-time quantities are equal when number, unit and currency are") {
    CHECK(AnyQuantity(1, Unit::count) == Count(1));
    CHECK(AnyQuantity(1, Unit::count) != Ratio(1));
    CHECK(AnyQuantity(100, Unit::money, usd) == Amount(1_usd));
    CHECK(AnyQuantity(100, Unit::money, usd) != Amount(1_eur));
    CHECK(AnyQuantity(1, Unit::count, usd).currency().is_none());
    CHECK(AnyQuantity() == Ratio());
}
