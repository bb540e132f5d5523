// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Reads back what reports are written as, without anything of the library.
namespace read_back {

struct LegendLine {
    std::string sign;
    std::string text;
    bool operator==(const LegendLine&) const = default;
};

/// What people see: of each row its keys, as far as they are told apart, and its numbers.
struct Seen {
    std::string heading;
    std::vector<std::string> titles;  ///< of the numbers, in Markdown
    std::vector<std::vector<std::string>> keys;
    std::vector<std::vector<std::string>> numbers;
    std::vector<LegendLine> legend;
};

/// Text in one block, of so many rows and columns of numbers; the keys of a row are one text.
Seen grid(std::string_view written, std::size_t rows, std::size_t numbers);

/// Text of one row, from top to bottom.
Seen list(std::string_view written, const std::vector<std::string>& titles);

/// A table of Markdown with so many columns of numbers.
Seen markdown(std::string_view written, std::size_t numbers);

/// All cells of CSV by RFC 4180.
std::vector<std::vector<std::string>> csv(std::string_view written);

/// "a: x; b: y" as {"a", "x"}, {"b", "y"}.
std::vector<LegendLine> notes(std::string_view text);

}  // namespace read_back
