// SPDX-License-Identifier: MIT
#include "load/text.hpp"

#include "value/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr std::uint32_t byte(char c) { return static_cast<unsigned char>(c); }

/// Nearly all text is: eight characters at a time, the last eight perhaps for the second time.
bool is_ascii(std::string_view text) {
    std::uint64_t bits = 0;
    const auto add = [&](std::size_t at) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        bits |= word;
    };
    if (text.size() < sizeof bits) {
        for (const char c : text)
            bits |= byte(c);
    } else {
        for (std::size_t at = 0; at + sizeof bits <= text.size(); at += sizeof bits)
            add(at);
        add(text.size() - sizeof bits);
    }
    return (bits & 0x8080808080808080ULL) == 0;
}

/// How many letters must be inserted, deleted or replaced to make one word of the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = (std::min)({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

template <class Words>
std::string joined(const Words& words) {
    std::string text;
    for (const auto& word : words) {
        if (!text.empty()) text += ", ";
        text += word;
    }
    return text;
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return lower(x) == lower(y);
    });
}

bool is_utf8(std::string_view text) {
    if (is_ascii(text)) return true;
    while (!text.empty()) {
        const Character first = first_character(text);
        if (!first.is_utf8) return false;
        text.remove_prefix(first.length);
    }
    return true;
}

std::string shown(std::string_view text, std::size_t longest) {
    std::string result;
    while (!text.empty()) {
        if (result.size() >= longest) return result + "\u2026";
        const Character first = first_character(text);
        if (first.is_utf8)
            result += text.substr(0, first.length);
        else
            result += "\uFFFD";
        text.remove_prefix(first.length);
    }
    return result;
}

std::string listed(std::span<const std::string> words) { return joined(words); }
std::string listed(std::span<const std::string_view> words) { return joined(words); }

std::string suggestion(std::string_view word, std::span<const std::string_view> words) {
    std::string_view nearest;
    std::size_t least = word.size() / 3 + 2;
    for (const std::string_view candidate : words) {
        const std::size_t distance = edit_distance(word, candidate);
        if (distance < least) {
            least = distance;
            nearest = candidate;
        }
    }
    if (nearest.empty()) return {};
    return " (did you mean '" + std::string{nearest} + "'?)";
}

}  // namespace saleskpi::inline v0_3::detail
