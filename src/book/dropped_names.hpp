// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

namespace saleskpi::inline v0_3::detail {

/// Names that only dropped rows say are gone: the book is as if these rows had never been said.
void forget_dropped_names(BookDraft& draft);

}  // namespace saleskpi::inline v0_3::detail
