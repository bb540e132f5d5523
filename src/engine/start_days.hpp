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

}  // namespace saleskpi::inline v0_3::detail
