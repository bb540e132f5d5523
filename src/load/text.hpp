// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Without spaces and tabs at both ends.
inline std::string_view trimmed(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Whether two ASCII words are the same but for their case.
bool same_word(std::string_view a, std::string_view b);

/// "a, b, c".
std::string listed(std::span<const std::string> words);
std::string listed(std::span<const std::string_view> words);

/// "deals.csv: ", where a message begins; nothing for a text that is no file's.
std::string in_file(std::string_view file);

/// " (did you mean 'columns'?)" with the most similar of the words; empty if none is similar.
std::string suggestion(std::string_view word, std::span<const std::string_view> words);

}  // namespace saleskpi::inline v0_3::detail
