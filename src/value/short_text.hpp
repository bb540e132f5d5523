// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// For texts of a few characters, of which a call of the library's functions takes most of the time.
/// Words overlap instead of being padded: nothing is read or written beside the text.
namespace saleskpi::inline v0_3::detail {

template <class Word>
Word loaded(const char* from) {
    Word word;
    std::memcpy(&word, from, sizeof word);
    return word;
}

/// Whether two texts are equal.
inline bool same_text(std::string_view a, std::string_view b) {
    const std::size_t n = a.size();
    if (n != b.size()) return false;
    const auto differ = [&]<class Word>(Word, std::size_t last) {
        return ((loaded<Word>(a.data()) ^ loaded<Word>(b.data())) |
                (loaded<Word>(a.data() + last) ^ loaded<Word>(b.data() + last))) != 0;
    };
    if (n > 16) return a == b;
    if (n >= 8) return !differ(std::uint64_t{}, n - 8);
    if (n >= 4) return !differ(std::uint32_t{}, n - 4);
    return a == b;
}

/// Copies a text to where there is room for it, and gives the place behind.
inline char* copy_text(std::string_view text, char* to) {
    const std::size_t n = text.size();
    const auto copy = [&]<class Word>(Word, std::size_t last) {
        const Word begin = loaded<Word>(text.data());
        const Word end = loaded<Word>(text.data() + last);
        std::memcpy(to, &begin, sizeof begin);
        std::memcpy(to + last, &end, sizeof end);
    };
    if (n > 16 || n < 4)
        text.copy(to, n);
    else if (n >= 8)
        copy(std::uint64_t{}, n - 8);
    else
        copy(std::uint32_t{}, n - 4);
    return to + n;
}

}  // namespace saleskpi::inline v0_3::detail
