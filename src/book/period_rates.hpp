// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

#include <cstddef>
#include <cstdint>

namespace saleskpi::inline v0_3::detail {

/// What stands in a stock with money in another currency gets a row for each rate that held meanwhile: a
/// stock at a day then finds the one whose amounts are converted by the rate of that day.
void add_rows_by_rate(BookDraft& draft);

/// The first day on which a row may be in a stock: that of its first date, or from which it is in force if
/// that is later. missing_day if it says neither. All its other days are of the rate of that one, once the
/// rows by rate are there.
std::int32_t first_day_in_stock(const RawTable& table, std::size_t row);

}  // namespace saleskpi::inline v0_3::detail
