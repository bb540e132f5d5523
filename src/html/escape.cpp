// SPDX-License-Identifier: MIT
#include "html/escape.hpp"

#include "value/utf8.hpp"

#include <cstdint>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// What stands for a character between tags or quotes; nothing for one that stands for itself.
std::string_view html_escape(char32_t code) {
    switch (code) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        case '\r':
            return "&#13;";  // else it would come back as a line feed
        case 0:
            return replacement;
        default:
            return {};
    }
}

std::string unicode_escape(char32_t code) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "\\u";
    for (unsigned shift = 16; shift > 0; shift -= 4)
        text += digits[(static_cast<std::uint32_t>(code) >> (shift - 4)) & 0xFU];
    return text;
}

/// Calls a function with the code and the bytes of each character.
template <class Use>
void each_character(std::string_view text, const Use& use) {
    while (!text.empty()) {
        const Character character = first_character(text);
        use(character, text.substr(0, character.length));
        text.remove_prefix(character.length);
    }
}

}  // namespace

std::string html_text(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    each_character(text, [&](const Character& character, std::string_view bytes) {
        if (!character.is_utf8)
            result += replacement;
        else if (const std::string_view escape = html_escape(character.code); !escape.empty())
            result += escape;
        else
            result += bytes;
    });
    return result;
}

std::string script_string(std::string_view text) {
    std::string result = "\"";
    each_character(text, [&](const Character& character, std::string_view bytes) {
        const char32_t code = character.code;
        if (!character.is_utf8)
            result += replacement;
        else if (code == '"' || code == '\\')
            result.append(1, '\\').append(bytes);
        else if (
            code < 0x20 || code == '<' || code == '>' || code == '&' || code == 0x2028 ||
            code == 0x2029)
            result += unicode_escape(code);
        else
            result += bytes;
    });
    return result + '"';
}

}  // namespace saleskpi::inline v0_3::detail
