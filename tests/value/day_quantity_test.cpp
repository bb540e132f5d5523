// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/day_quantity.hpp>

using namespace saleskpi;

TEST_CASE("a quantity of days since 1970 is a date") {
    CHECK(date_of(DayQuantity{Rational{20'148}}) == date_of(2025, 3, 1));
    CHECK(date_of(DayQuantity{Rational{}}) == date_of(1970, 1, 1));
    CHECK(date_of(DayQuantity{Rational{-1}}) == date_of(1969, 12, 31));
    CHECK(date_of(DayQuantity{Rational{1, 2}}) == date_of(1970, 1, 1));
    CHECK(date_of(DayQuantity{Rational{-1, 2}}) == date_of(1969, 12, 31));
    CHECK(code_of([] {
              (void)date_of(AnyQuantity{Rational{1}, Unit::days});
          }) == ErrorCode::unit_mismatch);
    CHECK(code_of([] {
              (void)date_of(AnyQuantity{Rational{int128_max}, Unit::date});
          }) == ErrorCode::overflow);
}

TEST_CASE("one date less another is days, and dates are compared") {
    const DayQuantity first{Rational{10}};
    const DayQuantity last{Rational{24}};
    static_assert(std::is_same_v<decltype(last - first), Days>);
    CHECK(last - first == Days{Rational{14}});
    CHECK(first < last);
    CHECK(first != last);
}
