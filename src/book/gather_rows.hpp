// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_table.hpp"
#include "book/table_part.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Some records of a part, in its order: rows of the plain ones, and shared ones by their number among
/// those, both ascending. In the time that these take, whatever the part's size. For sums alone they need
/// no names.
BookTable gathered(
    const BookTable& part,
    std::span<const std::uint32_t> plain,
    std::span<const std::uint32_t> shared,
    bool with_names,
    unsigned threads);

/// The lines of shared records.
std::vector<std::uint32_t> lines_of_records(
    const BookTable& part, std::span<const std::uint32_t> shared);

/// A part without its dead records.
TablePart living(const TablePart& part, unsigned threads);

}  // namespace saleskpi::inline v0_3::detail
