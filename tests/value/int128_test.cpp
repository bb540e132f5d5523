// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/gcd.hpp>
#include <saleskpi/value/int128.hpp>

using namespace saleskpi;

TEST_CASE("128-bit integers as text") {
    CHECK(to_text(int128{0}) == "0");
    CHECK(to_text(int128{-7}) == "-7");
    CHECK(to_text(int128{9'223'372'036'854'775'807} + 1) == "9223372036854775808");
    CHECK(to_text(int128_max) == "170141183460469231731687303715884105727");
    CHECK(to_text(int128_min) == "-170141183460469231731687303715884105728");
}

TEST_CASE("checked arithmetic is exact up to the edge") {
    CHECK(checked_add(int128_max - 1, 1) == int128_max);
    CHECK(checked_sub(int128_min + 1, 1) == int128_min);
    CHECK(checked_mul(int128_max / 7, 7) <= int128_max);
    static_assert(
        checked_mul(5'000'000'000, 5'000'000'000) == int128{25'000'000'000} * 1'000'000'000);
}

TEST_CASE("checked arithmetic throws beyond the edge, and never wraps") {
    CHECK(code_of([] { checked_add(int128_max, 1); }) == ErrorCode::overflow);
    CHECK(code_of([] { checked_add(int128_min, -1); }) == ErrorCode::overflow);
    CHECK(code_of([] { checked_sub(int128_min, 1); }) == ErrorCode::overflow);
    CHECK(code_of([] { checked_sub(0, int128_min); }) == ErrorCode::overflow);
    CHECK(code_of([] { checked_mul(int128_max, 2); }) == ErrorCode::overflow);
    CHECK(code_of([] { checked_mul(int128_min, -1); }) == ErrorCode::overflow);
}

TEST_CASE("greatest common divisors of small and of large numbers") {
    CHECK(detail::gcd(0, 0) == 0);
    CHECK(detail::gcd(0, 12) == 12);
    CHECK(detail::gcd(12, 0) == 12);
    CHECK(detail::gcd(1438, 2249) == 1);
    CHECK(detail::gcd(84, 36) == 12);
    const uint128 large = uint128{1} << 100U;
    CHECK(detail::gcd(large, 0) == large);
    CHECK(detail::gcd(large, large * 5) == large);
    CHECK(detail::gcd(large * 3, 48) == 48);
    CHECK(detail::gcd(large * 3, large / 4 * 5) == large / 4);
}
