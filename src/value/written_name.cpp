// SPDX-License-Identifier: MIT
#include "value/written_name.hpp"

namespace saleskpi::inline v0_3::detail {

namespace {

/// The small letter without an accent that begins the text, and how many bytes it has; no letter
/// where there is none of these languages. An accent by itself is no letter, and has two bytes.
struct Letter {
    char letter = '\0';
    std::size_t length = 0;
};

Letter first_letter(std::string_view text) {
    const char c = text.front();
    if (c >= 'a' && c <= 'z') return {c, 1};
    if (c >= 'A' && c <= 'Z') return {static_cast<char>(c - 'A' + 'a'), 1};
    struct Accented {
        std::string_view letters;
        char plain;
    };
    constexpr auto accented = std::to_array<Accented>({
        {"\u00E1\u00C1\u00E0\u00C0\u00E4\u00C4\u00E3\u00C3\u0105\u0104", 'a'},
        {"\u00E7\u00C7\u0107\u0106", 'c'},
        {"\u00E9\u00C9\u00E8\u00C8\u00EA\u00CA", 'e'},
        {"\u00EC\u00CC\u00ED\u00CD", 'i'},
        {"\u0142\u0141", 'l'},
        {"\u0144\u0143\u00F1\u00D1", 'n'},
        {"\u015B\u015A", 's'},
        {"\u00FB\u00DB\u00FC\u00DC\u00FA\u00DA\u00F9\u00D9", 'u'},
        {"\u017A\u0179\u017C\u017B", 'z'},
        {"\u0301\u0300\u0308\u0302\u0303\u0327", '\0'},  // accents by themselves
    });
    const std::string_view two = text.substr(0, 2);
    if (two.size() < 2) return {};
    for (const auto& [letters, plain] : accented)
        for (std::size_t at = 0; at < letters.size(); at += 2)
            if (letters.substr(at, 2) == two) return {plain, 2};
    return {};
}

}  // namespace

WrittenName::WrittenName(std::string_view text) {
    for (std::size_t at = 0; at < text.size() && size_ < longest;) {
        const auto [letter, length] = first_letter(text.substr(at));
        if (length == 0) break;
        at += length;
        if (letter != '\0') word_[size_++] = letter;
        ends_[size_] = at;
    }
}

}  // namespace saleskpi::inline v0_3::detail
