// SPDX-License-Identifier: MIT
#pragma once

#include "book/ledger/segment.hpp"

#include <memory>

namespace saleskpi::inline v0_3::detail {

/// The book of a ledger that says one batch more than that of `book`: what the batch touches is
/// taken away, and worked out anew of all that is said of it now.
std::shared_ptr<const BookData> append(
    const std::shared_ptr<const BookData>& book,
    std::shared_ptr<const LedgerData> ledger,
    const std::shared_ptr<const LedgerSegment>& batch);

}  // namespace saleskpi::inline v0_3::detail
