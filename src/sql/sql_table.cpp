// SPDX-License-Identifier: MIT
#include "sql/sql_table.hpp"

#include "book/table_rules.hpp"
#include "load/column_name.hpp"

#include <saleskpi/record/deal.hpp>
#include <saleskpi/value/decimal.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Whether a field is nothing but a column. What else a mapping can say is done as records are read.
bool is_plain(const FieldMapping& field) {
    FieldMapping left = field;
    left.columns.clear();
    left.scale.reset();
    return left == FieldMapping{} && field.columns.size() == 1;
}

std::string why_not(const TableMapping& mapping) {
    TableMapping left = mapping;
    left.table.clear(), left.file.clear(), left.fields.clear(), left.own_fields = {};
    left.currency = {};
    if (left != TableMapping{}) return "its mapping says more than which column a field is";
    for (const auto& [name, field] : mapping.fields)
        if (!is_plain(field) && field != FieldMapping{})
            return fmt::format("its mapping says more of '{}' than which column it is", name);
    return {};
}

}  // namespace

Sql any_of(const std::vector<Sql>& conditions) {
    if (conditions.empty()) return "1 = 0";
    return fmt::format("({})", fmt::join(conditions, " OR "));
}

SqlTable::SqlTable(
    const sql::Dialect& dialect,
    const RecordType& type,
    TableMapping mapping,
    std::vector<std::string> columns,
    const StaySettings& settings)
    : dialect_{&dialect},
      type_{&type},
      rules_{&rules_of(type.table)},
      mapping_{std::move(mapping)},
      columns_{std::move(columns)},
      settings_{settings},
      relation_{sql::table_name(
          dialect, mapping_.file.empty() ? std::string{type.table} : mapping_.file)},
      must_be_read_{why_not(mapping_)} {
    if (!mapping_.currency.is_none()) settings_.written = mapping_.currency;
    map_fields();
    if (!identity() && !rules_->key.empty())
        must_be_read_ = "its records are told from each other by several fields";
    if (rules_->is_plan || rules_->is_derived) must_be_read_ = "it says what is planned or made";
    const bool are_joined = std::any_of(
        rules_->look_ups.begin(), rules_->look_ups.end(),
        [](const LookUp& look_up) { return !look_up.may_come_later; });
    if (are_joined || !rules_->together.field.empty() || !rules_->part_of.field.empty())
        must_be_read_ = "what its records are worth is worked out of several of them";
}

const std::string* SqlTable::column_named(std::string_view wanted) const {
    for (const std::string& column : columns_)
        if (column == wanted) return &column;
    for (const std::string& column : columns_)
        if (folded_column(column) == folded_column(wanted)) return &column;
    return nullptr;
}

void SqlTable::map_fields() {
    const auto map = [&](std::string_view field) {
        const auto said = mapping_.fields.find(field);
        if (said == mapping_.fields.end()) {
            if (const std::string* column = column_named(field))
                columns_of_[std::string{field}] = *column;
            return;
        }
        if (said->second.columns.empty()) return;
        const std::string& wanted = said->second.columns.front();
        const std::string* column = column_named(wanted);
        if (!column)
            throw Error{
                ErrorCode::missing_column,
                fmt::format(
                    "{} has no column '{}', which '{}' of {} is read from; it has {}", relation_,
                    wanted, field, name(), fmt::join(columns_, ", "))};
        columns_of_[std::string{field}] = *column;
    };
    for (const FieldInfo& field : type_->fields)
        if (field.write) map(field.name);
    map("currency");
    for (const FieldInfo& field : type_->fields) {
        const Scale* scale = scale_of(field);
        if (!has(field.name) || !must_be_read_.empty()) continue;
        if (field.type == FieldType::money) {
            if (scale && !scale->is_of_minor_units)
                must_be_read_ = fmt::format("'{}' is written in a scale of its own", field.name);
            if (!scale && !dialect_->in_units)
                must_be_read_ = fmt::format(
                    "{} has no exact decimals: keep '{}' in minor units, and say so by \"scale\"",
                    dialect_->name, field.name);
            if (settings_.written != settings_.currency && !has("currency"))
                must_be_read_ = fmt::format(
                    "its amounts are in {}, and the book's in {}", settings_.written.code(),
                    settings_.currency.code());
        } else if (field.type == FieldType::decimal) {
            if (scale && scale->factor != Rational{1, Decimal::per_unit})
                must_be_read_ = fmt::format("'{}' is written in a scale of its own", field.name);
            if (!scale && !dialect_->in_units)
                must_be_read_ = fmt::format(
                    "{} has no exact decimals: keep '{}' in billionths, and say so by \"scale\"",
                    dialect_->name, field.name);
        } else if (scale) {
            must_be_read_ = fmt::format("'{}' is written in a scale of its own", field.name);
        }
    }
}

const FieldInfo* SqlTable::identity() const {
    for (const FieldInfo& field : type_->fields)
        if (field.identity) return &field;
    return nullptr;
}

Sql SqlTable::raw(std::string_view field, std::string_view alias) const {
    const auto column = columns_of_.find(std::string{field});
    return fmt::format("{}.{}", alias, sql::identifier(*dialect_, column->second));
}

bool SqlTable::is_date(std::string_view column) const {
    return std::any_of(type_->fields.begin(), type_->fields.end(), [&](const FieldInfo& field) {
        const auto its = columns_of_.find(std::string{field.name});
        return field.type == FieldType::date && its != columns_of_.end() && its->second == column;
    });
}

