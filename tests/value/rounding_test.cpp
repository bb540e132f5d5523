// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/rounding.hpp>

#include <array>

using namespace saleskpi;

TEST_CASE("the rounding modes side by side") {
    struct Row {
        Rational number;
        int half_up, half_even, half_down, up, down, ceiling, floor;
    };
    const std::array rows{
        Row{{21, 10}, 2, 2, 2, 3, 2, 3, 2},         Row{{29, 10}, 3, 3, 3, 3, 2, 3, 2},
        Row{{5, 2}, 3, 2, 2, 3, 2, 3, 2},           Row{{7, 2}, 4, 4, 3, 4, 3, 4, 3},
        Row{{-21, 10}, -2, -2, -2, -3, -2, -2, -3}, Row{{-29, 10}, -3, -3, -3, -3, -2, -2, -3},
        Row{{-5, 2}, -3, -2, -2, -3, -2, -2, -3},   Row{{-7, 2}, -4, -4, -3, -4, -3, -3, -4},
        Row{{1, 2}, 1, 0, 0, 1, 0, 1, 0},           Row{{-1, 2}, -1, 0, 0, -1, 0, 0, -1},
        Row{{4, 1}, 4, 4, 4, 4, 4, 4, 4},           Row{{0, 1}, 0, 0, 0, 0, 0, 0, 0},
    };
    for (const Row& row : rows) {
        INFO(to_text(row.number));
        CHECK(round(row.number, Rounding::half_up) == row.half_up);
        CHECK(round(row.number, Rounding::half_even) == row.half_even);
        CHECK(round(row.number, Rounding::half_down) == row.half_down);
        CHECK(round(row.number, Rounding::up) == row.up);
        CHECK(round(row.number, Rounding::down) == row.down);
        CHECK(round(row.number, Rounding::ceiling) == row.ceiling);
        CHECK(round(row.number, Rounding::floor) == row.floor);
    }
}

TEST_CASE("rounding next to the edge of 128 bits") {
    CHECK(round(Rational(int128_max, 2), Rounding::half_even) == int128_max / 2 + 1);
    CHECK(round(Rational(int128_max - 1, int128_max), Rounding::half_up) == 1);
    CHECK(round(Rational(int128_min), Rounding::floor) == int128_min);
}

TEST_CASE("rounding to digits") {
    CHECK(round_to(Rational(2, 3), 2, Rounding::half_up) == Rational(67, 100));
    CHECK(round_to(Rational(2, 3), 0, Rounding::down) == 0);
    CHECK(round_to(Rational(1'234'567), -3, Rounding::half_up) == 1'235'000);
    CHECK(round_to(Rational(-1, 8), 2, Rounding::half_even) == Rational(-12, 100));
    CHECK(code_of([] { round_to(1, 39, Rounding::half_up); }) == ErrorCode::invalid_argument);
    CHECK(code_of([] { round_to(1'000, 38, Rounding::half_up); }) == ErrorCode::overflow);
}

TEST_CASE("decimal text") {
    CHECK(to_decimal_text(Rational(1438, 2249), 4) == "0.6394");
    CHECK(to_decimal_text(Rational(-1, 20), 2) == "-0.05");
    CHECK(to_decimal_text(Rational(12), 0) == "12");
    CHECK(to_decimal_text(Rational(12), 2) == "12.00");
    CHECK(to_decimal_text(Rational(1'234'567'89, 100), 2) == "1234567.89");
    CHECK(to_decimal_text(Rational(1999, 1000), 2) == "2.00");
    CHECK(to_decimal_text(Rational(9999, 10), 0) == "1000");
    CHECK(to_decimal_text(Rational(-9999, 1000), 2) == "-10.00");
    CHECK(to_decimal_text(Rational(1, 8), 2, Rounding::half_even) == "0.12");
    CHECK(to_decimal_text(Rational(5, 2), 0, Rounding::half_even) == "2");
    CHECK(to_decimal_text(Rational(1, 3), 30) == "0.333333333333333333333333333333");
}

TEST_CASE("what rounds to zero has no sign") {
    CHECK(to_decimal_text(Rational(-1, 1000), 2) == "0.00");
    CHECK(to_decimal_text(Rational(-1, 3), 0) == "0");
    CHECK(to_decimal_text(Rational(-1, 1000), 2, Rounding::floor) == "-0.01");
}

TEST_CASE("decimal text never overflows") {
    CHECK(to_decimal_text(Rational(int128_max), 2) == "170141183460469231731687303715884105727.00");
    CHECK(to_decimal_text(Rational(int128_min), 1) == "-170141183460469231731687303715884105728.0");
    CHECK(to_decimal_text(Rational(int128_max - 1, int128_max), 6) == "1.000000");
    CHECK(to_decimal_text(Rational(int128_max - 1, int128_max), 6, Rounding::down) == "0.999999");
    CHECK(code_of([] { to_decimal_text(1, -1); }) == ErrorCode::invalid_argument);
    CHECK(code_of([] { to_decimal_text(1, 101); }) == ErrorCode::invalid_argument);
}
