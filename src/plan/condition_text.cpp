// SPDX-License-Identifier: MIT
#include "condition_text.hpp"

#include "grammar.hpp"

#include <saleskpi/value/date.hpp>
#include <saleskpi/value/decimal.hpp>
#include <saleskpi/value/money.hpp>

#include <fmt/format.h>

#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {
namespace {

std::string constant_text(FieldType type, const Constant& constant) {
    if (constant.is_column) {
        const std::string other = column_text(constant.column);
        if (constant.number == 0) return other;
        return fmt::format(
            "{} {} {} days", other, constant.number < 0 ? '-' : '+',
            constant.number < 0 ? -constant.number : constant.number);
    }
    switch (type) {
        case FieldType::text:
        case FieldType::choice:
        case FieldType::credits:
            return word_text(constant.text);
        case FieldType::date:
            return to_text(Date{date::days{static_cast<int>(constant.number)}});
        case FieldType::money:
            return to_text(Money{constant.number, constant.currency});
        case FieldType::decimal:
            return to_text(Decimal::from_nanos(constant.number));
        case FieldType::integer:
            return fmt::format("{}", constant.number);
    }
    return {};
}

std::string_view symbol(Test::Op op) {
    switch (op) {
        case Test::Op::equal:
            return "=";
        case Test::Op::not_equal:
            return "!=";
        case Test::Op::less:
            return "<";
        case Test::Op::less_equal:
            return "<=";
        case Test::Op::greater:
            return ">";
        case Test::Op::greater_equal:
            return ">=";
        default:
            return "";
    }
}

/// A part of a condition, and the operator that binds it together; a comparison has none.
struct Part {
    std::string text;
    Test::Op op;
};

std::string left_text(const ColumnRef& column, Columns columns) {
    const bool is_alone = columns == Columns::of_one_table || column.table.empty();
    return is_alone ? name_text(column.name) : column_text(column);
}

Part comparison(const Test& test, Columns columns) {
    if (test.op == Test::Op::is_missing)
        return {left_text(test.column, columns) + " is missing", Test::Op::is_missing};
    return {
        fmt::format(
            "{} {} {}", left_text(test.column, columns), symbol(test.op),
            constant_text(test.column.type, test.constant)),
        test.op};
}

Part negation(const Part& part, const Test& last, Columns columns) {
    if (part.op == Test::Op::is_missing)
        return {left_text(last.column, columns) + " is known", Test::Op::none};
    return {"not (" + part.text + ")", Test::Op::none};
}

/// "or" binds weaker than "and". A row of the same needs no brackets, however it was built.
Part joined(const Part& left, const Part& right, Test::Op op) {
    const auto operand = [op](const Part& part) {
        const bool weaker = op == Test::Op::all && part.op == Test::Op::any;
        return weaker ? "(" + part.text + ")" : part.text;
    };
    return {operand(left) + (op == Test::Op::all ? " and " : " or ") + operand(right), op};
}

}  // namespace

std::string column_text(const ColumnRef& column) {
    return name_text(column.table) + "." + name_text(column.name);
}

std::string condition_text(std::span<const Test> tests, Columns columns) {
    std::vector<Part> parts;
    const auto pop = [&parts] {
        Part part = std::move(parts.back());
        parts.pop_back();
        return part;
    };
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const Test& test = tests[i];
        if (test.op == Test::Op::all || test.op == Test::Op::any) {
            const Part right = pop();
            const Part left = pop();
            parts.push_back(joined(left, right, test.op));
        } else if (test.op == Test::Op::none) {
            parts.push_back(negation(pop(), tests[i - 1], columns));
        } else {
            parts.push_back(comparison(test, columns));
        }
    }
    return pop().text;
}

}  // namespace saleskpi::inline v0_3::detail
