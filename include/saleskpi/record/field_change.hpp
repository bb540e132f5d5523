// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What a field of a record became on a day: one line of the history of any record that has an id.
/// Values are texts as a file has them: "Asha", "1200.00 USD", "0.25", "2025-03-31", "commit".
struct FieldChange {
    std::string table{};  ///< of the record: "deals"
    std::string id{};     ///< of the record
    std::string field{};
    std::optional<Date> date{};
    std::optional<std::int64_t> order{};  ///< of several on one day the greatest comes last
    std::string value{};                  ///< from that day on; empty: none any more
    std::string before{};                 ///< up to it, where it is known
};

/// The fields of a change, for definitions.
namespace kpi::field_change {
inline constexpr auto table = field("table", &FieldChange::table).required().of_domain("");
inline constexpr auto id = field("id", &FieldChange::id).required().of_domain("");
inline constexpr auto changed = field("field", &FieldChange::field).required().of_domain("");
inline constexpr auto date = field("date", &FieldChange::date).required();
inline constexpr auto order = field("order", &FieldChange::order);
inline constexpr auto value = field("value", &FieldChange::value).of_domain("");
inline constexpr auto before = field("before", &FieldChange::before).of_domain("");

using Fields = FieldList<table, id, changed, date, order, value, before>;
}  // namespace kpi::field_change

template <>
struct Schema<FieldChange> : kpi::field_change::Fields {
    static constexpr std::string_view table = "field_changes";
    static constexpr std::string_view key[]{
        kpi::field_change::table.name, kpi::field_change::id.name, kpi::field_change::changed.name,
        kpi::field_change::date.name, kpi::field_change::order.name};
    static constexpr detail::TableRules rules{
        .key = key,
        .order = kpi::field_change::order.name,
        .clustered_by = kpi::field_change::date.name,
        .begins = kpi::field_change::date.name};
};

template <>
const RecordType& record_type<FieldChange>();

}  // namespace saleskpi::inline v0_3
