// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/error.hpp>

#include <cstdint>

/// Threads: functions without state.
namespace saleskpi::inline v0_3::detail {

/// The number of a literal in units of its last place: digits, an optional point with no more places
/// behind it, and separators ('). Throws, which in a constant does not compile.
constexpr std::int64_t fixed_literal(const char* digits, int most_places) {
    std::int64_t number = 0;
    int places = -1;
    for (const char* at = digits; *at != '\0'; ++at) {
        if (*at == '\'') continue;
        if (*at == '.') {
            places = 0;
            continue;
        }
        if (*at < '0' || *at > '9')
            fail(ErrorCode::invalid_argument, "such a literal takes decimal digits and a point");
        if (__builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, *at - '0', &number))
            fail(ErrorCode::overflow, "a literal does not fit in 64 bits");
        places += places < 0 ? 0 : 1;
    }
    for (places = places < 0 ? 0 : places; places < most_places; ++places)
        if (__builtin_mul_overflow(number, 10, &number))
            fail(ErrorCode::overflow, "a literal does not fit in 64 bits");
    if (places > most_places)
        fail(ErrorCode::invalid_argument, "a literal with more digits than there are places for");
    return number;
}

}  // namespace saleskpi::inline v0_3::detail
