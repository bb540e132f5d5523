// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/rollup/table.hpp>

#include <string>

/// What two tables have in common, and where they differ: the one comparison of all tests.
namespace laws {

using namespace saleskpi;

/// A value with its unit and its currency, or the reason why there is none.
std::string text_of(const Outcome<AnyQuantity>& outcome);
/// A cell with its records, those that lack something, and its marks.
std::string text_of(const CellValue& cell);

/// Whether two cells say the same, in all that they say.
bool is_same(const CellValue& a, const CellValue& b);

/// Where two tables differ, the first ten lines of it; empty if they are the same. It sees what they
/// are of (currency, calendar, days, grain, dimensions, what was read, kept and rejected), their
/// columns (id, title, unit, direction, formula), their rows (group, label, days, whether complete),
/// and of each cell the value, its unit and currency or the reason, records, missing, marks, the
/// coverage of each aggregate, and the days it is taken from.
std::string difference(const Table& a, const Table& b);

/// The same without what was read, kept and rejected: of books that were told other records.
std::string difference_of_values(const Table& a, const Table& b);

}  // namespace laws
