// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/error.hpp>

#include <string>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

inline constexpr int128 int128_max = static_cast<int128>(~uint128{0} >> 1);
inline constexpr int128 int128_min = -int128_max - 1;

/// a + b; throws Error overflow.
constexpr int128 checked_add(int128 a, int128 b) {
    int128 sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) {
        detail::fail(ErrorCode::overflow, "a sum does not fit in 128 bits");
    }
    return sum;
}

/// a - b; throws Error overflow.
constexpr int128 checked_sub(int128 a, int128 b) {
    int128 difference = 0;
    if (__builtin_sub_overflow(a, b, &difference)) {
        detail::fail(ErrorCode::overflow, "a difference does not fit in 128 bits");
    }
    return difference;
}

/// a * b; throws Error overflow.
constexpr int128 checked_mul(int128 a, int128 b) {
    int128 product = 0;
    if (__builtin_mul_overflow(a, b, &product)) {
        detail::fail(ErrorCode::overflow, "a product does not fit in 128 bits");
    }
    return product;
}

/// Decimal digits with a leading '-' for negative numbers.
std::string to_text(int128 number);

}  // namespace saleskpi::inline v0_3
