// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

namespace saleskpi::inline v0_3::detail {

/// Notes targets of a metric that nobody knows, and those whose figure stands in the wrong field.
void note_target_metrics(BookDraft& draft);

/// Targets of members whom nobody else names count in nothing, and make no members; others do, from when
/// somebody names them. Where nobody names any member of a level but targets, all are taken as they are.
void settle_target_members(BookDraft& draft);

}  // namespace saleskpi::inline v0_3::detail
