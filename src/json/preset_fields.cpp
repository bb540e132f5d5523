// SPDX-License-Identifier: MIT
#include "json/preset_fields.hpp"

#include "load/column_name.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

using nlohmann::ordered_json;

/// Letters and digits alone, small ones.
std::string letters_of(std::string_view name) {
    std::string letters;
    for (const char c : name) {
        const bool is_capital = c >= 'A' && c <= 'Z';
        const bool is_letter = is_capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_letter || (static_cast<unsigned char>(c) & 0x80U) != 0)
            letters += is_capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return letters;
}

/// One column or several: those that are there, in the form of a mapping; null if none is.
ordered_json fitted_columns(const ordered_json& columns, FileColumns& file, bool all) {
    std::vector<std::string> found;
    const std::vector<std::string> wanted = columns.is_string()
                                                ? std::vector{columns.get<std::string>()}
                                                : columns.get<std::vector<std::string>>();
    for (const std::string& column : wanted) {
        const auto its = file.find(column);
        if (!its && all) return nullptr;
        if (its) found.push_back(*its);
    }
    for (const std::string& column : found)
        (void)file.use(column);
    if (found.empty()) return nullptr;
    return found.size() == 1 ? ordered_json(found.front()) : ordered_json(found);
}

/// A condition by column; null if one of them is not there.
ordered_json fitted_where(const ordered_json& where, FileColumns& file) {
    ordered_json fitted = ordered_json::object();
    for (const auto& [column, condition] : where.items()) {
        const auto its = file.use(column);
        if (!its) return nullptr;
        fitted[*its] = condition;
    }
    return fitted;
}

ordered_json fitted_cases(const ordered_json& cases, FileColumns& file) {
    ordered_json fitted = ordered_json::array();
    for (const ordered_json& one : cases) {
        ordered_json left = one;
        if (one.contains("when")) {
            left["when"] = fitted_where(one["when"], file);
            if (left["when"].is_null()) continue;
        }
        if (one.contains("columns")) {
            left["columns"] = fitted_columns(one["columns"], file, false);
            if (left["columns"].is_null()) continue;
        }
        fitted.push_back(std::move(left));
    }
    // A value that needs no column says nothing by itself.
    const bool is_any = std::any_of(fitted.begin(), fitted.end(), [](const ordered_json& one) {
        return one.contains("when") || one.contains("columns");
    });
    return is_any ? fitted : ordered_json(nullptr);
}

ordered_json fitted_field(const ordered_json& field, FileColumns& file) {
    if (field.is_null()) return field;
    if (field.is_array() && !field.empty() && field.front().is_object())
        return fitted_cases(field, file);
    if (!field.is_object()) return fitted_columns(field, file, false);
    ordered_json fitted = field;
    bool is_any = field.contains("constant");
    const auto keep = [&](const char* key, const ordered_json& value) {
        fitted[key] = value;
        is_any |= !value.is_null();
        if (value.is_null()) fitted.erase(key);
    };
    if (field.contains("cases")) keep("cases", fitted_cases(field["cases"], file));
    if (field.contains("columns")) keep("columns", fitted_columns(field["columns"], file, false));
    for (const char* way : {"join", "sum", "difference", "product", "quotient"})
        if (field.contains(way))
            keep(way, fitted_columns(field[way], file, std::string_view{way} != "join"));
    if (!is_any) return nullptr;
    if (field.contains("currency")) {
        // An amount has one: the first that is there.
        const ordered_json currency = fitted_columns(field["currency"], file, false);
        keep("currency", currency.is_array() ? currency.front() : currency);
    }
    return fitted;
}

}  // namespace

FileColumns::FileColumns(const std::vector<std::string>& columns) {
    for (const std::string& column : columns)
        by_letters_.emplace(letters_of(column), column);
}

std::optional<std::string> FileColumns::find(std::string_view name) const {
    const auto known = by_letters_.find(letters_of(name));
    return known == by_letters_.end() ? std::nullopt : std::optional{known->second};
}

void FileColumns::add_made(const std::string& column) {
    by_letters_.emplace(letters_of(column), column);
    made_.insert(column);
}

std::optional<std::string> FileColumns::use(std::string_view name) {
    auto known = find(name);
    if (known && !made_.contains(*known)) used_.insert(*known);
    return known;
}

bool FileColumns::use_like(std::string_view pattern) {
    const ColumnPattern like{pattern};
    bool is_any = false;
    for (const auto& [letters, column] : by_letters_)
        if (like.part_of(column)) is_any = used_.insert(column).second || is_any;
    return is_any;
}

void add_columns(const nlohmann::ordered_json& mapping, std::set<std::string>& columns) {
    const auto add = [&](const ordered_json& names) {
        for (const ordered_json& name : names.is_array() ? names : ordered_json::array({names}))
            if (name.is_string()) columns.insert(name.get<std::string>());
    };
    for (const ordered_json& table : mapping["tables"])
        for (const ordered_json& one : table.is_array() ? table : ordered_json::array({table})) {
            add(one["needs"]);
            for (const ordered_json& field : one["fields"]) {
                add(field);
                if (field.is_object() && field.contains("columns")) add(field["columns"]);
            }
        }
}

nlohmann::ordered_json fitted_table(const nlohmann::ordered_json& table, FileColumns& columns) {
    ordered_json fitted = table;
    fitted.erase("needs");
    fitted.erase("beside");
    if (table.contains("unpivot")) {
        ordered_json patterns = ordered_json::array();
        for (const ordered_json& pattern : table["unpivot"]["columns"])
            if (columns.use_like(pattern.get<std::string>())) patterns.push_back(pattern);
        if (patterns.empty()) return nullptr;
        fitted["unpivot"]["columns"] = patterns;
        for (const char* made : {"name", "value"})
            columns.add_made(table["unpivot"][made].get<std::string>());
    }
    if (table.contains("where")) {
        ordered_json where = ordered_json::object();
        for (const auto& [column, condition] : table["where"].items())
            if (const auto its = columns.use(column)) where[*its] = condition;
        fitted["where"] = where;
        if (where.empty()) fitted.erase("where");
    }
    fitted["fields"] = ordered_json::object();
    for (const auto& [name, field] : table["fields"].items()) {
        const ordered_json one = fitted_field(field, columns);
        if (!one.is_null() || field.is_null()) fitted["fields"][name] = one;
    }
    return fitted;
}

}  // namespace saleskpi::inline v0_3::detail
