// SPDX-License-Identifier: MIT
#pragma once

#include "value/short_text.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Whether all characters are of ASCII.
inline bool is_ascii(std::string_view text) {
    // Nearly all text is: a word at a time, the last one perhaps in part for the second time.
    constexpr std::uint64_t highs = 0x8080808080808080ULL;
    const char* const begin = text.data();
    const std::size_t n = text.size();
    std::uint64_t bits = 0;
    if (n >= 8) {
        for (std::size_t at = 0; at + 8 <= n; at += 8)
            bits |= loaded<std::uint64_t>(begin + at);
        bits |= loaded<std::uint64_t>(begin + n - 8);
    } else if (n >= 4) {
        bits = loaded<std::uint32_t>(begin) | loaded<std::uint32_t>(begin + n - 4);
    } else {
        for (const char c : text)
            bits |= static_cast<unsigned char>(c);
    }
    return (bits & highs) == 0;
}

/// Whether the text is UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_utf8(std::string_view text);

/// Where the first byte stands that is no part of UTF-8; the text's size if there is none.
std::size_t end_of_utf8(std::string_view text);

/// The text with U+FFFD for each byte that is no UTF-8.
std::string as_utf8(std::string_view text);

/// At most so many bytes of a text, without half a character at the end.
std::string_view cut(std::string_view text, std::size_t longest);

/// A value as it is shown in a finding: its first characters, with U+FFFD for what is no UTF-8
/// and for zeros.
std::string shown(std::string_view text, std::size_t longest = 80);

/// The first character of a text.
struct Character {
    char32_t code = 0xFFFD;
    std::size_t length = 1;  ///< in bytes
    bool is_utf8 = false;    ///< else it is one byte that begins no character
};

/// The text must not be empty. No overlong forms, no surrogates, nothing beyond U+10FFFF.
constexpr Character first_character(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
    };
    const std::uint32_t lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {};
    std::uint32_t code = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        code = code << 6U | (byte(i) & 0x3FU);
    }
    const bool is_overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (is_overlong || is_surrogate || code > 0x10FFFF) return {};
    return {code, length, true};
}

/// Whether a terminal does not show the character but obeys it: a control character of ASCII or of
/// U+0080 to U+009F, one that ends a line, or one that turns the direction of what follows.
constexpr bool is_obeyed(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x061C || code == 0x200E ||
           code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x206F);
}

/// Whether it ends a line, or moves on in it: a space says as much.
constexpr bool is_obeyed_as_space(char32_t code) {
    return (code >= 0x09 && code <= 0x0D) || code == 0x85 || code == 0x2028 || code == 0x2029;
}

}  // namespace saleskpi::inline v0_3::detail