const Scale* SqlTable::scale_of(const FieldInfo& field) const {
    const auto said = mapping_.fields.find(field.name);
    return said != mapping_.fields.end() && said->second.scale ? &*said->second.scale : nullptr;
}

std::string SqlTable::units_per_one(const FieldInfo& field) const {
    const int digits = field.type == FieldType::decimal ? 9 : settings_.currency.minor_digits();
    return "1" + std::string(static_cast<std::size_t>(digits), '0');
}

Sql SqlTable::typed(const FieldInfo& field, const Sql& column) const {
    switch (field.type) {
        case FieldType::date:
            return dialect_->day_number(column);
        case FieldType::money:
        case FieldType::decimal:
            return scale_of(field) ? column : dialect_->in_units(column, units_per_one(field));
        case FieldType::integer:
            return column;
        default: {
            const Sql text = fmt::format("NULLIF(CAST({} AS {}), '')", column, dialect_->text_type);
            if (field.choices.data() != bool_names.data()) return text;
            return fmt::format(
                "CASE LOWER({0}) WHEN 'true' THEN 'yes' WHEN 't' THEN 'yes' WHEN '1' THEN 'yes' "
                "WHEN "
                "'false' THEN 'no' WHEN 'f' THEN 'no' WHEN '0' THEN 'no' ELSE {0} END",
                text);
        }
    }
}

Sql SqlTable::own(std::string_view name_of_field, std::string_view alias) const {
    const FieldInfo* field = type_->find(name_of_field);
    if (!field || !has(name_of_field)) {
        const bool is_text = !field || field->type == FieldType::text ||
                             field->type == FieldType::choice || field->type == FieldType::credits;
        return is_text ? fmt::format("CAST(NULL AS {})", dialect_->text_type)
                       : fmt::format("CAST(NULL AS {})", dialect_->integer_type);
    }
    return typed(*field, raw(name_of_field, alias));
}

void SqlTable::add_faults(
    const FieldInfo& field, std::string_view alias, std::vector<Sql>& faults) const {
    if (!field.write) return;
    const Sql value = own(field.name, alias);
    if (field.required) faults.push_back(value + " IS NULL");
    if (!has(field.name)) return;
    const std::string one = field.type == FieldType::decimal ? units_per_one(field) : "1";
    switch (field.type) {
        case FieldType::choice: {
            std::vector<std::string> names;
            for (const std::string_view choice : field.choices)
                names.push_back(sql::text_literal(*dialect_, choice));
            // What is missing is in no list of ClickHouse.
            faults.push_back(fmt::format(
                "({0} IS NOT NULL AND {0} NOT IN ({1}))", value, fmt::join(names, ", ")));
            break;
        }
        case FieldType::date:
            if (dialect_->is_no_date)
                faults.push_back(dialect_->is_no_date(raw(field.name, alias)));
            faults.push_back(fmt::format("{} < {}", value, earliest_cell));
            faults.push_back(fmt::format(
                "{} > {}", value,
                settings_.as_of && !is_foreseen(*rules_, field) ? *settings_.as_of : latest_cell));
            break;
        case FieldType::credits:
            faults.push_back(value + " IS NOT NULL");
            break;
        case FieldType::money:
        case FieldType::decimal:
            if (!scale_of(field))
                faults.push_back(fmt::format(
                    "{} <> {} * {}", value, raw(field.name, alias), units_per_one(field)));
            [[fallthrough]];
        case FieldType::integer:
            if (field.range.least)
                faults.push_back(fmt::format("{} < {} * {}", value, *field.range.least, one));
            if (field.range.most)
                faults.push_back(fmt::format("{} > {} * {}", value, *field.range.most, one));
            if (!field.range.most_is.empty())
                faults.push_back(fmt::format("{} > {}", value, own(field.range.most_is, alias)));
            break;
        case FieldType::text:
            break;
    }
}

Sql SqlTable::is_irregular(std::string_view alias) const {
    std::vector<Sql> faults;
    for (const FieldInfo& field : type_->fields)
        add_faults(field, alias, faults);
    if (has(rules_->begins)) faults.push_back(own(rules_->begins, alias) + " IS NULL");
    if (has("currency")) {
        const Sql currency =
            fmt::format("NULLIF(CAST({} AS {}), '')", raw("currency", alias), dialect_->text_type);
        const Sql book = sql::text_literal(*dialect_, settings_.currency.code());
        faults.push_back(
            settings_.written == settings_.currency
                ? fmt::format("{} <> {}", currency, book)
                : fmt::format("COALESCE({}, '') <> {}", currency, book));
    }
    // Who names a level of a hierarchy and no rep belongs to whom that level belonged then.
    if (has("rep"))
        for (const std::string_view level : {"team", "region"})
            if (has(level))
                faults.push_back(fmt::format(
                    "({} IS NULL AND {} IS NOT NULL)", own("rep", alias), own(level, alias)));
    if (name() == "deals") {
        const Sql stage = own(kpi::deal::stage.name, alias);
        const Sql closed = own(kpi::deal::closed.name, alias);
        faults.push_back(fmt::format("({} = 'open' AND {} IS NOT NULL)", stage, closed));
        faults.push_back(fmt::format("({} <> 'open' AND {} IS NULL)", stage, closed));
        faults.push_back(own(kpi::deal::corrects.name, alias) + " IS NOT NULL");
    }
    return fmt::format("CASE WHEN {} THEN 1 ELSE 0 END = 1", any_of(faults));
}

}  // namespace saleskpi::inline v0_3::detail
