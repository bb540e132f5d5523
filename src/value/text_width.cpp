// SPDX-License-Identifier: MIT
#include "value/text_width.hpp"

#include "value/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace saleskpi::inline v0_3::detail {

namespace {

struct CodeRange {
    char32_t first, last;
    std::size_t width;
};

/// What does not take one place. Coarse, and enough for the names of people and places.
constexpr CodeRange unusual[] = {
    {0x0300, 0x036F, 0},    // combining accents
    {0x1100, 0x115F, 2},    // Hangul Jamo
    {0x200B, 0x200F, 0},    // zero-width spaces and marks of direction
    {0x2E80, 0x303E, 2},    // CJK radicals and punctuation
    {0x3041, 0xA4CF, 2},    // Kana, CJK, Yi
    {0xAC00, 0xD7A3, 2},    // Hangul
    {0xF900, 0xFAFF, 2},    // CJK compatibility
    {0xFE00, 0xFE0F, 0},    // variation selectors
    {0xFE30, 0xFE6F, 2},    // CJK forms
    {0xFF00, 0xFF60, 2},    // full-width letters
    {0xFFE0, 0xFFE6, 2},    // full-width signs
    {0x1F300, 0x1FAFF, 2},  // pictures
    {0x20000, 0x3FFFD, 2},  // CJK extensions
};

std::size_t width_of(char32_t code) {
    for (const CodeRange& range : unusual)
        if (range.first <= code && code <= range.last) return range.width;
    return 1;
}

bool breaks_after(char character) { return character == ' ' || character == '_'; }

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Character first = first_character(text);
        width += width_of(first.code);
        text.remove_prefix(first.length);
    }
    return width;
}

std::string left_aligned(std::string_view text, std::size_t width) {
    const std::size_t taken = display_width(text);
    return std::string{text} + std::string(width > taken ? width - taken : 0, ' ');
}

std::string right_aligned(std::string_view text, std::size_t width) {
    const std::size_t taken = display_width(text);
    return std::string(width > taken ? width - taken : 0, ' ') + std::string{text};
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    std::string line;
    const auto finish_line = [&] {
        while (!line.empty() && line.back() == ' ')
            line.pop_back();
        if (!line.empty()) lines.push_back(line);
        line.clear();
    };
    while (!text.empty()) {
        const auto last = std::find_if(text.begin(), text.end(), breaks_after);
        const auto size =
            static_cast<std::size_t>(last - text.begin()) + (last == text.end() ? 0 : 1);
        const std::string_view word = text.substr(0, size);
        const std::string_view seen = word.substr(0, word.size() - (word.back() == ' ' ? 1 : 0));
        if (display_width(line) + display_width(seen) > width) finish_line();
        line += word;
        text.remove_prefix(size);
    }
    finish_line();
    return lines;
}

}  // namespace saleskpi::inline v0_3::detail
