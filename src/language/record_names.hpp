// SPDX-License-Identifier: MIT
#pragma once

#include "language/tokens.hpp"

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/record/schema.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The tables and fields that a formula may name: those of an application's own record types, and
/// those of the library's.
class RecordNames {
public:
    explicit RecordNames(std::span<const RecordType* const> own) : own_{own} {}

    /// The name of the table that comes next in the text.
    std::string_view read_table(Tokens& tokens) const;
    /// The table of that name, or of which a record is called so: "deal".
    std::optional<std::string_view> table_of_record(const std::string& name) const;
    /// The field of the table that comes next: "amount".
    const FieldInfo& read_field(Tokens& tokens, std::string_view table) const;

private:
    [[noreturn]] void fail_unknown(Tokens& tokens, std::size_t at, const std::string& table) const;
    std::vector<const RecordType*> types_of(std::string_view table) const;

    std::span<const RecordType* const> own_;
};

/// The name that comes next, as it is or in quotes.
std::string read_name(Tokens& tokens, std::string_view what);
/// The same of a dimension, which may be a level said with its hierarchy: "lines.country".
std::string read_dimension(Tokens& tokens, std::string_view what);

/// How a field is named in a plan.
ColumnRef column_of(std::string_view table, const FieldInfo& field);

}  // namespace saleskpi::inline v0_3::detail
