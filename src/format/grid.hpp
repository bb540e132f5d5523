// SPDX-License-Identifier: MIT
#pragma once

#include "value/text_buffer.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

struct GridRow {
    std::vector<std::string> keys;
    std::vector<std::string> numbers;
    bool ruled = false;   ///< a line above it
    bool spaced = false;  ///< a blank line above it
};

/// A table of texts: keys on the left, then columns of numbers, which stand on the right of their
/// columns. It does not hold its rows.
struct Grid {
    std::vector<std::string> key_headings;
    std::vector<std::string> number_headings;  ///< broken into several lines if need be
    /// Calls a function with each row in turn, which has the numbers of the columns from the first up
    /// to before the last.
    std::function<void(std::size_t first, std::size_t last, std::function<void(const GridRow&)>)>
        each_row;
};

/// Draws it in as many blocks, one above the other, as it takes to keep within the width; 0 is no
/// limit. A key may run over into the empty keys to its right. It goes over the rows once to measure
/// them, and once more for each block.
void draw(const Grid& grid, std::size_t width, TextBuffer& out);

}  // namespace saleskpi::inline v0_3::detail
