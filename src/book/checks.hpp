// SPDX-License-Identifier: MIT
#pragma once

#include "book/raw_table.hpp"

#include <saleskpi/value/date.hpp>
#include <saleskpi/value/exchange.hpp>

#include <optional>

namespace saleskpi::detail {

/// Rejects records that lack a required value, have another's id, contradict themselves or share
/// more than the whole; notes dates that run backwards.
void check_records(RawTable& table);

/// Brings a table to the state that was known at the end of the day: see BookBuilder::as_of.
/// Records that did not exist yet are marked in `later`, one flag per row.
void cut_to(RawTable& table, Date day, std::vector<std::uint8_t>& later);

/// Puts deals where their last stage change by that day left them.
void replay_stages(RawTable& deals, RawTable& changes, Date day);

/// Converts all money to the reporting currency, rejecting records without a rate.
void convert_money(RawTable& table, const ExchangeRates& rates, Currency currency);

}  // namespace saleskpi::detail
