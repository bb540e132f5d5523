// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A table of texts: keys on the left, then columns of numbers, which stand on the right of their
/// columns.
struct Grid {
    struct Row {
        std::vector<std::string> keys;
        std::vector<std::string> numbers;
        bool ruled = false;   ///< a line above it
        bool spaced = false;  ///< a blank line above it
    };

    std::vector<std::string> key_headings;
    std::vector<std::string> number_headings;  ///< broken into several lines if need be
    std::vector<Row> rows;
};

/// Draws it in as many blocks, one above the other, as it takes to keep within the width; 0 is no
/// limit. A key may run over into the empty keys to its right.
std::string draw(const Grid& grid, std::size_t width);

}  // namespace saleskpi::inline v0_3::detail
