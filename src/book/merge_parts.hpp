// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"

#include <memory>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Adds a part to the tables of a book. Of one table there are few parts, and each is several times
/// larger than the next: a part is merged with those before it that are not, so that a book which
/// grew by many small batches is read as fast as one built at once. A record is copied about as
/// often as the number of parts. Only parts of one reach are merged; their dead records are left behind.
void add_part(
    std::vector<TablePart>& tables,
    BookTable part,
    unsigned threads,
    SeenBy seen_by = SeenBy::all,
    bool is_variant = false);

/// A copy of a part whose columns have the dictionaries that go on from its own.
BookTable going_on_with(BookTable part, std::shared_ptr<const Dictionaries> dictionaries);

/// The records of both, as if they had been packed together, `later` after those of `earlier`. Both
/// have the same columns.
BookTable merge_parts(const BookTable& earlier, const BookTable& later, unsigned threads);

}  // namespace saleskpi::inline v0_3::detail
