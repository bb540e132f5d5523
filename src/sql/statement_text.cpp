// SPDX-License-Identifier: MIT
#include "sql/statement_text.hpp"

#include "book/dimensions.hpp"
#include "engine/condition.hpp"
#include "language/condition_text.hpp"

#include <saleskpi/record/choice.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

bool is_ordered(Test::Op op) { return op != Test::Op::equal && op != Test::Op::not_equal; }

/// The number of a choice; NULL for none.
Sql number_of_choice(const sql::Dialect& dialect, const Sql& name, const FieldInfo& field) {
    Sql text = "CASE";
    for (std::size_t i = 0; i < field.choices.size(); ++i)
        text += fmt::format(
            " WHEN {} = {} THEN {}", name, sql::text_literal(dialect, field.choices[i]), i);
    return text + " END";
}

}  // namespace

Sql Bindings::text(std::string_view text) {
    if (dialect_->parameters == sql::Parameters::none) return sql::text_literal(*dialect_, text);
    auto known = std::find(values_.begin(), values_.end(), text);
    if (known == values_.end()) {
        (void)sql::text_literal(*dialect_, text);  // refuses what no engine keeps
        known = values_.insert(known, std::string{text});
    }
    const char mark = dialect_->parameters == sql::Parameters::dollar ? '$' : '?';
    return fmt::format("{}{}", mark, known - values_.begin() + 1);
}

std::optional<Sql> condition_of(
    std::span<const Test> tests, Currency currency, RowQuery& rows, Bindings& bindings) {
    require_currency(tests, currency);
    std::vector<Sql> waiting;
    for (const Test& test : tests) {
        if (test.op == Test::Op::none) {
            waiting.back() = "NOT " + waiting.back();
            continue;
        }
        if (test.op == Test::Op::all || test.op == Test::Op::any) {
            const Sql second = std::move(waiting.back());
            waiting.pop_back();
            waiting.back() = fmt::format(
                "({} {} {})", waiting.back(), test.op == Test::Op::all ? "AND" : "OR", second);
            continue;
        }
        const std::optional<Sql> column = rows.field(test.column.name);
        if (!column) return std::nullopt;
        if (test.op == Test::Op::is_missing) {
            waiting.push_back(fmt::format("({} IS NULL)", *column));
            continue;
        }
        const FieldType type = test.column.type;
        Sql left = *column;
        Sql right;
        if (test.constant.is_column) {
            const std::optional<Sql> other = rows.field(test.constant.column.name);
            if (!other || is_name(type)) return std::nullopt;
            right = *other;
            if (type == FieldType::date && test.constant.number != 0)
                right = fmt::format("{} + {}", right, test.constant.number);
        } else if (type == FieldType::choice && is_ordered(test.op)) {
            const FieldInfo* field = rows.table().type().find(test.column.name);
            left = number_of_choice(rows.table().dialect(), left, *field);
            const auto at =
                std::find(field->choices.begin(), field->choices.end(), test.constant.text.view());
            right = at == field->choices.end() ? Sql{"NULL"}
                                               : fmt::to_string(at - field->choices.begin());
        } else if (is_name(type)) {
            if (is_ordered(test.op)) return std::nullopt;
            right = bindings.text(test.constant.text.view());
        } else {
            right = fmt::to_string(test.constant.number);
        }
        waiting.push_back(fmt::format("({} {} {})", left, symbol(test.op), right));
    }
    return waiting.empty() ? Sql{} : waiting.back();
}

Sql SqlValue::is_known() const {
    if (second.empty()) return first + " IS NOT NULL";
    return fmt::format("{} IS NOT NULL AND {} IS NOT NULL", first, second);
}

std::optional<SqlValue> value_of(const Leaf& leaf, RowQuery& rows) {
    const RowValue& value = leaf.value;
    if (value.kind == RowValue::Kind::record) return SqlValue{};
    if (value.kind == RowValue::Kind::age)
        return SqlValue{rows.start_day(leaf.placement.from.name)};
    const std::optional<Sql> a = rows.field(value.a.name);
    if (!a || value.a.type == FieldType::credits) return std::nullopt;
    if (value.kind == RowValue::Kind::column) {
        if (value.a.type != FieldType::choice) return SqlValue{*a};
        const FieldInfo* field = rows.table().type().find(value.a.name);
        return SqlValue{number_of_choice(rows.table().dialect(), *a, *field)};
    }
    const std::optional<Sql> b = rows.field(value.b.name);
    if (!b) return std::nullopt;
    switch (value.kind) {
        case RowValue::Kind::difference:
            return SqlValue{fmt::format("({} - {})", *a, *b)};
        case RowValue::Kind::product:
            return SqlValue{*a, *b};
        case RowValue::Kind::days_between:
            return SqlValue{fmt::format("CASE WHEN {1} >= {0} THEN {1} - {0} END", *a, *b)};
        case RowValue::Kind::signed_days:
            return SqlValue{fmt::format("({} - {})", *b, *a)};
        default:
            return std::nullopt;
    }
}

Sql inline_rows(
    const sql::Dialect& dialect,
    std::string_view name,
    const std::vector<std::string>& columns,
    const std::vector<Sql>& rows) {
    if (dialect.inline_rows == sql::InlineRows::values)
        return fmt::format(
            "(WITH saleskpi_{0} ({1}) AS (VALUES {2}) SELECT * FROM saleskpi_{0})", name,
            fmt::join(columns, ", "), fmt::join(rows, ",\n  "));
    std::vector<Sql> parts;
    for (std::size_t i = 0; i < columns.size(); ++i)
        parts.push_back(fmt::format("tupleElement(tuples, {}) AS {}", i + 1, columns[i]));
    return fmt::format(
        "(SELECT {} FROM (SELECT arrayJoin([{}]) AS tuples))", fmt::join(parts, ", "),
        fmt::join(rows, ",\n  "));
}

Sql step_function(
    std::string_view value,
    std::span<const std::int64_t> borders,
    std::span<const std::optional<std::int64_t>> results) {
    if (borders.empty()) return results.front() ? fmt::to_string(*results.front()) : Sql{"NULL"};
    const std::size_t middle = borders.size() / 2;
    return fmt::format(
        "CASE WHEN {} < {} THEN {} ELSE {} END", value, borders[middle],
        step_function(value, borders.first(middle), results.first(middle + 1)),
        step_function(value, borders.subspan(middle + 1), results.subspan(middle + 1)));
}

}  // namespace saleskpi::inline v0_3::detail
