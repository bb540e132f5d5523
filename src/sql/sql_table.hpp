// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/mapping.hpp>
#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>
#include <saleskpi/sql/dialect.hpp>
#include <saleskpi/value/currency.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// An expression, as text.
using Sql = std::string;

/// What of a book decides which of its records can stay in a database.
struct StaySettings {
    Currency currency{};  ///< of the book
    Currency written{};   ///< of amounts that say no other
    std::optional<std::int32_t> as_of{};
};

/// A table of a database whose rows are records, and what their fields are there. Dates are numbers of days,
/// amounts minor units, decimals billionths; a missing value is NULL, as is an empty text.
class SqlTable {
public:
    /// `columns` are those that the database has. Throws Error missing_column for one that the mapping names.
    SqlTable(
        const sql::Dialect& dialect,
        const RecordType& type,
        TableMapping mapping,
        std::vector<std::string> columns,
        const StaySettings& settings);

    const RecordType& type() const { return *type_; }
    const TableRules& rules() const { return *rules_; }
    std::string_view name() const { return type_->table; }
    const TableMapping& mapping() const { return mapping_; }
    const std::string& relation() const { return relation_; }  ///< in marks
    const sql::Dialect& dialect() const { return *dialect_; }

    /// Why its records cannot stay there; empty if they can.
    const std::string& must_be_read() const { return must_be_read_; }

    /// A field as the row itself has it; NULL where the table has no such column.
    Sql own(std::string_view field, std::string_view alias) const;
    bool has(std::string_view field) const { return columns_of_.contains(std::string{field}); }
    /// The field that names a record of this table.
    const FieldInfo* identity() const;

    /// A condition on rows that only a book can settle, without those that their ids tell: never NULL.
    Sql is_irregular(std::string_view alias) const;
    /// The columns that its records are read from, as texts.
    std::vector<std::string> all_columns() const { return columns_; }
    /// Whether a field that is a date is read from a column.
    bool is_date(std::string_view column) const;

private:
    const std::string* column_named(std::string_view name) const;
    void map_fields();
    /// Null where numbers are written as they are.
    const Scale* scale_of(const FieldInfo& field) const;
    /// How many minor units, or billionths, make one: "100".
    std::string units_per_one(const FieldInfo& field) const;
    Sql typed(const FieldInfo& field, const Sql& column) const;
    void add_faults(const FieldInfo& field, std::string_view alias, std::vector<Sql>& faults) const;
    Sql raw(std::string_view field, std::string_view alias) const;

    const sql::Dialect* dialect_;
    const RecordType* type_;
    const TableRules* rules_;
    TableMapping mapping_;
    std::vector<std::string> columns_;
    StaySettings settings_;
    std::string relation_;
    std::string must_be_read_;
    std::map<std::string, std::string> columns_of_;  // by field; "currency" as well
};

/// Conditions joined by OR; FALSE if there are none.
Sql any_of(const std::vector<Sql>& conditions);

}  // namespace saleskpi::inline v0_3::detail
