// SPDX-License-Identifier: MIT
#include "language/record_names.hpp"

#include "language/similar.hpp"
#include "record/library_types.hpp"

#include <fmt/format.h>

namespace saleskpi::inline v0_3::detail {

std::string read_name(Tokens& tokens, std::string_view what) {
    const Token& next = tokens.peek();
    if (next.kind == Token::Kind::word) return std::string{tokens.take().text};
    if (next.kind == Token::Kind::quoted) return unquoted(tokens.take().text);
    tokens.fail_expected({what});
}

std::string read_dimension(Tokens& tokens, std::string_view what) {
    std::string name = read_name(tokens, what);
    if (tokens.take_symbol(".")) name += "." + read_name(tokens, "a level of the hierarchy");
    return name;
}

std::vector<const RecordType*> RecordNames::types_of(std::string_view table) const {
    std::vector<const RecordType*> types;
    for (const RecordType* type : own_)
        if (type->table == table) types.push_back(type);
    for (const RecordType* type : library_types())
        if (type->table == table) types.push_back(type);
    return types;
}

std::string_view RecordNames::read_table(Tokens& tokens) const {
    const std::size_t at = tokens.peek().at;
    const std::string name = read_name(tokens, "the name of a table");
    if (const auto types = types_of(name); !types.empty()) return types.front()->table;
    fail_unknown(tokens, at, name);
}

std::optional<std::string_view> RecordNames::table_of_record(const std::string& name) const {
    for (const std::string& plural :
         {name, name + "s", name + "es",
          name.substr(0, name.empty() ? 0 : name.size() - 1) + "ies"})
        if (const auto types = types_of(plural); !types.empty()) return types.front()->table;
    return std::nullopt;
}

void RecordNames::fail_unknown(Tokens& tokens, std::size_t at, const std::string& name) const {
    std::vector<std::string> known;
    for (const RecordType* type : own_)
        known.emplace_back(type->table);
    for (const RecordType* type : library_types())
        known.emplace_back(type->table);
    tokens.fail(
        at, ErrorCode::invalid_definition,
        fmt::format("there is no table '{}'{}", name, did_you_mean(name, known)));
}

const FieldInfo& RecordNames::read_field(Tokens& tokens, std::string_view table) const {
    const std::size_t at = tokens.peek().at;
    const std::string name = read_name(tokens, fmt::format("a field of {}", table));
    std::vector<std::string> known;
    for (const RecordType* type : types_of(table)) {
        if (const FieldInfo* field = type->find(name)) return *field;
        for (const FieldInfo& field : type->fields)
            known.emplace_back(field.name);
    }
    tokens.fail(
        at, ErrorCode::invalid_definition,
        fmt::format("{} have no field '{}'{}", table, name, did_you_mean(name, known)));
}

ColumnRef column_of(std::string_view table, const FieldInfo& field) {
    return {
        table, field.name, field.type, field.unit,
        column_hash(name_hash(table), name_hash(field.name))};
}

}  // namespace saleskpi::inline v0_3::detail
