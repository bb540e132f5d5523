// SPDX-License-Identifier: MIT
#include "value/plain_number.hpp"

#include "catch.hpp"

#include <saleskpi/value/quantity.hpp>

#include <string>

using namespace saleskpi;

namespace {

std::string plain(const AnyQuantity& quantity) {
    std::string text;
    detail::append_plain_number(text, quantity);
    return text;
}

std::string ratio(int128 above, int128 below) {
    return plain(AnyQuantity{Rational{above, below}, Unit::ratio});
}

std::string money(int128 above, int128 below, Currency currency) {
    return plain(AnyQuantity{Rational{above, below}, Unit::money, currency});
}

}  // namespace

TEST_CASE("a plain number has the digits it needs, at most twelve") {
    CHECK(ratio(0, 1) == "0");
    CHECK(ratio(10, 1) == "10");
    CHECK(ratio(1, 2) == "0.5");
    CHECK(ratio(-1, 8) == "-0.125");
    CHECK(ratio(1, 3) == "0.333333333333");
    CHECK(ratio(2, 3) == "0.666666666667");
    CHECK(ratio(-2, 3) == "-0.666666666667");
    CHECK(ratio(int128{9'999'999'999'999}, int128{10'000'000'000'000}) == "1");  // up
    CHECK(ratio(1, int128{2'000'000'000'000}) == "0.000000000001");              // half goes up
    CHECK(ratio(-1, int128{3'000'000'000'000}) == "0");                          // and no -0
}

TEST_CASE("a plain amount has the digits of its currency where it is whole in minor units") {
    CHECK(money(123'450, 1, usd) == "1234.50");
    CHECK(money(-5, 1, usd) == "-0.05");
    CHECK(money(0, 1, usd) == "0.00");
    CHECK(money(200, 3, usd) == "0.666666666667");
    CHECK(money(300, 2, usd) == "1.50");
    CHECK(money(301, 2, usd) == "1.505");
    CHECK(money(1234, 1, jpy) == "1234");
    CHECK(money(1234, 1, Currency{"KWD"}) == "1.234");
}

TEST_CASE("a plain number may be too large for 64 bits") {
    const int128 large = int128{1'000'000'000'000'000'000} * 1000;
    CHECK(ratio(large, 1) == "1000000000000000000000");
    CHECK(ratio(-large, 3) == "-333333333333333333333.333333333333");
    CHECK(money(large, 1, usd) == "10000000000000000000.00");
    CHECK(ratio(int128{1} << 62U, (int128{1} << 57U) + 1) == "32");
}
