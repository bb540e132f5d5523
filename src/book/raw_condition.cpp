// SPDX-License-Identifier: MIT
#include "book/raw_condition.hpp"

#include "plan/answers.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::int64_t no_such_code = -2;

std::int64_t value_of(const RawColumn& column, std::size_t row) {
    return column.is_small() ? std::int64_t{column.small_at(row)} : column.number_at(row);
}

std::int64_t constant_of(const Test& test, const RawColumn* column) {
    if (!column || (column->type != FieldType::text && column->type != FieldType::choice))
        return test.constant.number;
    const std::string_view text = test.constant.text;
    if (column->type == FieldType::choice) {
        const auto at = std::find(column->choices.begin(), column->choices.end(), text);
        return at == column->choices.end() ? no_such_code : at - column->choices.begin();
    }
    const std::int32_t code = column->dictionary ? column->dictionary->find(text) : missing_code;
    return code == missing_code ? no_such_code : code;
}

}  // namespace

RawCondition::RawCondition(std::span<const Test> tests, RawTable& table, Currency currency) {
    for (const Test& test : tests) {
        Step step{test.op, nullptr, nullptr, 0, test.constant.is_column};
        if (!is_connective(test.op)) {
            step.column = table.find(test.column.name);
            if (step.has_other) step.other = table.find(test.constant.column.name);
            step.constant = constant_of(test, step.column);
            const bool is_amount = test.column.type == FieldType::money && !step.has_other &&
                                   test.op != Test::Op::is_missing;
            if (is_amount && test.constant.currency != currency && test.constant.number != 0)
                throw Error{
                    ErrorCode::currency_mismatch,
                    fmt::format(
                        "'{}' is compared with an amount in {}, but the book is in {}",
                        test.column.name, test.constant.currency.code(), currency.code())};
        }
        steps_.push_back(step);
    }
}

bool RawCondition::compares(const Step& step, std::size_t row) {
    const bool is_missing = !step.column || step.column->is_missing(row);
    if (step.op == Test::Op::is_missing) return is_missing;
    if (is_missing) return false;
    if (step.column->identity) return false;
    if (step.has_other && (!step.other || step.other->is_missing(row))) return false;
    const std::int64_t a = value_of(*step.column, row);
    const std::int64_t b = step.constant + (step.has_other ? value_of(*step.other, row) : 0);
    return detail::compares(step.op, a, b);
}

bool RawCondition::holds(std::size_t row) const {
    std::vector<bool> stack;
    for (const Step& step : steps_) {
        if (step.op == Test::Op::none) {
            stack.back() = !stack.back();
        } else if (step.op == Test::Op::all || step.op == Test::Op::any) {
            const bool last = stack.back();
            stack.pop_back();
            stack.back() = step.op == Test::Op::all ? stack.back() && last : stack.back() || last;
        } else {
            stack.push_back(compares(step, row));
        }
    }
    return !stack.empty() && stack.back();
}

}  // namespace saleskpi::inline v0_3::detail
