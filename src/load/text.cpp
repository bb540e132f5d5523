// SPDX-License-Identifier: MIT
#include "load/text.hpp"

#include "value/utf8.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

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

std::string listed(std::span<const std::string> words) { return joined(words); }
std::string listed(std::span<const std::string_view> words) { return joined(words); }

std::string in_file(std::string_view file) {
    return file.empty() ? std::string{} : std::string{file} + ": ";
}

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
