// SPDX-License-Identifier: MIT
#include "language/similar.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace saleskpi::inline v0_3::detail {
namespace {

constexpr std::size_t most_slips = 3;

/// Slips between two words: the optimal string alignment distance.
std::size_t slips(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = (std::min)({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = (std::min)(row[j], before_last[j - 2] + 1);
        }
        before_last = last;
        std::swap(last, row);
    }
    return last[b.size()];
}

}  // namespace

std::vector<std::string> similar(std::string_view word, std::span<const std::string> names) {
    const std::size_t limit = (std::min)(most_slips, word.size() / 2);
    std::vector<std::pair<std::size_t, std::string>> found;
    for (const std::string& name : names) {
        if (word.size() > name.size() + limit || name.size() > word.size() + limit) continue;
        if (const std::size_t n = slips(word, name); n <= limit) found.emplace_back(n, name);
    }
    std::stable_sort(
        found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> result;
    for (auto& [distance, name] : found)
        result.push_back(std::move(name));
    return result;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> names) {
    return did_you_mean_any(similar(word, names));
}

std::string did_you_mean_any(std::span<const std::string> near) {
    constexpr std::size_t most = 5;
    if (near.empty()) return {};
    return fmt::format(
        "; did you mean {}?", fmt::join(near.first((std::min)(near.size(), most)), ", "));
}

}  // namespace saleskpi::inline v0_3::detail
