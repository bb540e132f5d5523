// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"
#include "book/history.hpp"

#include <saleskpi/book/owner_policy.hpp>

namespace saleskpi::inline v0_3::detail {

/// Gives stocks, in place of each record that changed, what it was: one row for each span of days in
/// which it stayed as it was.
void add_versions(BookDraft& draft, const FieldHistory& history);

/// Puts deals into the hands of the owner of the policy. What goes by days of the past must have been
/// added before.
void settle_owners(const FieldHistory& history, OwnerPolicy policy);

}  // namespace saleskpi::inline v0_3::detail
