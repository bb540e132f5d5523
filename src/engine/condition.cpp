// SPDX-License-Identifier: MIT
#include "engine/condition.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::detail {

namespace {

template <class Cell, class Compare>
void compare(
    const Cell* cells, Cell missing, Cell constant, std::size_t n, Mask& mask, Compare holds) {
    for (std::size_t i = 0; i < n; ++i)
        mask[i] = static_cast<std::uint8_t>(
            static_cast<unsigned>(holds(cells[i], constant)) &
            static_cast<unsigned>(cells[i] != missing));
}

template <class Cell, class Compare>
void compare_columns(
    const Cell* a, const Cell* b, Cell missing, std::size_t n, Mask& mask, Compare holds) {
    for (std::size_t i = 0; i < n; ++i)
        mask[i] =
            static_cast<std::uint8_t>(holds(a[i], b[i]) && a[i] != missing && b[i] != missing);
}

/// Calls f with the function object that an operator stands for.
template <class F>
void with_comparison(Test::Op op, F&& f) {
    switch (op) {
        case Test::Op::equal:
            f([](auto a, auto b) { return a == b; });
            break;
        case Test::Op::not_equal:
            f([](auto a, auto b) { return a != b; });
            break;
        case Test::Op::less:
            f([](auto a, auto b) { return a < b; });
            break;
        case Test::Op::less_equal:
            f([](auto a, auto b) { return a <= b; });
            break;
        case Test::Op::greater:
            f([](auto a, auto b) { return a > b; });
            break;
        default:
            f([](auto a, auto b) { return a >= b; });
            break;
    }
}

}  // namespace

void require_currency(std::span<const Test> tests, Currency currency) {
    if (currency == Currency{}) return;
    for (const Test& test : tests)
        if (test.column.type == FieldType::money && !test.constant.is_column &&
            test.op != Test::Op::is_missing && test.constant.currency != currency)
            throw Error{
                ErrorCode::currency_mismatch,
                fmt::format(
                    "'{}' is compared with an amount in {}, but the records are in {}",
                    test.column.name, test.constant.currency.code(), currency.code())};
}

RowCondition::RowCondition(
    std::span<const Test> tests, const Facts& facts, Currency currency, Batch& batch) {
    require_currency(tests, currency);
    std::size_t depth = 0;
    for (const Test& test : tests) {
        Step step{test.op};
        if (test.op == Test::Op::all || test.op == Test::Op::any) {
            --depth;
        } else if (test.op != Test::Op::none) {
            const int column = column_of(test.column, facts);
            const FieldType type = facts.type(column);
            step.column = batch.need(facts, column);
            step.is_date = type == FieldType::date;
            step.has_other = test.constant.is_column;
            if (step.has_other)
                step.other = batch.need(facts, column_of(test.constant.column, facts));
            else if (
                test.op != Test::Op::is_missing &&
                (type == FieldType::text || type == FieldType::choice))
                step.constant = facts.code(column, test.constant.text);
            else
                step.constant = test.constant.number;
            if (step.has_other && (type == FieldType::text || type == FieldType::choice))
                throw Error{
                    ErrorCode::invalid_definition,
                    fmt::format(
                        "'{}' and '{}' number their texts each in its own way: a text is compared "
                        "only with constants",
                        test.column.name, test.constant.column.name)};
            ++depth;
        }
        depth_ = (std::max)(depth_, depth);
        steps_.push_back(step);
    }
}

void RowCondition::evaluate(const Batch& batch, Mask& mask) const {
    const std::size_t n = batch.size();
    if (steps_.empty()) {
        std::fill_n(mask.begin(), n, std::uint8_t{1});
        return;
    }
    std::vector<Mask> rest(depth_ > 1 ? depth_ - 1 : 0);
    std::size_t depth = 0;
    const auto level = [&](std::size_t i) -> Mask& { return i == 0 ? mask : rest[i - 1]; };
    for (const Step& step : steps_) {
        if (step.op == Test::Op::none) {
            Mask& m = level(depth - 1);
            for (std::size_t i = 0; i < n; ++i)
                m[i] ^= 1U;
            continue;
        }
        if (step.op == Test::Op::all || step.op == Test::Op::any) {
            --depth;
            const Mask& b = level(depth);
            Mask& a = level(depth - 1);
            if (step.op == Test::Op::all)
                for (std::size_t i = 0; i < n; ++i)
                    a[i] &= b[i];
            else
                for (std::size_t i = 0; i < n; ++i)
                    a[i] |= b[i];
            continue;
        }
        Mask& m = level(depth++);
        const auto run = [&](const auto* cells, const auto* others, auto missing, auto constant) {
            if (step.op == Test::Op::is_missing)
                for (std::size_t i = 0; i < n; ++i)
                    m[i] = static_cast<std::uint8_t>(cells[i] == missing);
            else
                with_comparison(step.op, [&](auto holds) {
                    if (step.has_other)
                        compare_columns(cells, others, missing, n, m, holds);
                    else
                        compare(cells, missing, constant, n, m, holds);
                });
        };
        if (batch.is_small(step.column))
            run(batch.small(step.column), step.has_other ? batch.small(step.other) : nullptr,
                step.is_date ? missing_day : missing_code,
                static_cast<std::int32_t>(step.constant));
        else
            run(batch.numbers(step.column), step.has_other ? batch.numbers(step.other) : nullptr,
                missing_number, step.constant);
    }
}

}  // namespace saleskpi::detail
