// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// The length of the blank that begins the text, whichever of the kinds that programs write: a space, a
/// tab, those that do not break, thin ones, that of a figure and the ideographic one. 0 for none.
inline std::size_t blank_length(std::string_view text) {
    if (text.empty()) return 0;
    if (text.front() == ' ' || text.front() == '\t') return 1;
    constexpr std::array<std::string_view, 5> others{
        "\u00A0", "\u202F", "\u2009", "\u2007", "\u3000"};
    for (const std::string_view blank : others)
        if (text.starts_with(blank)) return blank.size();
    return 0;
}

/// The length of the blank that ends it.
inline std::size_t last_blank_length(std::string_view text) {
    for (std::size_t length = 1; length <= 3 && length <= text.size(); ++length)
        if (blank_length(text.substr(text.size() - length)) == length) return length;
    return 0;
}

/// Takes all blanks off the front of the text. Whether there was any.
inline bool take_blanks(std::string_view& text) {
    bool any = false;
    while (const std::size_t length = blank_length(text)) {
        text.remove_prefix(length);
        any = true;
    }
    return any;
}

/// Without blanks of any kind at both ends.
inline std::string_view without_blanks(std::string_view text) {
    take_blanks(text);
    while (const std::size_t length = last_blank_length(text))
        text.remove_suffix(length);
    return text;
}

}  // namespace saleskpi::inline v0_3::detail
