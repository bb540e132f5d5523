// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/decimal.hpp>

using namespace saleskpi;

TEST_CASE("decimals are read exactly") {
    CHECK(Decimal::try_parse("0.25") == Decimal::from_nanos(250'000'000));
    CHECK(Decimal::try_parse("12") == Decimal::from_nanos(12'000'000'000));
    CHECK(Decimal::try_parse("-3.5") == Decimal::from_nanos(-3'500'000'000));
    CHECK(Decimal::try_parse("+.5") == Decimal::from_nanos(500'000'000));
    CHECK(Decimal::try_parse("007") == Decimal::from_nanos(7'000'000'000));
    CHECK(Decimal::try_parse("0.000000001") == Decimal::from_nanos(1));
    CHECK(Decimal::try_parse("0.1000000000000") == Decimal::from_nanos(100'000'000));
    CHECK(Decimal::try_parse("-0") == Decimal());
}

TEST_CASE("the edge of decimals is 64 bits of billionths") {
    CHECK(Decimal::try_parse("9223372036.854775807")->nanos() == 9'223'372'036'854'775'807);
    CHECK(Decimal::try_parse("-9223372036.854775808")->nanos() == -9'223'372'036'854'775'807 - 1);
    CHECK_FALSE(Decimal::try_parse("9223372036.854775808"));
    CHECK_FALSE(Decimal::try_parse("-9223372036.854775809"));
    CHECK_FALSE(Decimal::try_parse("99999999999999999999999999"));
}

TEST_CASE("what is not a plain number is not a decimal") {
    for (const char* text :
         {"", "-", "+", ".", "-.", "5.", "1e3", "1,5", " 1", "1 ", "0x10", "nan", "inf", "--1",
          "1.2.3", "0.0000000001", "١"}) {
        INFO(text);
        CHECK_FALSE(Decimal::try_parse(text));
    }
}

TEST_CASE("decimals have the shortest text") {
    CHECK(to_text(Decimal::ratio(1, 4)) == "0.25");
    CHECK(to_text(Decimal::ratio(12, 1)) == "12");
    CHECK(to_text(Decimal::ratio(-100, 1)) == "-100");
    CHECK(to_text(Decimal::from_nanos(-1)) == "-0.000000001");
    CHECK(to_text(Decimal()) == "0");
}

TEST_CASE("decimals in the source are exact") {
    static_assert(0.25_decimal == Decimal::ratio(1, 4));
    static_assert(12_decimal == Decimal::ratio(12, 1));
    static_assert(1'000.000'000'001_decimal == Decimal::from_nanos(1'000'000'000'001));
}

TEST_CASE("decimals as fractions") {
    static_assert(Decimal::ratio(1, 4).exact() == Rational(1, 4));
    static_assert(Decimal::ratio(1, 4) < Decimal::ratio(1, 2));
    CHECK(code_of([] { Decimal::ratio(1, 3); }) == ErrorCode::invalid_argument);
    CHECK(code_of([] { Decimal::ratio(1, 0); }) == ErrorCode::invalid_argument);
    CHECK(code_of([] { Decimal::ratio(10'000'000'000, 1); }) == ErrorCode::overflow);
}
