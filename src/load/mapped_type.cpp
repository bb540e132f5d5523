// SPDX-License-Identifier: MIT
#include "load/mapped_type.hpp"

#include "load/entry_reader.hpp"
#include "load/tables.hpp"
#include "load/text.hpp"
#include "load/value_batch.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3 {

namespace detail {

const RecordType& library_type_of(std::string_view table) {
    if (const RecordType* type = record_type_of(table)) return *type;
    throw Error{
        ErrorCode::unknown_table,
        "there is no table '" + std::string{table} + "'" + suggestion(table, table_names())};
}

std::shared_ptr<const RecordType> with_fields_of_mapping(
    const RecordType& of, const OwnFields& fields) {
    if (of.fields.size() + fields.size() > ValueBatch::most_fields)
        throw Error{
            ErrorCode::invalid_mapping,
            fmt::format("{} would have more than {} fields", of.table, ValueBatch::most_fields)};
    for (const std::string_view name : row_names)
        if (fields.contains(name))
            throw Error{
                ErrorCode::invalid_mapping,
                fmt::format(
                    "field '{}' is one that a row of any table may have: a field of your own needs "
                    "another name",
                    name)};
    try {
        return with_own_fields(of, fields);
    } catch (const Error& error) {
        throw Error{ErrorCode::invalid_mapping, error.what()};
    }
}

}  // namespace detail

std::vector<std::shared_ptr<const RecordType>> own_record_types(const Mapping& mapping) {
    std::map<std::string, OwnFields, std::less<>> fields;
    const auto add = [&](std::string_view table, const OwnFields& own) {
        OwnFields& all = fields[std::string{table}];
        for (const auto& [name, field] : own)
            if (const auto known = all.emplace(name, field).first; !(known->second == field))
                throw Error{
                    ErrorCode::invalid_mapping,
                    fmt::format(
                        "field '{}' of '{}' is described otherwise for another of its files", name,
                        table)};
    };
    for (const TableMapping& table : mapping.tables)
        add(table.table, table.own_fields);
    if (mapping.tables.empty())
        for (const std::string_view table : detail::table_names())
            add(table, mapping.defaults.own_fields);
    std::vector<std::shared_ptr<const RecordType>> types;
    for (const auto& [table, own] : fields)
        if (const RecordType& type = detail::library_type_of(table); !own.empty())
            types.push_back(detail::with_fields_of_mapping(type, own));
    return types;
}

}  // namespace saleskpi::inline v0_3
