// SPDX-License-Identifier: MIT
#pragma once

#include "engine/batch.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <cstddef>

namespace saleskpi::inline v0_3::detail {

/// Asks for the days from which records are in a stock: those of a date, and where a record lacks it
/// the earliest of its own other dates. missing_day is "since ever": of what has no date at all, and
/// of plans. The rules are those of `table_rules`.
std::size_t need_start_days(const ColumnRef& from, const Facts& facts, Batch& batch);

/// The first of these days among the living records of a part; the last of all days if there is none.
std::int32_t first_start_day(const TablePart& part, const Leaf& leaf);

}  // namespace saleskpi::inline v0_3::detail
