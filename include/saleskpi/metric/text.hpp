// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/error.hpp>
#include <saleskpi/value/int128.hpp>

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

namespace detail {
struct TextOwner;
}  // namespace detail

/// A short text by value, usable in constants: the id and title of a metric.
class ShortText {
public:
    static constexpr std::size_t capacity = 95;

    constexpr ShortText() = default;
    constexpr ShortText(const char* text) : ShortText{std::string_view{text}} {}  // NOLINT
    constexpr ShortText(std::string_view text) { append(text); }                  // NOLINT

    constexpr ShortText& append(std::string_view text) {
        if (size_ + text.size() > capacity)
            throw Error{
                ErrorCode::invalid_definition,
                "an id, a title or a text in a condition is longer than 95 bytes"};
        for (const char c : text)
            characters_[size_++] = c;
        return *this;
    }

    constexpr std::string_view view() const& { return {characters_, size_}; }
    constexpr operator std::string_view() const& { return view(); }  // NOLINT
    /// It holds the text: of one that is about to go, a view would dangle.
    void view() const&& = delete;
    operator std::string_view() const&& = delete;  // NOLINT

    template <std::convertible_to<std::string_view> T>
    friend constexpr bool operator==(const ShortText& a, const T& b) {
        return a.view() == std::string_view{b};
    }

private:
    char characters_[capacity + 1] = {};
    std::size_t size_ = 0;
};

/// The text that a field is compared with. It holds the text, of up to ShortText::capacity bytes;
/// that of a Definition, which owns its texts, may be longer.
class ConstantText {
public:
    constexpr ConstantText() = default;
    constexpr ConstantText(const char* text) : ConstantText{std::string_view{text}} {}  // NOLINT
    constexpr ConstantText(std::string_view text) : size_{text.size()} {                // NOLINT
        if (text.empty()) return;
        const ShortText checked{text};
        std::array<char, ShortText::capacity + 1> characters{};
        for (std::size_t i = 0; i < text.size(); ++i)
            characters[i] = text[i];
        words_ = std::bit_cast<Words>(characters);
    }

    std::string_view view() const {
        if (!owned_.empty()) return owned_;
        return {reinterpret_cast<const char*>(words_.data()), size_};
    }
    operator std::string_view() const { return view(); }  // NOLINT

    friend constexpr bool operator==(const ConstantText& a, const ConstantText& b) {
        if (std::is_constant_evaluated()) return a.size_ == b.size_ && a.words_ == b.words_;
        return a.view() == b.view();
    }

private:
    friend struct detail::TextOwner;

    /// Not characters: compilers copy an array element by element, in each condition of each constant.
    using Words = std::array<std::uint64_t, (ShortText::capacity + 1) / sizeof(std::uint64_t)>;

    Words words_{};
    std::size_t size_ = 0;
    std::string_view owned_;  ///< by the definition it is part of
};

/// The name of something results are cut by, in a step of arithmetic. Error invalid_definition for one
/// of more than 47 bytes: every step of every constant has room for it.
class NameText {
public:
    static constexpr std::size_t capacity = 47;

    constexpr NameText() = default;
    constexpr NameText(std::string_view text) {  // NOLINT
        if (text.size() > capacity)
            throw Error{
                ErrorCode::invalid_definition,
                "the name of what a metric is cut by is longer than 47 bytes"};
        std::array<char, capacity + 1> characters{};
        for (std::size_t i = 0; i < text.size(); ++i)
            characters[i] = text[i];
        words_ = std::bit_cast<Words>(characters);
    }

    std::string_view view() const { return reinterpret_cast<const char*>(words_.data()); }
    constexpr bool empty() const { return words_ == Words{}; }
    constexpr bool operator==(const NameText&) const = default;

private:
    /// Not characters: see ConstantText.
    using Words = std::array<uint128, (capacity + 1) / sizeof(uint128)>;

    Words words_{};
};

namespace detail {

/// For those who keep the text alive as long as what refers to it: definitions made at run time.
struct TextOwner {
    static constexpr ConstantText refer_to(std::string_view text) {
        ConstantText constant;
        constant.owned_ = text;
        return constant;
    }
};

}  // namespace detail
}  // namespace saleskpi::inline v0_3
