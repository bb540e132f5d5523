// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/rational.hpp>

#include <algorithm>
#include <random>
#include <vector>

using namespace saleskpi;

TEST_CASE("fractions are kept reduced with a positive denominator") {
    CHECK(Rational().is_zero());
    CHECK(to_text(Rational(6, 8)) == "3/4");
    CHECK(to_text(Rational(6, -8)) == "-3/4");
    CHECK(to_text(Rational(-6, -8)) == "3/4");
    CHECK(to_text(Rational(0, -5)) == "0");
    CHECK(to_text(Rational(12, 4)) == "3");
    CHECK(Rational(0, 7) == Rational(0, 9));
    CHECK(code_of([] { Rational(1, 0); }) == ErrorCode::invalid_argument);
}

TEST_CASE("the arithmetic of fractions") {
    static_assert(Rational(1, 2) + Rational(1, 3) == Rational(5, 6));
    static_assert(Rational(1, 6) + Rational(1, 3) == Rational(1, 2));
    static_assert(Rational(1, 2) - Rational(3, 4) == Rational(-1, 4));
    static_assert(Rational(2, 3) * Rational(9, 4) == Rational(3, 2));
    static_assert(Rational(2, 3) / Rational(-4, 9) == Rational(-3, 2));
    static_assert(-Rational(2, 3) == Rational(-2, 3));
    static_assert(Rational(-2, 3).abs() == Rational(2, 3));
    static_assert(
        Rational(-2, 3).sign() == -1 && Rational(0).sign() == 0 && Rational(5).sign() == 1);
    static_assert(Rational(0) * Rational(2, 3) == 0);
    static_assert(1 - Rational(1, 3) == Rational(2, 3));

    Rational sum;
    sum += Rational(1, 4);
    sum -= Rational(1, 8);
    sum *= 4;
    sum /= Rational(1, 2);
    CHECK(sum == 1);
    CHECK(code_of([] { Rational(1) / Rational(0); }) == ErrorCode::invalid_argument);
}

TEST_CASE("doubles do not become fractions unasked") {
    static_assert(std::is_constructible_v<Rational, int>);
    static_assert(std::is_convertible_v<long long, Rational>);
    static_assert(!std::is_constructible_v<Rational, double>);
    static_assert(!std::is_constructible_v<Rational, float, int>);
    CHECK(Rational(1, 4).to_double() == 0.25);
    CHECK(Rational(1, 3).to_double() == 1.0 / 3.0);
}

TEST_CASE("fractions reduce before they multiply, so a result that fits is found") {
    const int128 big = int128_max / 2;
    CHECK(Rational(big, 3) * Rational(3, big) == 1);
    CHECK(Rational(1, big) / Rational(1, big) == 1);
    CHECK(Rational(1, big) + Rational(1, big) == Rational(2, big));
    CHECK(Rational(big, 7) - Rational(big, 7) == 0);
    CHECK(Rational(int128_min, int128_min) == 1);
    CHECK(Rational(int128_min, 2) == Rational(int128_min / 2));
}

TEST_CASE("fractions beyond 128 bits throw") {
    CHECK(code_of([] { Rational(int128_max) + 1; }) == ErrorCode::overflow);
    CHECK(code_of([] { Rational(int128_min) - 1; }) == ErrorCode::overflow);
    CHECK(code_of([] { -Rational(int128_min); }) == ErrorCode::overflow);
    CHECK(code_of([] { Rational(int128_max) * 2; }) == ErrorCode::overflow);
    CHECK(code_of([] { Rational(1, int128_max) * Rational(1, 2); }) == ErrorCode::overflow);
    CHECK(code_of([] {
              Rational(1, int128_max) + Rational(1, int128_max - 1);
          }) == ErrorCode::overflow);
    CHECK(code_of([] { Rational(1, int128_min); }) == ErrorCode::overflow);
}

TEST_CASE("fractions compare exactly") {
    static_assert(Rational(1, 3) < Rational(1, 2));
    static_assert(Rational(-1, 3) > Rational(-1, 2));
    static_assert(Rational(-1, 3) < Rational(1, 1000));
    static_assert(Rational(2, 4) <= Rational(1, 2));
    static_assert(Rational(7, 3) > 2);
    static_assert(Rational(0) < Rational(1, 5) && Rational(-1, 5) < 0);
}

TEST_CASE("comparing never overflows") {
    const Rational below(int128_max - 1, int128_max);
    const Rational above(int128_max - 2, int128_max - 1);
    CHECK(above < below);  // 1 - 1/(m-1) < 1 - 1/m
    CHECK(-below < -above);
    CHECK(below < 1);
    CHECK(Rational(int128_max, 2) > Rational(int128_max, 3));
    CHECK(Rational(1, int128_max) < Rational(1, int128_max - 1));
    CHECK(Rational(int128_min) < Rational(int128_min + 1));
    CHECK(Rational(int128_max, int128_max - 1) > Rational(int128_max - 2, int128_max - 1));
    CHECK((below <=> below) == std::strong_ordering::equal);
}

TEST_CASE("comparison agrees with the sign of the difference") {
    std::mt19937 random(20250301);
    std::uniform_int_distribution<int> numerators(-60, 60);
    std::uniform_int_distribution<int> denominators(1, 40);
    for (int round = 0; round < 2000; ++round) {
        const Rational a(numerators(random), denominators(random));
        const Rational b(numerators(random), denominators(random));
        const Rational large(int128{1} << 70U, 3);  // leaves the 64-bit path, keeps the order
        INFO(to_text(a) << " and " << to_text(b));
        CHECK((a < b) == ((a - b).sign() < 0));
        CHECK((a == b) == (a - b).is_zero());
        CHECK((a * large < b * large) == (a < b));
        CHECK((a + large > b + large) == (a > b));
    }
}

TEST_CASE("sums do not depend on the order") {
    std::mt19937 random(7);
    std::vector<Rational> parts;
    for (int part = 1; part <= 30; ++part) {
        parts.emplace_back(part % 2 == 0 ? part : -part, part % 12 + 1);
    }
    Rational expected;
    for (const Rational& part : parts) {
        expected += part;
    }
    for (int round = 0; round < 20; ++round) {
        std::shuffle(parts.begin(), parts.end(), random);
        Rational sum;
        for (const Rational& part : parts) {
            sum += part;
        }
        CHECK(sum == expected);
    }
}

TEST_CASE("fractions are read back from their text") {
    for (const Rational& number :
         {Rational(1438, 2249), Rational(12), Rational(-1, 3), Rational(0),
          Rational(int128_max, int128_max - 1)}) {
        CHECK(try_parse_rational(to_text(number)) == number);
    }
    CHECK(try_parse_rational("2/4") == Rational(1, 2));
    for (const char* text :
         {"", "-", "/", "1/", "/2", "1/0", "1/-2", "+1", "1 /2", "1.5", "--1", "1/2/3",
          "170141183460469231731687303715884105728"}) {
        INFO(text);
        CHECK_FALSE(try_parse_rational(text));
    }
}
