// SPDX-License-Identifier: MIT
#include "svg_text.hpp"

#include "value/text_width.hpp"
#include "value/utf8.hpp"

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr double em_per_place = 0.57;

/// Whether no document of XML can have it, in any form.
bool is_forbidden(char32_t code) {
    return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0xFFFE ||
           code == 0xFFFF;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const Character first = first_character(text);
        const std::string_view bytes = text.substr(0, first.length);
        text.remove_prefix(first.length);
        if (!first.is_utf8 || is_forbidden(first.code))
            result += "\uFFFD";
        else if (first.code == '<')
            result += "&lt;";
        else if (first.code == '>')  // of "]]>"
            result += "&gt;";
        else if (first.code == '&')
            result += "&amp;";
        else if (first.code == '\r')  // else it is read as a line feed
            result += "&#13;";
        else
            result += bytes;
    }
    return result;
}

std::string attribute_text(std::string_view text) {
    std::string result;
    for (const char c : escaped(text))
        if (c == '"')
            result += "&quot;";
        else
            result += c;
    return result;
}

double text_width(std::string_view text, double size) {
    return static_cast<double>(display_width(text)) * size * em_per_place;
}

std::string fitted(std::string_view text, double width, double size) {
    if (text_width(text, size) <= width) return std::string{text};
    const double room = width - size;  // of the ellipsis
    std::string result;
    double taken = 0;
    while (!text.empty()) {
        const std::size_t length = first_character(text).length;
        const std::string_view character = text.substr(0, length);
        taken += text_width(character, size);
        if (taken > room) break;
        result += character;
        text.remove_prefix(length);
    }
    while (!result.empty() && result.back() == ' ')
        result.pop_back();
    return result + "…";
}

}  // namespace saleskpi::inline v0_3::detail
