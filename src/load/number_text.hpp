// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/mapping.hpp>

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
std::optional<std::int64_t> simple_number(std::string_view text, char decimal_mark, int places);

/// A JSON number without its exponent: "1.5e3" is "1500". No value for exponents beyond +-100.
std::optional<std::string> without_exponent(std::string_view number);

/// Why a plain number is no value of so many decimals: it has more, or does not fit in 64 bits.
bool has_more_decimals(std::string_view plain, int places);

}  // namespace saleskpi::inline v0_3::detail
