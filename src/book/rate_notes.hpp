// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

#include <saleskpi/book/finding.hpp>

#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What there is to tell of all exchange rates of a book: which contradict each other, and which
/// currencies were converted over others.
std::vector<Finding> rate_notes(BookDraft& draft);

/// Whether a finding is one of those.
bool is_rate_note(const Finding& finding);

}  // namespace saleskpi::inline v0_3::detail
