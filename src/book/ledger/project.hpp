// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"
#include "book/ledger/segment.hpp"

#include <memory>

namespace saleskpi::inline v0_3::detail {

/// Takes all that a ledger says into the draft of a book.
void take_all(BookDraft& draft, std::shared_ptr<const LedgerData> ledger);

/// Takes what loaders found as they read a part of a ledger.
void take_loaded(BookDraft& draft, const LedgerSegment& segment);

/// Puts a draft through the stages.
std::shared_ptr<const BookData> built(BookDraft& draft);

/// The book that sees a ledger with the settings of another.
std::shared_ptr<const BookData> project(
    const BookSettings& settings, std::shared_ptr<const LedgerData> ledger);

}  // namespace saleskpi::inline v0_3::detail
