// SPDX-License-Identifier: MIT
// Against 128-bit integers where those hold the numbers, and against itself beyond.
#include "value/natural.hpp"

#include "catch.hpp"

#include <cstdint>
#include <random>

using namespace saleskpi;
using detail::Natural;

namespace {

/// Of up to so many limbs; often with limbs of all ones or zeros, where carries and guesses go wrong.
Natural random_number(std::mt19937_64& random, std::size_t limbs) {
    Natural number;
    const Natural base{uint128{1} << 32};
    for (std::size_t i = 1 + random() % limbs; i > 0; --i) {
        const std::uint64_t kind = random() % 4;
        const std::uint64_t limb = kind == 0 ? 0 : kind == 1 ? 0xffffffffu : random() >> 32;
        number = number * base + Natural{limb};
    }
    return number;
}

}  // namespace

TEST_CASE("numbers that 128 bits hold are computed as those are") {
    std::mt19937_64 random{7};
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t a = random() >> random() % 64;
        const std::uint64_t b = (random() >> random() % 64) | 1;
        const uint128 product = static_cast<uint128>(a) * b;
        REQUIRE((Natural{a} * Natural{b}).low() == product);
        REQUIRE((Natural{a} + Natural{b}).low() == static_cast<uint128>(a) + b);
        REQUIRE((Natural{a} <=> Natural{b}) == (a <=> b));
        const auto [quotient, rest] = divided(Natural{product + a % b}, Natural{b});
        REQUIRE(quotient.low() == (product + a % b) / b);
        REQUIRE(rest.low() == (product + a % b) % b);
        REQUIRE(divided(Natural{product}, Natural{b}).rest.is_zero());
    }
    CHECK(Natural{}.bits() == 0);
    CHECK(Natural{1}.bits() == 1);
    CHECK(Natural{uint128{1} << 127}.bits() == 128);
}

TEST_CASE("long numbers add, multiply and divide back") {
    std::mt19937_64 random{11};
    for (int i = 0; i < 20'000; ++i) {
        const Natural a = random_number(random, 40);
        const Natural b = random_number(random, 20);
        REQUIRE((a + b) - b == a);
        REQUIRE(a + b == b + a);
        REQUIRE(a * b == b * a);
        REQUIRE(a * (b + Natural{1}) == a * b + a);
        if (b.is_zero()) continue;
        const auto [quotient, rest] = divided(a, b);
        REQUIRE(rest < b);
        REQUIRE(quotient * b + rest == a);
        REQUIRE(divided(a * b, b).quotient == a);
    }
}

TEST_CASE("the greatest common divisor divides, and what is left has none") {
    std::mt19937_64 random{13};
    for (int i = 0; i < 500; ++i) {
        const Natural shared = random_number(random, 10) + Natural{1};
        const Natural a = (random_number(random, 10) + Natural{1}) * shared;
        const Natural b = (random_number(random, 10) + Natural{1}) * shared;
        const Natural divisor = gcd(a, b);
        REQUIRE(divided(a, divisor).rest.is_zero());
        REQUIRE(divided(b, divisor).rest.is_zero());
        REQUIRE(divided(divisor, shared).rest.is_zero());
        REQUIRE(gcd(divided(a, divisor).quotient, divided(b, divisor).quotient) == Natural{1});
    }
}

TEST_CASE("the root is the greatest number whose square is not more") {
    CHECK(root_of(Natural{}) == Natural{});
    for (std::uint32_t square = 1; square < 300; ++square) {
        std::uint32_t root = 0;
        while ((root + 1) * (root + 1) <= square)
            ++root;
        CHECK(root_of(Natural{square}) == Natural{root});
    }
    std::mt19937_64 random{17};
    for (int i = 0; i < 500; ++i) {
        const Natural number = random_number(random, 40);
        const Natural root = root_of(number);
        REQUIRE(root * root <= number);
        REQUIRE((root + Natural{1}) * (root + Natural{1}) > number);
        REQUIRE(root_of(number * number) == number);
    }
}

TEST_CASE("every second number is odd") {
    for (std::uint64_t n = 0; n < 12; ++n)
        CHECK(Natural{n}.is_odd() == (n % 2 == 1));
}

TEST_CASE("each power of two is twice the one before") {
    CHECK(Natural::power_of_two(0) == Natural{1});
    for (std::size_t exponent = 1; exponent < 130; ++exponent)
        CHECK(Natural::power_of_two(exponent) == Natural::power_of_two(exponent - 1) * Natural{2});
}
