// SPDX-License-Identifier: MIT
#include "utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace saleskpi::inline v0_3::detail {
namespace {

constexpr std::uint32_t byte(char c) { return static_cast<unsigned char>(c); }

/// A byte of a character that is not its first.
constexpr bool continues(char c) { return (byte(c) & 0xC0U) == 0x80U; }

/// The length of the one character of UTF-8 that the text begins with; 0 if it is none.
std::size_t character_length(std::string_view text) {
    const Character first = first_character(text);
    return first.is_utf8 ? first.length : 0;
}

}  // namespace

bool is_utf8(std::string_view text) { return is_ascii(text) || end_of_utf8(text) == text.size(); }

std::size_t end_of_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = character_length(text.substr(at));
        if (length == 0) break;
        at += length;
    }
    return at;
}

std::string as_utf8(std::string_view text) { return shown(text, std::string_view::npos); }

std::string_view cut(std::string_view text, std::size_t longest) {
    if (text.size() <= longest) return text;
    // No character has more than three bytes behind its first: text that is none is cut as it is.
    for (std::size_t size = longest; size + 4 > longest; --size) {
        if (!continues(text[size])) return text.substr(0, size);
        if (size == 0) break;
    }
    return text.substr(0, longest);
}

std::string shown(std::string_view text, std::size_t longest) {
    std::string result;
    while (!text.empty()) {
        if (result.size() >= longest) return result + "\u2026";
        const std::size_t length = character_length(text);
        // A zero would end the text of an exception.
        if (length == 0 || text.front() == '\0')
            result += "\uFFFD";
        else
            result += text.substr(0, length);
        text.remove_prefix((std::max)(length, std::size_t{1}));
    }
    return result;
}

}  // namespace saleskpi::inline v0_3::detail
