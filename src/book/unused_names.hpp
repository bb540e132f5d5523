// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/look_up.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace saleskpi::inline v0_3::detail {

/// Whether the book that another grows from has the name, by a record that counts. It may be null.
bool is_used_in(const BookData* before, const std::string& domain, std::int32_t code);

/// Notes in a book which names only records say that do not count, those rejected or later than its day, or
/// that only refer to what there is not. `before` is the book that it grows from, or null. All that is looked up has been found.
void note_unused_names(BookData& book, const BookData* before, std::span<const AddedRecords> added);

}  // namespace saleskpi::inline v0_3::detail
