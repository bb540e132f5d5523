// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/int128.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Whether the character is an ASCII digit, in any locale.
constexpr bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// The decimal digits of the number, without leading zeros.
std::string digits_of(uint128 number);

/// The integer with a point before its last `places` digits: (-5, 2) is "-0.05".
std::string with_point(std::int64_t number, int places);

/// A plain number as a count of 10^-places: ("1234.5", 2) is 123450. It is a sign, digits, and a
/// point with at least one digit after it. No value for other text, for more places (unless they
/// are zeros), and beyond 64 bits.
std::optional<std::int64_t> parse_fixed(std::string_view text, int places);

/// Digits and nothing else; no value for other text and beyond 128 bits.
std::optional<int128> parse_digits(std::string_view text);

}  // namespace saleskpi::inline v0_3::detail
