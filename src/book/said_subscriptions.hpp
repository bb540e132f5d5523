// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

namespace saleskpi::inline v0_3::detail {

/// Adds the subscriptions of a book to a draft, as they were before the book's policy was applied: as they were
/// said, as of the day of the book and in its currency. What they bring is not known.
void add_said_subscriptions(const BookData& book, BookDraft& draft);

}  // namespace saleskpi::inline v0_3::detail
