// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// The letters that begin a text, small and without accents, as names of months and days are compared.
class WrittenName {
public:
    static constexpr std::size_t longest = 12;

    explicit WrittenName(std::string_view text);

    /// Takes the longest of the names off the front of the text, if it begins with one; else null. The names are
    /// in order, each with the letters `name`.
    template <class Name>
    const Name* take(std::string_view& text, std::span<const Name> names, std::size_t shortest) {
        for (std::size_t size = size_; size >= shortest; --size) {
            const std::string_view name{word_.data(), size};
            const auto found = std::lower_bound(
                names.begin(), names.end(), name,
                [](const Name& a, std::string_view b) { return a.name < b; });
            if (found == names.end() || found->name != name) continue;
            text.remove_prefix(ends_[size]);
            return &*found;
        }
        return nullptr;
    }

private:
    std::array<char, longest> word_{};
    std::array<std::size_t, longest + 1> ends_{};  // of the text after so many letters
    std::size_t size_ = 0;
};

}  // namespace saleskpi::inline v0_3::detail
