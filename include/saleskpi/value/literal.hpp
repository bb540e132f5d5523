// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3 {

/// A text that lives as long as the program: a literal, or a constant of the source. Whoever stores
/// a name without copying it takes one of these, so that a text made at run time does not compile.
class Literal {
public:
    consteval Literal(const char* text) : text_{text} {}       // NOLINT: a literal is one
    consteval Literal(std::string_view text) : text_{text} {}  // NOLINT

    constexpr std::string_view view() const { return text_; }
    constexpr operator std::string_view() const { return text_; }  // NOLINT

private:
    std::string_view text_;
};

}  // namespace saleskpi::inline v0_3
