// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <algorithm>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// The rules of a table, from the schema of its records; of one the library does not know, empty
/// ones.
const TableRules& rules_of(std::string_view table);

/// Whether a field is of those that tell the records of a type from each other.
inline bool is_of_identity(const RecordType& type, const FieldInfo& field) {
    const auto key = rules_of(type.table).key;
    return field.identity || std::find(key.begin(), key.end(), field.name) != key.end();
}

/// Whether a date is none of a record, but of a row that is in a stock in some days only.
constexpr bool is_in_force(std::string_view date) { return date.starts_with("in_force/"); }

/// Whether a date of a record or a book may lie ahead: no event, and as_of leaves it alone.
template <class AnyDate>
bool is_foreseen(const TableRules& rules, const AnyDate& date) {
    return date.is_foreseen || date.name == rules.foreseen;
}

/// Whether a date shows that the record was there on that day. What is expected does not, nor when
/// another record, such as the deal's lead, began or ended. The record's own end does: it was not
/// there before, for all that is known.
template <class AnyDate>
bool is_sign_of_life(const TableRules& rules, const AnyDate& date) {
    return !is_foreseen(rules, date) && date.name != rules.of_another && !is_in_force(date.name);
}

/// Whether several parts of a whole may have a table, the same one, since all their records may ask
/// for it: plans, and the customers whom records name.
inline bool is_common(std::string_view table) {
    const TableRules& rules = rules_of(table);
    return rules.is_plan || rules.is_common;
}

}  // namespace saleskpi::inline v0_3::detail
