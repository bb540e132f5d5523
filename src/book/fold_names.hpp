// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

namespace saleskpi::inline v0_3::detail {

/// Makes one name of those that look alike, in the domains of which the book wants it: in all that is added,
/// ids of customers among it. Which spelling stays does not depend on the order of records: that of the
/// book that grows, else the one that is_better_spelled.
void fold_names(BookDraft& draft);

}  // namespace saleskpi::inline v0_3::detail
