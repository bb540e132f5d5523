// SPDX-License-Identifier: MIT
#pragma once

#include "engine/leaf_spec.hpp"
#include "sql/database.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Texts that a statement compares with: bound where the engine binds, else literals.
class Bindings {
public:
    explicit Bindings(const sql::Dialect& dialect) : dialect_{&dialect} {}

    Sql text(std::string_view text);
    const std::vector<std::string>& values() const { return values_; }

private:
    const sql::Dialect* dialect_;
    std::vector<std::string> values_;
};

/// A condition on the rows of a query; nothing where it asks for a field that they have not. Throws Error
/// currency_mismatch as a book.
std::optional<Sql> condition_of(
    std::span<const Test> tests, Currency currency, RowQuery& rows, Bindings& bindings);

/// What a row contributes, as a number or, where distinct ones are counted, a text: a factor, and another by
/// which it is multiplied where it is a product. Nothing where the database is not asked for it.
struct SqlValue {
    Sql first{};
    Sql second{};

    bool is_record() const { return first.empty(); }
    Sql is_known() const;
};
std::optional<SqlValue> value_of(const Leaf& leaf, RowQuery& rows);

/// Rows that a statement brings, as a table for FROM, without an alias. There is at least one, in parentheses, and
/// each has at least two values.
Sql inline_rows(
    const sql::Dialect& dialect,
    std::string_view name,
    const std::vector<std::string>& columns,
    const std::vector<Sql>& rows);

/// A number that steps up at each border: how many of the borders are at most the value, as nested cases.
/// `results` are those below the first border, between the first and the second, and so on.
Sql step_function(
    std::string_view value,
    std::span<const std::int64_t> borders,
    std::span<const std::optional<std::int64_t>> results);

}  // namespace saleskpi::inline v0_3::detail
