// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/rollup/table.hpp>

#include <string>

namespace saleskpi::inline v0_3 {

/// A table as CSV by RFC 4180, for spreadsheets and other programs. The columns: each dimension,
/// period, from, to, complete, each metric by its id, and undefined.
///
/// - Both from and to are days that count, and empty where there are no days. An empty dimension: the row is a total over it.
/// - Numbers are plain decimals, without separators: money in major units, a ratio as a part of 1.
///   They have all their digits, or 12 after the point if they have more; exact fractions are in
///   the JSON form.
/// - A value there is not is an empty cell, and the last column says why:
///   "win_rate: no_records; attainment(revenue): no_target".
std::string to_csv(const Table& table);

}  // namespace saleskpi::inline v0_3
