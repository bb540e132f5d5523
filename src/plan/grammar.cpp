// SPDX-License-Identifier: MIT
#include "grammar.hpp"

#include "value/digits.hpp"

#include <fmt/format.h>

#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

constexpr std::array<std::string_view, 11> reserved{
    "and", "or", "not", "is", "missing", "known", "where", "having", "by", "active", "spread"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_identifier(std::string_view text) {
    if (text.empty() || is_digit(text.front())) return false;
    for (const char c : text)
        if (!is_letter(c) && !is_digit(c)) return false;
    return true;
}

}  // namespace

bool is_plain_word(std::string_view text) {
    if (!is_identifier(text)) return false;
    for (const std::string_view word : reserved)
        if (text == word) return false;
    return true;
}

std::string name_text(std::string_view name) {
    return is_identifier(name) && name != "not" ? std::string{name} : quoted(name);
}

std::string word_text(std::string_view text) {
    return is_plain_word(text) ? std::string{text} : quoted(text);
}

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            result += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        } else {
            result += c;
        }
    }
    result += '"';
    return result;
}

}  // namespace saleskpi::inline v0_3::detail
