// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/rational.hpp>

#include <cstdint>
#include <string>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// How to choose between the two neighbours of an exact value.
enum class Rounding : std::uint8_t {
    half_up,    ///< nearest; a tie goes away from zero: 2.5 → 3, -2.5 → -3
    half_even,  ///< nearest; a tie goes to the even neighbour: 2.5 → 2, 3.5 → 4
    half_down,  ///< nearest; a tie goes towards zero: 2.5 → 2, -2.5 → -2
    up,         ///< away from zero: 2.1 → 3, -2.1 → -3
    down,       ///< towards zero: 2.9 → 2, -2.9 → -2
    ceiling,    ///< towards plus infinity: 2.1 → 3, -2.9 → -2
    floor,      ///< towards minus infinity: 2.9 → 2, -2.1 → -3
};

/// The whole number next to the value.
int128 round(const Rational& number, Rounding mode);

/// The multiple of 10^-digits next to the value; digits may be negative (-3: thousands).
/// Throws Error invalid_argument beyond 38 digits, overflow where the scaled value does not fit.
Rational round_to(const Rational& number, int digits, Rounding mode);

/// The value with exactly that many digits after the point: "-0.05", "1234.50", never "-0.00".
/// Never overflows. Throws Error invalid_argument unless 0 <= digits <= 100.
std::string to_decimal_text(const Rational& number, int digits, Rounding mode = Rounding::half_up);

}  // namespace saleskpi::inline v0_3
