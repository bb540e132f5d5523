// SPDX-License-Identifier: MIT
#pragma once

#include "json/checked_json.hpp"

#include <saleskpi/load/mapping.hpp>
#include <saleskpi/record/schema.hpp>

#include <array>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Which rows are records: by column a value, a list of values, null for a missing one, or an object
/// with is, not, like, not_like and empty.
std::vector<RowCondition> read_conditions(const JsonPlace& place);

/// A list of objects with when, and is or columns.
std::vector<FieldCase> read_cases(const JsonPlace& place);

/// Which columns a field has, and what becomes of them: columns, join, sum, difference, product or quotient.
void read_columns(const JsonPlace& place, FieldMapping& field);

TextCut read_cut(const JsonPlace& place);

/// A look-up, or a list of those that follow one another.
void read_lookups(const JsonPlace& place, FieldMapping& field);

/// "name", "leave_out" or "keep".
TotalRows read_totals(const JsonPlace& place);

/// "last_day" or "first_day_after".
SpanEnds read_ends(const JsonPlace& place);

/// The name of a policy, or an object with its members.
RevenuePolicy read_revenue_policy(const JsonPlace& place);

/// The keys of a field that say that its value is a length, and after what: "months_after".
inline constexpr std::array<std::string_view, 4> length_keys{
    "days_after", "weeks_after", "months_after", "years_after"};

/// Reads the one of them that is there.
void read_length(
    const JsonPlace& place, FieldMapping& field, const FieldInfo* info, const RecordType& type);

/// An object with columns, name and value.
Unpivot read_unpivot(const JsonPlace& place);

/// Fails where records of the type have no spans.
void require_spans(const JsonPlace& place, const RecordType& type);

}  // namespace saleskpi::inline v0_3::detail
