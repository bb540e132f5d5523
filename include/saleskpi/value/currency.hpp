// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/currency_table.hpp>
#include <saleskpi/value/error.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// An ISO 4217 currency, or none. Ordered by its code.
class Currency {
public:
    /// No currency.
    constexpr Currency() = default;

    /// Currency{"USD"}; throws Error unknown_currency, which in a constant does not compile.
    constexpr explicit Currency(const char (&code)[4])
        : Currency(known(std::string_view(code, 3))) {}

    /// The currency of a code in any case; no value for a code that ISO 4217 does not list.
    static constexpr std::optional<Currency> try_parse(std::string_view code) {
        if (code.size() != 3) {
            return std::nullopt;
        }
        const char upper[3] = {upper_case(code[0]), upper_case(code[1]), upper_case(code[2])};
        const int digits = detail::minor_digits_of(std::string_view(upper, 3));
        if (digits < 0) {
            return std::nullopt;
        }
        return Currency(
            packed(upper[0]) << 24U | packed(upper[1]) << 16U | packed(upper[2]) << 8U |
            static_cast<std::uint32_t>(digits));
    }

    /// The same; throws Error unknown_currency where that has no value.
    static constexpr Currency parse(std::string_view code) { return known(code); }

    constexpr bool is_none() const { return packed_ == 0; }

    /// Of each currency another one; 0 for no currency.
    constexpr std::uint32_t number() const { return packed_; }

    /// "USD"; empty for no currency.
    std::string code() const;

    /// The number of digits of the minor unit: USD 2, JPY 0, KWD 3; 0 for no currency.
    constexpr int minor_digits() const { return static_cast<int>(packed_ & 0xFFU); }

    /// Minor units in a major one: USD 100, JPY 1, KWD 1000; 1 for no currency.
    constexpr std::int64_t minor_per_major() const {
        std::int64_t power = 1;
        for (int digit = 0; digit < minor_digits(); ++digit) {
            power *= 10;
        }
        return power;
    }

    friend constexpr auto operator<=>(const Currency&, const Currency&) = default;

private:
    constexpr explicit Currency(std::uint32_t packed) : packed_(packed) {}

    static constexpr Currency known(std::string_view code) {
        const std::optional<Currency> found = try_parse(code);
        if (!found) {
            detail::fail(ErrorCode::unknown_currency, "not a currency of ISO 4217");
        }
        return *found;
    }

    static constexpr char upper_case(char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }

    static constexpr std::uint32_t packed(char letter) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(letter));
    }

    /// Three letters, then the number of minor digits, one byte each.
    std::uint32_t packed_ = 0;
};

inline constexpr Currency aud{"AUD"};
inline constexpr Currency brl{"BRL"};
inline constexpr Currency cad{"CAD"};
inline constexpr Currency chf{"CHF"};
inline constexpr Currency cny{"CNY"};
inline constexpr Currency czk{"CZK"};
inline constexpr Currency dkk{"DKK"};
inline constexpr Currency eur{"EUR"};
inline constexpr Currency gbp{"GBP"};
inline constexpr Currency hkd{"HKD"};
inline constexpr Currency huf{"HUF"};
inline constexpr Currency inr{"INR"};
inline constexpr Currency jpy{"JPY"};
inline constexpr Currency krw{"KRW"};
inline constexpr Currency kwd{"KWD"};
inline constexpr Currency mxn{"MXN"};
inline constexpr Currency nok{"NOK"};
inline constexpr Currency nzd{"NZD"};
inline constexpr Currency pln{"PLN"};
inline constexpr Currency sek{"SEK"};
inline constexpr Currency sgd{"SGD"};
inline constexpr Currency usd{"USD"};
inline constexpr Currency zar{"ZAR"};

namespace detail {

/// Throws Error currency_mismatch that names both.
[[noreturn]] void fail_mismatch(Currency left, Currency right);

/// Throws Error currency_mismatch unless they are equal.
constexpr void require_same(Currency left, Currency right) {
    if (left != right) {
        fail_mismatch(left, right);
    }
}

}  // namespace detail
}  // namespace saleskpi::inline v0_3
