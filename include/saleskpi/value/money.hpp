// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/currency.hpp>
#include <saleskpi/value/error.hpp>
#include <saleskpi/value/fixed_literal.hpp>

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// An amount of money: a whole number of minor units (cents) and their currency.
/// Arithmetic across currencies throws Error currency_mismatch, beyond 64 bits Error overflow.
class Money {
public:
    /// Zero without a currency; it does not add to money that has one.
    constexpr Money() = default;

    constexpr Money(std::int64_t minor, Currency currency) : minor_(minor), currency_(currency) {}

    /// "1234.5", "-3", "+.50": an exact plain number of major units, without separators or signs of
    /// a currency. No value for other text, for more digits than the currency has (unless they are
    /// zeros), and beyond 64 bits of minor units.
    static std::optional<Money> try_parse(std::string_view plain_number, Currency currency);
    /// The same; throws Error invalid_argument where that has no value.
    static Money parse(std::string_view plain_number, Currency currency);

    constexpr std::int64_t minor() const { return minor_; }
    constexpr Currency currency() const { return currency_; }
    constexpr bool is_zero() const { return minor_ == 0; }

    constexpr Money operator-() const { return Money(0, currency_) - *this; }

    friend constexpr Money operator+(Money a, Money b) {
        detail::require_same(a.currency_, b.currency_);
        std::int64_t sum = 0;
        if (__builtin_add_overflow(a.minor_, b.minor_, &sum)) {
            detail::fail(ErrorCode::overflow, "a sum of money does not fit in 64 bits");
        }
        return Money(sum, a.currency_);
    }

    friend constexpr Money operator-(Money a, Money b) {
        detail::require_same(a.currency_, b.currency_);
        std::int64_t difference = 0;
        if (__builtin_sub_overflow(a.minor_, b.minor_, &difference)) {
            detail::fail(ErrorCode::overflow, "a difference of money does not fit in 64 bits");
        }
        return Money(difference, a.currency_);
    }

    /// A number of times the amount.
    template <std::integral Int>
    friend constexpr Money operator*(Money a, Int times) {
        std::int64_t product = 0;
        if (__builtin_mul_overflow(a.minor_, times, &product)) {
            detail::fail(ErrorCode::overflow, "a product of money does not fit in 64 bits");
        }
        return Money(product, a.currency_);
    }
    template <std::integral Int>
    friend constexpr Money operator*(Int times, Money a) {
        return a * times;
    }

    constexpr Money& operator+=(Money other) { return *this = *this + other; }
    constexpr Money& operator-=(Money other) { return *this = *this - other; }

    /// Equal amount and equal currency; asking is never an error.
    friend constexpr bool operator==(const Money&, const Money&) = default;

    /// Throws Error currency_mismatch: neither of 1 USD and 1 EUR is the smaller.
    friend constexpr std::strong_ordering operator<=>(Money a, Money b) {
        detail::require_same(a.currency_, b.currency_);
        return a.minor_ <=> b.minor_;
    }

private:
    std::int64_t minor_ = 0;
    Currency currency_;
};

/// "1234.50 USD", "1000 JPY"; without a currency only the number.
std::string to_text(Money money);

namespace detail {

/// Throws, which in a constant does not compile.
constexpr Money money_literal(const char* digits, Currency currency) {
    return Money(fixed_literal(digits, currency.minor_digits()), currency);
}

}  // namespace detail

/// 100_usd, 99.99_eur, 1'000_jpy, 1.234_kwd: exact, checked when compiled.
inline namespace literals {

consteval Money operator""_aud(const char* digits) { return detail::money_literal(digits, aud); }
consteval Money operator""_cad(const char* digits) { return detail::money_literal(digits, cad); }
consteval Money operator""_chf(const char* digits) { return detail::money_literal(digits, chf); }
consteval Money operator""_eur(const char* digits) { return detail::money_literal(digits, eur); }
consteval Money operator""_gbp(const char* digits) { return detail::money_literal(digits, gbp); }
consteval Money operator""_inr(const char* digits) { return detail::money_literal(digits, inr); }
consteval Money operator""_jpy(const char* digits) { return detail::money_literal(digits, jpy); }
consteval Money operator""_kwd(const char* digits) { return detail::money_literal(digits, kwd); }
consteval Money operator""_pln(const char* digits) { return detail::money_literal(digits, pln); }
consteval Money operator""_usd(const char* digits) { return detail::money_literal(digits, usd); }

}  // namespace literals
}  // namespace saleskpi::inline v0_3
