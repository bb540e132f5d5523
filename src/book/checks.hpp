// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/raw_table.hpp"

#include <saleskpi/value/date.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Rejects records that lack a required value, contradict themselves or share more than the whole.
void reject_faulty(RawTable& table);

/// Notes a closing day of an open deal, which is cleared.
void note_closing_of_open(RawTable& table);

/// Notes dates that run backwards.
void note_order(RawTable& table);

/// Brings a table to the state that was known at the end of the day: see BookBuilder::as_of.
/// Records that did not exist yet are marked in `later`, one flag per row.
void cut_to(RawTable& table, Date day, std::vector<std::uint8_t>& later);

/// Withdraws what was found about records that did not exist yet, and about days that had not come:
/// nothing was wrong at the end of the day.
void forget_later(RawTable& table, Date day, std::span<const std::uint8_t> later);

}  // namespace saleskpi::inline v0_3::detail
