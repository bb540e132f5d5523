// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/raw_table.hpp"

#include <saleskpi/value/date.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Rejects records that lack a required value, have the id of one before them or of one in the
/// book that grows, contradict themselves or share more than the whole; notes dates that run
/// backwards.
void check_records(RawTable& table, std::span<const TablePart> before, unsigned threads);

/// Brings a table to the state that was known at the end of the day: see BookBuilder::as_of.
/// Records that did not exist yet are marked in `later`, one flag per row.
void cut_to(RawTable& table, Date day, std::vector<std::uint8_t>& later);

/// Puts deals where their last stage change by that day left them.
void replay_stages(RawTable& deals, RawTable& changes, Date day);

/// Throws Error incompatible if stage changes of one side belong to deals of the other: the deals
/// of a book stay as they are, and of its stage changes only their outcome is known. Either raw
/// table may be null.
void check_stages(const BookData& before, RawTable* deals, RawTable* changes, Date day);

}  // namespace saleskpi::inline v0_3::detail
