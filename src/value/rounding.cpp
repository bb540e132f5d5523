// SPDX-License-Identifier: MIT
#include "digits.hpp"

#include <saleskpi/value/gcd.hpp>
#include <saleskpi/value/rounding.hpp>

#include <cstddef>

namespace saleskpi::inline v0_3 {
namespace {

/// What lies between a value and its neighbour towards zero.
struct Remainder {
    bool negative;  ///< the value is below zero
    bool odd;       ///< the neighbour is odd
    uint128 part;   ///< part / whole is what was cut off, less than 1
    uint128 whole;
};

/// Whether the neighbour away from zero is to be taken.
bool goes_away_from_zero(const Remainder& cut, Rounding mode) {
    if (cut.part == 0) {
        return false;
    }
    const uint128 missing = cut.whole - cut.part;  // doubling the part could overflow
    const bool tie = cut.part == missing;
    const bool nearer = cut.part > missing;
    switch (mode) {
        case Rounding::half_up:
            return nearer || tie;
        case Rounding::half_even:
            return nearer || (tie && cut.odd);
        case Rounding::half_down:
            return nearer;
        case Rounding::up:
            return true;
        case Rounding::down:
            return false;
        case Rounding::ceiling:
            return !cut.negative;
        case Rounding::floor:
            return cut.negative;
    }
    return false;
}

int128 power_of_ten(int exponent) {
    int128 power = 1;
    for (; exponent > 0; --exponent) {
        power *= 10;
    }
    return power;
}

/// The next decimal digit of rest / whole; what remains of it stays in rest. Ten additions, since
/// ten times a 127-bit number does not fit in 128 bits.
int next_digit(uint128& rest, uint128 whole) {
    const uint128 step = rest;
    int digit = 0;
    rest = 0;
    for (int count = 0; count < 10; ++count) {
        rest += step;
        if (rest >= whole) {
            rest -= whole;
            ++digit;
        }
    }
    return digit;
}

/// Adds one to the last digit of a text of digits and at most one point.
void increment(std::string& digits) {
    for (std::size_t at = digits.size(); at-- > 0;) {
        if (digits[at] == '.') {
            continue;
        }
        if (digits[at] != '9') {
            ++digits[at];
            return;
        }
        digits[at] = '0';
    }
    digits.insert(0, 1, '1');
}

bool has_digit_above_zero(const std::string& digits) {
    return digits.find_first_not_of("0.") != std::string::npos;
}

}  // namespace

int128 round(const Rational& number, Rounding mode) {
    const int128 towards_zero = number.numerator() / number.denominator();
    const Remainder cut{
        .negative = number.sign() < 0,
        .odd = towards_zero % 2 != 0,
        .part = detail::magnitude(number.numerator() % number.denominator()),
        .whole = static_cast<uint128>(number.denominator())};
    return goes_away_from_zero(cut, mode) ? towards_zero + number.sign() : towards_zero;
}

Rational round_to(const Rational& number, int digits, Rounding mode) {
    if (digits < -38 || digits > 38) {
        detail::fail(ErrorCode::invalid_argument, "rounding to more than 38 digits");
    }
    const Rational scale =
        digits < 0 ? Rational(1, power_of_ten(-digits)) : Rational(power_of_ten(digits));
    return Rational(round(number * scale, mode)) / scale;
}

std::string to_decimal_text(const Rational& number, int digits, Rounding mode) {
    if (digits < 0 || digits > 100) {
        detail::fail(ErrorCode::invalid_argument, "a text takes 0 to 100 digits after the point");
    }
    const uint128 above = detail::magnitude(number.numerator());
    const uint128 below = static_cast<uint128>(number.denominator());
    uint128 rest = above % below;
    std::string text = detail::digits_of(above / below);
    if (digits > 0) {
        text += '.';
        for (int place = 0; place < digits; ++place) {
            text += static_cast<char>('0' + next_digit(rest, below));
        }
    }
    const bool negative = number.sign() < 0;
    const bool odd = (text.back() - '0') % 2 != 0;
    if (goes_away_from_zero(
            {.negative = negative, .odd = odd, .part = rest, .whole = below}, mode)) {
        increment(text);
    }
    return negative && has_digit_above_zero(text) ? "-" + text : text;
}

}  // namespace saleskpi::inline v0_3
