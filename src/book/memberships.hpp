// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/raw_table.hpp"

namespace saleskpi::inline v0_3::detail {

/// Tells a book's seatings what assignments and memberships say, beside what the book knows; either
/// table may be null. Of two that say something else of one member on the same days the earlier
/// counts, and the other is rejected; so are memberships that go in a circle. Throws Error incompatible
/// if one already in the book would have to give way.
void seat_members(RawTable* assignments, RawTable* memberships, BookData& book);

/// Finds the seats of all members that have names by now.
void seat_all(BookData& book);

/// Seats for the records of a table that name levels and no member.
void seat_others(RawTable& table, BookData& book);
void seat_others(const TablePart& part, BookData& book);

}  // namespace saleskpi::inline v0_3::detail
