// SPDX-License-Identifier: MIT
#include "value/name_fold.hpp"

#include "value/folded_letters.hpp"
#include "value/utf8.hpp"

#include <saleskpi/value/int128.hpp>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <optional>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr bool is_blank(char32_t c) {
    return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

constexpr bool is_without_width(char32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

/// Where marks of accents stand on a letter, as the order of marks goes by it: those of canonical
/// decompositions.
constexpr int place_of_mark(char32_t c) {
    const auto is_in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
    if (!is_in(0x0300, 0x036F)) return 0;
    if (is_in(0x0334, 0x0338)) return 1;
    if (c == 0x0321 || c == 0x0322 || c == 0x0327 || c == 0x0328) return 202;
    if (c == 0x031B) return 216;
    if (c == 0x0345) return 240;
    const bool is_below = is_in(0x0316, 0x0319) || is_in(0x031C, 0x0320) || is_in(0x0323, 0x0326) ||
                          is_in(0x0329, 0x0333) || is_in(0x0339, 0x033C) || is_in(0x0347, 0x0349) ||
                          is_in(0x034D, 0x034E);
    return is_below ? 220 : 230;
}

void append_letter(std::u32string& to, char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFF01 - U'!';  // of the full width of East Asia
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
    if (c < 0x80) {
        to += c;
        return;
    }
    const auto at = std::lower_bound(
        folded_letters.begin(), folded_letters.end(), c,
        [](const FoldedLetter& one, char32_t letter) { return one.letter < letter; });
    if (at == folded_letters.end() || at->letter != c)
        to += c;
    else
        to.append(at->folded().begin(), at->folded().end());
}

void sort_marks(std::u32string& text) {
    for (auto at = text.begin(); at != text.end();) {
        const auto is_mark = [](char32_t c) { return place_of_mark(c) != 0; };
        const auto first = std::find_if(at, text.end(), is_mark);
        at = std::find_if_not(first, text.end(), is_mark);
        std::stable_sort(
            first, at, [](char32_t a, char32_t b) { return place_of_mark(a) < place_of_mark(b); });
    }
}

void append_utf8(std::string& to, char32_t c) {
    const auto byte = [&](char32_t bits) { to += static_cast<char>(bits); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | c >> 6U);
        byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | c >> 12U);
        byte(0x80 | (c >> 6U & 0x3F));
        byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | c >> 18U);
        byte(0x80 | (c >> 12U & 0x3F));
        byte(0x80 | (c >> 6U & 0x3F));
        byte(0x80 | (c & 0x3F));
    }
}

constexpr bool is_at_end(char c) { return c == ' ' || c == '.'; }

constexpr std::uint64_t each_byte(std::uint64_t byte) { return byte * 0x0101010101010101U; }
constexpr std::uint64_t high_bits = each_byte(0x80);

/// Eight characters, of which those of ASCII are in lower case.
constexpr std::uint64_t lower_case(std::uint64_t word) {
    const std::uint64_t low = word & ~high_bits;
    const std::uint64_t from_a = low + each_byte(0x80 - 'A');
    const std::uint64_t beyond_z = low + each_byte(0x80 - 'Z' - 1);
    return word | ((from_a ^ beyond_z) & ~word & high_bits) >> 2U;
}
/// Whether one of eight characters of ASCII is a control character.
constexpr bool has_control(std::uint64_t word) {
    return ((word - each_byte(0x20)) & ~word & high_bits) != 0;
}
/// Which of eight characters of ASCII are blanks.
constexpr std::uint64_t blanks_of(std::uint64_t word) {
    const std::uint64_t others = word ^ each_byte(' ');
    return ~(others + each_byte(0x7F)) & high_bits;
}

std::uint64_t eight_at(const char* from) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, sizeof(word));
    return word;
}

/// Makes a hash of a name, eight characters at a time.
class PlainHash {
public:
    PlainHash(std::string_view text, bool is_folded) : is_folded_{is_folded} {
        std::size_t end = text.size();
        while (end > 0 && is_at_end(text[end - 1]))
            --end;
        if (end == 0) end = text.size();
        is_plain_ = is_folded || end == 0 || text.front() != ' ';
        hash_ = end;
        constexpr std::size_t n = sizeof(std::uint64_t);
        std::size_t at = 0;
        for (; at + n <= end; at += n)
            add(eight_at(text.data() + at), at > 0 && text[at - 1] == ' ' && text[at] == ' ');
        if (at == end) return;
        if (end >= n) {
            add(eight_at(text.data() + end - n), false);
            return;
        }
        std::uint64_t word = each_byte('~');
        for (; at < end; ++at)
            word = word << 8U | static_cast<unsigned char>(text[at]);
        add(word, false);
    }
    /// None of a name in which more need be changed than the case.
    std::optional<std::uint64_t> value() const {
        return is_plain_ ? std::optional{hash_ ^ hash_ >> 32U} : std::nullopt;
    }

private:
    void add(std::uint64_t word, bool begins_with_second_blank) {
        if (!is_folded_) {
            const std::uint64_t blanks = blanks_of(word);
            const bool has_two = (blanks & blanks << 8U) != 0 || begins_with_second_blank;
            if ((word & high_bits) != 0 || has_control(word) || has_two) is_plain_ = false;
        }
        // What differs in the last character is to change the first bits, too.
        const uint128 product = uint128{hash_ ^ lower_case(word)} * 0x9E3779B97F4A7C15U;
        hash_ = static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
    }

    bool is_folded_;
    bool is_plain_ = true;
    std::uint64_t hash_ = 0;
};

}  // namespace

std::string folded_name(std::string_view text) {
    std::u32string folded;
    bool has_blank = false;
    while (!text.empty()) {
        const Character next = first_character(text);
        text.remove_prefix(next.length);
        if (is_without_width(next.code)) continue;
        if (is_blank(next.code)) {
            has_blank = true;
            continue;
        }
        if (has_blank && !folded.empty()) folded += U' ';
        has_blank = false;
        append_letter(folded, next.code);
    }
    sort_marks(folded);
    std::string name;
    for (const char32_t c : folded)
        append_utf8(name, c);
    // A name of nothing but dots is one.
    const auto end = std::find_if_not(name.rbegin(), name.rend(), is_at_end).base();
    if (end != name.begin()) name.erase(end, name.end());
    return name;
}

std::uint64_t folded_hash(std::string_view text) {
    if (const auto hash = PlainHash{text, false}.value()) return *hash;
    return *PlainHash{folded_name(text), true}.value();
}

}  // namespace saleskpi::inline v0_3::detail
