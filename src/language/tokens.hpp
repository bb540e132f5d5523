// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/error.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// A word, number or sign of a formula's text. A number is "12", "0.5" or "3/2"; a date "2025-03-01".
struct Token {
    enum class Kind : std::uint8_t { word, quoted, number, date, symbol, end };
    Kind kind = Kind::end;
    std::string_view text;  ///< as it is written, quotes included
    std::size_t at = 0;     ///< bytes before it

    bool is_word(std::string_view word) const { return kind == Kind::word && text == word; }
    bool is_symbol(std::string_view symbol) const { return kind == Kind::symbol && text == symbol; }
};

/// The text of a formula, token by token. What fails here or with its help names the column:
/// "column 24: expected 'by', 'active' or 'spread', found 'bye'".
class Tokens {
public:
    /// Throws Error invalid_definition for a text that is not UTF-8, or spells out what is not.
    explicit Tokens(std::string_view text);

    const Token& peek() const { return next_; }
    /// Whether the token after the next one is that symbol.
    bool is_followed_by(std::string_view symbol) const;
    Token take();
    bool take_word(std::string_view word);
    bool take_symbol(std::string_view symbol);
    /// The text from one position up to the next token, without blanks at its end.
    std::string_view since(std::size_t at) const;

    [[noreturn]] void fail(std::size_t at, ErrorCode code, const std::string& message) const;
    /// The next token is none of these: "'by'", "a number".
    [[noreturn]] void fail_expected(std::initializer_list<std::string_view> expected) const;

    void expect_symbol(std::string_view symbol);
    void expect_word(std::string_view word);

private:
    Token read(std::size_t at) const;
    std::size_t end_of_number(std::size_t at) const;
    std::size_t end_of_quoted(std::size_t at) const;

    std::string_view text_;
    Token next_;
    std::size_t end_of_last_ = 0;
};

/// What a quoted text says, without its quotes and escapes.
std::string unquoted(std::string_view text);

}  // namespace saleskpi::inline v0_3::detail
