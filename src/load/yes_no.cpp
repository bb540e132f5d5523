// SPDX-License-Identifier: MIT
#include "load/yes_no.hpp"

#include "load/text.hpp"
#include "value/name_fold.hpp"
#include "value/utf8.hpp"

#include <algorithm>
#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr auto yes_words = std::to_array<std::string_view>(
    {"yes",          "true",      "1",      "y",     "t",          "on",      "x",
     "ja",           "j",         "wahr",   "oui",   "vrai",       "s\u00ED", "si",
     "s\u00EC",      "verdadero", "vero",   "sim",   "verdadeiro", "tak",     "prawda",
     "\u0434\u0430", "\u662F",    "\u2713", "\u2714"});
constexpr auto no_words = std::to_array<std::string_view>(
    {"no", "false", "0", "n", "f", "off", "nein", "falsch", "non", "faux", "falso", "n\u00E3o",
     "nao", "nie", "fa\u0142sz", "\u043D\u0435\u0442", "\u5426"});

template <class Words>
bool is_one_of(std::string_view text, const Words& words) {
    if (std::any_of(words.begin(), words.end(), [&](std::string_view word) {
            return same_word(text, word);
        }))
        return true;
    if (is_ascii(text)) return false;
    const std::string folded = folded_name(text);
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return folded_name(word) == folded;
    });
}

}  // namespace

std::optional<bool> says_yes(
    std::string_view text, std::span<const std::string> yes, std::span<const std::string> no) {
    if (is_one_of(text, yes)) return true;
    if (is_one_of(text, no)) return false;
    if (is_one_of(text, yes_words)) return true;
    if (is_one_of(text, no_words)) return false;
    return std::nullopt;
}

}  // namespace saleskpi::inline v0_3::detail
