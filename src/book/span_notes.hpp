// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

#include <saleskpi/book/finding.hpp>

#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Tells where spans of plans and subscriptions seem to end with their last day, and not with the first
/// one after: the next begins a day too late, or the end of a month is no longer in the span. There is one
/// finding for all of a table. Those of tables to which records are added are told anew, of all records.
void note_spans(BookDraft& draft, std::vector<Finding>& findings);

}  // namespace saleskpi::inline v0_3::detail
