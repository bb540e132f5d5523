// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

#include <saleskpi/book/finding.hpp>

#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Reps who get credit and whom nothing else names, where there are assignments: a finding for each of a
/// table. What they are credited counts as theirs: it is somebody's, and no one else's.
std::vector<Finding> credit_notes(BookDraft& draft);

}  // namespace saleskpi::inline v0_3::detail
