// SPDX-License-Identifier: MIT
#pragma once

#include "book/ledger/segment.hpp"

#include <saleskpi/book/changed_record.hpp>
#include <saleskpi/value/date.hpp>

#include <memory>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A record of which more was said, and what.
struct LedgerChange {
    ChangedRecord record;
    std::shared_ptr<const LedgerSegment> said;
};

/// What a ledger said until the end of a day.
std::shared_ptr<const LedgerData> known_at(const LedgerData& ledger, Date day);

/// What was said after the end of one day and until that of another, record by record: by table and
/// identity, those of each table without one in the order in which they were said.
std::vector<LedgerChange> changes_between(const LedgerData& ledger, Date first, Date last);

}  // namespace saleskpi::inline v0_3::detail
