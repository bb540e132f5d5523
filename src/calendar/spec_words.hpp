// SPDX-License-Identifier: MIT
#pragma once

#include <date/date.h>

#include <cstddef>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// "april".
std::string_view name_of(date::month month);
/// "sunday".
std::string_view name_of(date::weekday day);

/// One word of a calendar's text form, read from its front, in any letter case.
class SpecWord {
public:
    SpecWord(std::string_view text, std::size_t begin, std::size_t end)
        : text_{text}, at_{begin}, end_{end} {}

    [[nodiscard]] bool is_over() const { return at_ == end_; }
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_, end_ - at_); }
    [[nodiscard]] bool starts_with(std::string_view word) const;

    /// Takes these small letters off the front, if they are there.
    bool take(std::string_view word);
    /// The same, or fails.
    void require(std::string_view word, std::string_view expected);
    date::weekday weekday(std::string_view expected);
    date::month month();

    /// Throws Error{invalid_argument}: where in the text, and what is expected there.
    [[noreturn]] void fail(std::string_view expected) const;

private:
    std::string_view text_;
    std::size_t at_;
    std::size_t end_;
};

/// The words of a text, between spaces and commas.
std::vector<SpecWord> spec_words(std::string_view text);

}  // namespace saleskpi::inline v0_3::detail
