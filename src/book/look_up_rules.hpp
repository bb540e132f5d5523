// SPDX-License-Identifier: MIT
#pragma once

#include "book/dimensions.hpp"

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <span>
#include <string_view>

/// What a record takes from another that it names, where it does not say it itself.
namespace saleskpi::inline v0_3::detail {

/// Which fields of a table are those of the records that `key` names: of the rules of all tables.
struct LookUpRule {
    std::string_view table;  ///< empty for every table that names such records
    std::string_view key;    ///< the field; for every table, the domain of it
    std::string_view in;
    std::span<const LookedUp> fields;
    const RecordType* type = nullptr;  ///< of fields that are made if the table has none
    bool may_come_later = false;       ///< see LookUp

    bool applies_to(std::string_view name) const {
        return table.empty() ? name != in : name == table;
    }
};

std::span<const LookUpRule> look_up_rules();

/// A column that a rule reads or fills, by its name; in every table by its domain, since there each
/// may call it otherwise. Null if there is none.
template <class Columns>
auto* column_of(Columns& columns, const LookUpRule& rule, std::string_view name) {
    decltype(&*columns.begin()) found = nullptr;
    if (rule.table.empty()) return found = column_of_domain(columns, name);
    for (auto& column : columns)
        if (column.name == name) found = &column;
    return found;
}

}  // namespace saleskpi::inline v0_3::detail
