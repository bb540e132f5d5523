// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/raw_table.hpp"

#include <cstdint>
#include <span>

namespace saleskpi::inline v0_3::detail {

/// Packs the records of a table that count, ordered by rep and then by the date that mostly places
/// them: one after the other are then those that a report puts into the same cell.
/// `left_out` flags records to leave out. Empties the raw table as it goes, unless it is to be kept.
BookTable pack(
    RawTable& table,
    std::span<const std::uint8_t> left_out,
    unsigned threads,
    bool is_kept = false);

}  // namespace saleskpi::inline v0_3::detail
