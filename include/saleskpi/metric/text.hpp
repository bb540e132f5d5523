// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/error.hpp>

#include <cstddef>
#include <string_view>

namespace saleskpi::inline v0_3 {

/// A short text by value, usable in constants: the id and title of a metric.
class ShortText {
public:
    static constexpr std::size_t capacity = 95;

    constexpr ShortText() = default;
    constexpr ShortText(const char* text) : ShortText{std::string_view{text}} {}  // NOLINT
    constexpr ShortText(std::string_view text) { append(text); }                  // NOLINT

    constexpr ShortText& append(std::string_view text) {
        if (size_ + text.size() > capacity)
            throw Error{ErrorCode::invalid_definition, "an id or a title is too long"};
        for (const char c : text)
            characters_[size_++] = c;
        return *this;
    }

    constexpr std::string_view view() const { return {characters_, size_}; }
    constexpr operator std::string_view() const { return view(); }  // NOLINT

private:
    char characters_[capacity + 1] = {};
    std::size_t size_ = 0;
};

}  // namespace saleskpi::inline v0_3
