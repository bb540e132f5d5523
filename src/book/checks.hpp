// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/raw_table.hpp"

#include <saleskpi/value/date.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Rejects records that lack a required value, and plans that are never in force. Shares that cannot be
/// are cleared, and what is outside the range of its field.
void reject_faulty(RawTable& table);

/// Of several rows of one deal, a decided one without a day of closing is no claim where another has all
/// that it needs.
void reject_undated_beside_dated(RawTable& table, std::span<const std::uint32_t> rows);

/// Notes decided deals without a day of closing, unless loaders told already that it is none. They get that
/// of another field, if one is named.
void note_undated(RawTable& table, std::string_view instead, std::span<const Finding> loaded = {});

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
