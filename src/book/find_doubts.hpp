// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

#include <saleskpi/book/finding.hpp>

#include <functional>
#include <string>

namespace saleskpi::inline v0_3::detail {

/// What a finding calls its record: the id, or else where it came from.
std::string finding_name(const Finding& finding);

/// Notes the added records that do not count where they would, or may; of decided deals without a day of
/// closing it is not known until when they were open: stocks do not see them.
void find_doubts(BookDraft& draft);

/// What a book under another policy of recurring revenue says of such subscriptions: when they end, and
/// who sees their records.
void renew_doubts(BookDraft& draft);

/// Takes those off a book of which it is true.
void forget_doubts(BookData& book, const std::function<bool(const Doubt&)>& is_it);

}  // namespace saleskpi::inline v0_3::detail
