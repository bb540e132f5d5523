// SPDX-License-Identifier: MIT
#include "language/tokens.hpp"

#include "plan/grammar.hpp"
#include "value/digits.hpp"
#include "value/utf8.hpp"

#include <saleskpi/value/date.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {
namespace {

constexpr std::size_t longest_shown = 40;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// A byte of a character of UTF-8 that is not its first.
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0u) == 0x80u; }

template <class Is>
std::size_t end_of(std::string_view text, std::size_t at, Is is) {
    while (at < text.size() && is(text[at]))
        ++at;
    return at;
}

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// The byte of "\x0a", read from behind the x; nothing but two hexadecimal digits will do.
int byte_of(std::string_view digits) {
    if (digits.size() < 2) return -1;
    const int high = hex_value(digits[0]);
    const int low = hex_value(digits[1]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string shown(const Token& token) {
    if (token.kind == Token::Kind::end) return "the end";
    const std::string_view text = token.text;
    if (text.size() <= longest_shown)
        return token.kind == Token::Kind::quoted ? std::string{text} : fmt::format("'{}'", text);
    return fmt::format("'{}...'", cut(text, longest_shown));
}

}  // namespace

Tokens::Tokens(std::string_view text) : text_{text} {
    // What it quotes ends in ids, words and messages, which must be UTF-8.
    if (const std::size_t end = end_of_utf8(text); end < text.size())
        fail(end, ErrorCode::invalid_definition, "the text is not UTF-8");
    next_ = read(0);
}

Token Tokens::read(std::size_t at) const {
    at = end_of(text_, at, is_blank);
    if (at == text_.size()) return {Token::Kind::end, {}, at};
    const char first = text_[at];
    const auto token = [&](Token::Kind kind, std::size_t end) {
        return Token{kind, text_.substr(at, end - at), at};
    };
    if (is_letter(first))
        return token(Token::Kind::word, end_of(text_, at, [](char c) {
                         return is_letter(c) || is_digit(c);
                     }));
    if (first == '"' || first == '\'') return token(Token::Kind::quoted, end_of_quoted(at));
    if (is_digit(first)) {
        constexpr std::size_t length_of_date = 10;
        if (try_parse_date(text_.substr(at, length_of_date)))
            return token(Token::Kind::date, at + length_of_date);
        return token(Token::Kind::number, end_of_number(at));
    }
    const bool may_be_two = first == '<' || first == '>' || first == '!' || first == '=';
    if (may_be_two && at + 1 < text_.size() && text_[at + 1] == '=')
        return token(Token::Kind::symbol, at + 2);
    // Other characters are symbols too, whole ones, so that messages can show them.
    const std::size_t end = end_of(text_, at + 1, continues);
    if (static_cast<unsigned char>(first) < 0x20 || first == 0x7f)
        fail(at, ErrorCode::invalid_definition, "there is a control character");
    return token(Token::Kind::symbol, end);
}

std::size_t Tokens::end_of_number(std::size_t at) const {
    const auto digits_after = [this](std::size_t mark) {
        return mark + 1 < text_.size() && is_digit(text_[mark + 1]);
    };
    std::size_t end = end_of(text_, at, is_digit);
    if (end < text_.size() && text_[end] == '.' && digits_after(end))
        return end_of(text_, end + 1, is_digit);
    if (end < text_.size() && text_[end] == '/' && digits_after(end)) {
        if (at > 0 && (text_[at - 1] == '/' || text_[at - 1] == '*'))
            fail(
                end, ErrorCode::invalid_definition,
                "a '/' between two numbers makes a fraction: set blanks around a division");
        return end_of(text_, end + 1, is_digit);
    }
    return end;
}

std::size_t Tokens::end_of_quoted(std::size_t at) const {
    const char mark = text_[at];
    for (std::size_t i = at + 1; i < text_.size(); ++i) {
        if (text_[i] == mark) {
            if (!is_utf8(unquoted(text_.substr(at, i + 1 - at))))
                fail(at, ErrorCode::invalid_definition, "the quoted text is not UTF-8");
            return i + 1;
        }
        if (text_[i] != '\\') continue;
        ++i;
        if (i < text_.size() && text_[i] == 'x') {
            if (byte_of(text_.substr(i + 1)) < 0)
                fail(i - 1, ErrorCode::invalid_definition, "a '\\x' wants two hexadecimal digits");
            i += 2;
        } else if (i < text_.size() && text_[i] != mark && text_[i] != '\\') {
            fail(
                i - 1, ErrorCode::invalid_definition,
                fmt::format("in quotes, '\\' stands only before '{}', '\\' and 'x'", mark));
        }
    }
    fail(at, ErrorCode::invalid_definition, "the quote is not closed");
}

bool Tokens::is_followed_by(std::string_view symbol) const {
    const std::size_t at = end_of(text_, next_.at + next_.text.size(), is_blank);
    return text_.substr(at).starts_with(symbol);
}

Token Tokens::take() {
    const Token taken = next_;
    end_of_last_ = taken.at + taken.text.size();
    next_ = read(end_of_last_);
    return taken;
}

bool Tokens::take_word(std::string_view word) {
    if (!next_.is_word(word)) return false;
    take();
    return true;
}

bool Tokens::take_symbol(std::string_view symbol) {
    if (!next_.is_symbol(symbol)) return false;
    take();
    return true;
}

std::string_view Tokens::since(std::size_t at) const { return text_.substr(at, end_of_last_ - at); }

void Tokens::fail(std::size_t at, ErrorCode code, const std::string& message) const {
    const auto before = text_.substr(0, at);
    const auto column =
        1 + std::count_if(before.begin(), before.end(), [](char c) { return !continues(c); });
    throw Error{code, fmt::format("column {}: {}", column, message)};
}

void Tokens::fail_expected(std::initializer_list<std::string_view> expected) const {
    std::string list;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (i > 0) list += i + 1 < expected.size() ? ", " : " or ";
        list += expected.begin()[i];
    }
    fail(
        next_.at, ErrorCode::invalid_definition,
        fmt::format("expected {}, found {}", list, shown(next_)));
}

void Tokens::expect_symbol(std::string_view symbol) {
    if (!take_symbol(symbol)) fail_expected({fmt::format("'{}'", symbol)});
}

void Tokens::expect_word(std::string_view word) {
    if (!take_word(word)) fail_expected({fmt::format("'{}'", word)});
}

std::string unquoted(std::string_view text) {
    std::string result;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] != '\\') {
            result += text[i];
        } else if (text[++i] == 'x') {
            result += static_cast<char>(byte_of(text.substr(i + 1)));
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

}  // namespace saleskpi::inline v0_3::detail
