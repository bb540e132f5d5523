// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "engine/leaf_spec.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What the index of a book knows of leaves over rows of a part, before each of the days; it learns the
/// rest.
std::vector<std::shared_ptr<const LaneSums>> indexed_sums(
    const BookData& book,
    const BookTable& rows,
    std::span<const LeafSpec* const> leaves,
    const std::vector<std::int32_t>& days,
    unsigned threads);

}  // namespace saleskpi::inline v0_3::detail
