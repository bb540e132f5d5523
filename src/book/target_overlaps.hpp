// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

namespace saleskpi::inline v0_3::detail {

/// Where targets of one metric and member are for some of the same days, leaves of each the days that
/// the policy of the book gives it, and of days of which it gives them to none a target without a
/// value. Throws Error incompatible if one that is added is for days of one in the book that grows.
void settle_overlaps(BookDraft& draft);

}  // namespace saleskpi::inline v0_3::detail
