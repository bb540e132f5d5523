// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

namespace saleskpi::inline v0_3::detail {

/// What stands in a stock with money in another currency gets a row for each rate that held meanwhile: a
/// stock at a day then finds the one whose amounts are converted by the rate of that day.
void add_rows_by_rate(BookDraft& draft);

}  // namespace saleskpi::inline v0_3::detail
