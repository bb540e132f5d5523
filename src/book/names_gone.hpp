// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"

#include <span>

namespace saleskpi::inline v0_3::detail {

/// Notes the names of rows that were taken away which no record of the book has any more, nor anything
/// that is said of its hierarchies: they are no members of anything.
void note_gone_names(BookData& book, std::span<const BookTable> gone);

}  // namespace saleskpi::inline v0_3::detail
