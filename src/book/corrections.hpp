// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

namespace saleskpi::inline v0_3::detail {

/// Finds the corrections among the deals: sums alone see them, on the day of their closing. In the place of
/// a deal that is corrected, what needs the values themselves sees the deal net of its corrections. A deal
/// of the book that the draft grows from may be corrected by what is added, and the other way round.
void settle_corrections(BookDraft& draft);

}  // namespace saleskpi::inline v0_3::detail
