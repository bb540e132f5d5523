// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/raw_table.hpp"

#include <saleskpi/value/date.hpp>

#include <span>
#include <string>

namespace saleskpi::inline v0_3::detail {

/// Drops the rows that were said after the end of the day, UTC.
void drop_unknown(RawTable& table, Date known_at);

/// Finds what stands of all that is said of each identity, whatever the order of rows. Of those that
/// are no faulty records the greatest version counts where several have one, else what was said last;
/// the others are dropped. Of what then is left equal ones count once, and the copies are rejected; a
/// deletion wins; and of rows that differ what they agree on stands in one of them, the others are
/// rejected as in conflict. What is in the book that grows stays: an added row of its identity is
/// rejected. `more_of_key` are fields of the key besides those of the table's rules. Returns whether anything was in conflict.
bool settle(
    RawTable& table,
    std::span<const TablePart> before,
    unsigned threads,
    std::span<const std::string> more_of_key = {});

}  // namespace saleskpi::inline v0_3::detail
