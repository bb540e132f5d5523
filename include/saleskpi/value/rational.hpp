// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/gcd.hpp>
#include <saleskpi/value/int128.hpp>

#include <compare>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// An exact fraction of 128-bit integers, always reduced, with a positive denominator.
/// Arithmetic is exact or throws Error overflow; it never rounds and never wraps.
class Rational {
public:
    /// Zero.
    constexpr Rational() = default;

    constexpr Rational(int128 whole) : numerator_(whole) {}

    /// Throws Error invalid_argument when the denominator is zero.
    constexpr Rational(int128 numerator, int128 denominator)
        : Rational(reduced(numerator, denominator)) {}

    /// A double is not the number that was written: 0.1 is Rational(1, 10).
    template <std::floating_point F>
    Rational(F) = delete;
    template <std::floating_point F>
    Rational(F, int128) = delete;

    constexpr int128 numerator() const { return numerator_; }
    constexpr int128 denominator() const { return denominator_; }

    constexpr bool is_zero() const { return numerator_ == 0; }
    constexpr bool is_whole() const { return denominator_ == 1; }
    /// -1, 0 or 1.
    constexpr int sign() const { return (numerator_ > 0) - (numerator_ < 0); }
    constexpr Rational abs() const { return numerator_ < 0 ? -*this : *this; }

    /// The nearest double, or a neighbour of it beyond 53 bits; for display only.
    constexpr double to_double() const {
        return static_cast<double>(numerator_) / static_cast<double>(denominator_);
    }

    constexpr Rational operator-() const {
        return Rational(Reduced{}, checked_sub(0, numerator_), denominator_);
    }

    friend constexpr Rational operator+(const Rational& a, const Rational& b) {
        if (a.denominator_ == 1 && b.denominator_ == 1) {
            return checked_add(a.numerator_, b.numerator_);
        }
        return a.plus(b);
    }

    friend constexpr Rational operator-(const Rational& a, const Rational& b) {
        if (a.denominator_ == 1 && b.denominator_ == 1) {
            return checked_sub(a.numerator_, b.numerator_);
        }
        return a.plus(-b);
    }

    friend constexpr Rational operator*(const Rational& a, const Rational& b) {
        // Reduce crosswise first: a product that fits must not overflow on the way.
        const int128 left = common(a.numerator_, b.denominator_);
        const int128 right = common(b.numerator_, a.denominator_);
        return Rational(
            Reduced{}, checked_mul(a.numerator_ / left, b.numerator_ / right),
            checked_mul(a.denominator_ / right, b.denominator_ / left));
    }

    /// Throws Error invalid_argument when b is zero.
    friend constexpr Rational operator/(const Rational& a, const Rational& b) {
        if (b.is_zero()) {
            detail::fail(ErrorCode::invalid_argument, "division by zero");
        }
        return a * Rational(b.denominator_, b.numerator_);
    }

    constexpr Rational& operator+=(const Rational& other) { return *this = *this + other; }
    constexpr Rational& operator-=(const Rational& other) { return *this = *this - other; }
    constexpr Rational& operator*=(const Rational& other) { return *this = *this * other; }
    constexpr Rational& operator/=(const Rational& other) { return *this = *this / other; }

    friend constexpr bool operator==(const Rational&, const Rational&) = default;

    /// Exact; never overflows.
    friend constexpr std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
        if (a.denominator_ == b.denominator_) {
            return a.numerator_ <=> b.numerator_;
        }
        if (a.sign() != b.sign()) {
            return a.sign() <=> b.sign();
        }
        const auto by_size = order_of_fractions(
            detail::magnitude(a.numerator_), static_cast<uint128>(a.denominator_),
            detail::magnitude(b.numerator_), static_cast<uint128>(b.denominator_));
        return a.sign() < 0 ? 0 <=> by_size : by_size;
    }

private:
    struct Reduced {};

    constexpr Rational(Reduced, int128 numerator, int128 denominator)
        : numerator_(numerator), denominator_(denominator) {}

    static constexpr int128 fit(uint128 size) {
        if (size > static_cast<uint128>(int128_max)) {
            detail::fail(ErrorCode::overflow, "a fraction does not fit in 128 bits");
        }
        return static_cast<int128>(size);
    }

    static constexpr Rational reduced(int128 numerator, int128 denominator) {
        if (denominator == 1 && numerator != int128_min) {
            return Rational(Reduced{}, numerator, 1);
        }
        if (denominator == 0) {
            detail::fail(ErrorCode::invalid_argument, "a fraction with denominator zero");
        }
        const uint128 above = detail::magnitude(numerator);
        const uint128 below = detail::magnitude(denominator);
        const uint128 divisor = detail::gcd(above, below);
        const int128 size = fit(above / divisor);
        const bool negative = (numerator < 0) != (denominator < 0);
        return Rational(Reduced{}, negative ? -size : size, fit(below / divisor));
    }

    /// The common divisor of a numerator and a denominator; at least 1.
    static constexpr int128 common(int128 numerator, int128 denominator) {
        return static_cast<int128>(
            detail::gcd(detail::magnitude(numerator), static_cast<uint128>(denominator)));
    }

    constexpr Rational plus(const Rational& other) const {
        // Knuth, TAOCP 4.5.1: divide by the common part of the denominators before multiplying.
        const int128 shared = common(denominator_, other.denominator_);
        const int128 rest = denominator_ / shared;
        const int128 sum = checked_add(
            checked_mul(numerator_, other.denominator_ / shared),
            checked_mul(other.numerator_, rest));
        const int128 divisor = common(sum, shared);
        return Rational(Reduced{}, sum / divisor, checked_mul(rest, other.denominator_ / divisor));
    }

    /// a/b against c/d by their continued fractions: multiplying crosswise would need 256 bits.
    static constexpr std::strong_ordering order_of_fractions(
        uint128 a, uint128 b, uint128 c, uint128 d) {
        if (((a | b | c | d) >> 64) == 0) {
            return a * d <=> c * b;
        }
        while (true) {
            if (a / b != c / d) {
                return a / b <=> c / d;
            }
            const uint128 left = a % b;
            const uint128 right = c % d;
            if (left == 0 || right == 0) {
                return left <=> right;
            }
            a = d;
            c = b;
            b = right;
            d = left;
        }
    }

    int128 numerator_ = 0;
    int128 denominator_ = 1;
};

/// "1438/2249", or "12" for a whole number.
std::string to_text(const Rational& number);

/// Reads what to_text writes; nothing else than digits, one '/' and a leading '-' is accepted.
/// No value for other text.
std::optional<Rational> try_parse_rational(std::string_view text);
/// The same; throws Error invalid_argument where that has no value.
Rational parse_rational(std::string_view text);

}  // namespace saleskpi::inline v0_3
