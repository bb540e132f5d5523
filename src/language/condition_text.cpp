// SPDX-License-Identifier: MIT
#include "language/condition_text.hpp"

#include "plan/binding.hpp"
#include "plan/grammar.hpp"

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

/// A condition within another, and how tightly it is bound together.
struct Phrase {
    std::string text;
    Binding binding = Binding::whole;
    bool is_missing = false;  ///< "channel is missing", which is negated in its own way
};

std::string left_text(const ColumnRef& column, Columns columns) {
    const bool is_alone = columns == Columns::of_one_table || column.table.empty();
    return is_alone ? name_text(column.name) : column_text(column);
}

Phrase comparison(const Test& test, Columns columns) {
    if (test.op == Test::Op::is_missing)
        return {left_text(test.column, columns) + " is missing", Binding::whole, true};
    return {fmt::format(
        "{} {} {}", left_text(test.column, columns), symbol(test.op),
        constant_text(test.column.type, test.constant))};
}

Phrase negation(const Phrase& phrase, const Test& last, Columns columns) {
    if (phrase.is_missing) return {left_text(last.column, columns) + " is known"};
    return {"not (" + phrase.text + ")"};
}

/// A row of the same needs no brackets, however it was built.
Phrase joined(const Phrase& left, const Phrase& right, const Connective& by) {
    const auto operand = [&by](const Phrase& phrase) {
        return phrase.binding < by.binding ? "(" + phrase.text + ")" : phrase.text;
    };
    return {fmt::format("{} {} {}", operand(left), by.word, operand(right)), by.binding};
}

}  // namespace

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

std::string column_text(const ColumnRef& column) {
    return name_text(column.table) + "." + name_text(column.name);
}

std::string condition_text(std::span<const Test> tests, Columns columns) {
    std::vector<Phrase> phrases;
    const auto pop = [&phrases] {
        Phrase phrase = std::move(phrases.back());
        phrases.pop_back();
        return phrase;
    };
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const Test& test = tests[i];
        if (const Connective* by = connective_of(test.op)) {
            const Phrase right = pop();
            const Phrase left = pop();
            phrases.push_back(joined(left, right, *by));
        } else if (test.op == Test::Op::none) {
            phrases.push_back(negation(pop(), tests[i - 1], columns));
        } else {
            phrases.push_back(comparison(test, columns));
        }
    }
    return pop().text;
}

}  // namespace saleskpi::inline v0_3::detail
