// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/int128.hpp>

#include <bit>
#include <cstdint>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::detail {

/// |n| without overflow, also for the smallest int128.
constexpr uint128 magnitude(int128 n) {
    return n < 0 ? uint128{0} - static_cast<uint128>(n) : static_cast<uint128>(n);
}

/// Binary greatest common divisor: no division, which costs 128-bit code dearly.
constexpr std::uint64_t gcd64(std::uint64_t a, std::uint64_t b) {
    if (a == 0 || b == 0) {
        return a | b;
    }
    const int twos = std::countr_zero(a | b);
    a >>= std::countr_zero(a);
    while (b != 0) {
        b >>= std::countr_zero(b);
        if (a > b) {
            const std::uint64_t smaller = b;
            b = a;
            a = smaller;
        }
        b -= a;
    }
    return a << twos;
}

/// Greatest common divisor; gcd(0, n) is n. Falls to 64 bits as soon as both numbers fit.
constexpr uint128 gcd(uint128 a, uint128 b) {
    while ((a >> 64) != 0 || (b >> 64) != 0) {
        if (b == 0) {
            return a;
        }
        const uint128 rest = a % b;
        a = b;
        b = rest;
    }
    return gcd64(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
}

}  // namespace saleskpi::inline v0_3::detail
