// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// The words of formulas, for the one who writes them and the one who reads them: a new aggregate,
/// operation or function is a new line in grammar.cpp.
namespace saleskpi::detail {

/// A text that can stand in a formula as it is, and is no word with a meaning of its own there.
bool is_plain_word(std::string_view text);
/// The text as it is where it is a plain word, else in double quotes.
std::string word_text(std::string_view text);
/// The name of a table or field: quoted where it is not made of letters, digits and '_'.
std::string name_text(std::string_view name);
/// In double quotes; control characters are spelled out.
std::string quoted(std::string_view text);

/// What an aggregate takes of each record.
enum class Takes : std::uint8_t { record, number, percent_and_number, text };

struct AggregateName {
    std::string_view name;
    Aggregation aggregation;
    Takes takes;
};

std::span<const AggregateName> aggregate_names();
const AggregateName* find_aggregate(std::string_view name);
std::string_view name_of(Aggregation aggregation);

/// How tightly an operation binds; a call or an aggregate binds tightest.
enum class Binding : std::uint8_t { sum, product, whole };

struct Infix {
    std::string_view symbol;
    Step::Op op;
    Binding binding;
    std::optional<Unit> (*unit)(Unit left, Unit right);
    std::string_view refusal;  ///< where there is no such unit
};

const Infix* find_infix(std::string_view symbol);
const Infix* find_infix(Step::Op op);

/// A choice behind the operands of a step, by the names of its values: `change(x, previous)`.
struct StepOption {
    std::span<const std::string_view> words;
    std::size_t (*get)(const Step& step);
    void (*set)(Step& step, std::size_t value);
};

/// A step that is written as a function of its operands: `attain(x, target(t))`; one without
/// operands has no brackets: `period_months`.
struct StepCall {
    std::string_view name;
    Step::Op op;
    std::size_t operands;
    std::span<const StepOption> options;
    /// Of the result, from those of the operands; nothing where they do not go together.
    std::optional<Unit> (*unit)(Unit first, Unit second);
    /// Its operand is not a formula but one aggregate of the rows of this table, in the unit of the
    /// metric that they are for.
    std::string_view rows_of{};
};

std::span<const StepCall> step_calls();
const StepCall* find_step_call(std::string_view name);
const StepCall* find_step_call(Step::Op op);

}  // namespace saleskpi::detail
