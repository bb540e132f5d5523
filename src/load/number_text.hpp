// SPDX-License-Identifier: MIT
#pragma once

#include "value/digits.hpp"

#include <saleskpi/load/mapping.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// A number as plain text ("-1234.5"), whatever its file's format was.
struct WrittenNumber {
    std::string text;
    bool percent = false;         ///< a percent sign followed it
    std::string_view currency{};  ///< the sign or the code of one, a part of the text that was read
};

/// No value for what is no number in that format.
std::optional<WrittenNumber> plain_number(std::string_view text, const NumberFormat& format);

/// The number as a count of 10^-places, for the simplest and most frequent form: digits, perhaps with
/// a minus and a decimal mark. No value for any other, be it a number or not.
inline std::optional<std::int64_t> simple_number(
    std::string_view text, char decimal_mark, int places) {
    constexpr std::size_t most_digits = 18;  // any so many fit in 64 bits
    const bool is_negative = text.starts_with('-');
    if (is_negative) text.remove_prefix(1);
    if (text.empty() || text.size() + static_cast<std::size_t>(places) > most_digits ||
        !is_digit(text.front()) || !is_digit(text.back()))
        return std::nullopt;
    std::int64_t number = 0;
    int missing_places = places;
    bool is_fraction = false;
    for (const char c : text) {
        if (is_digit(c)) {
            number = number * 10 + (c - '0');
            missing_places -= is_fraction ? 1 : 0;
        } else if (c == decimal_mark && !is_fraction) {
            is_fraction = true;
        } else {
            return std::nullopt;
        }
    }
    if (missing_places < 0) return std::nullopt;
    for (; missing_places > 0; --missing_places)
        number *= 10;
    return is_negative ? -number : number;
}

/// A JSON number without its exponent: "1.5e3" is "1500". No value for exponents beyond +-100.
std::optional<std::string> without_exponent(std::string_view number);

/// Why a plain number is no value of so many decimals: it has more, or does not fit in 64 bits.
bool has_more_decimals(std::string_view plain, int places);

}  // namespace saleskpi::inline v0_3::detail
