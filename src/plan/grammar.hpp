// SPDX-License-Identifier: MIT
#pragma once

#include "step_table.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// The words of formulas, for the one who writes them and the one who reads them: a new aggregate
/// or operation is a new line in grammar.cpp, a new step one in step_table.hpp.
namespace saleskpi::inline v0_3::detail {

/// A text that can stand in a formula as it is, and is no word with a meaning of its own there.
bool is_plain_word(std::string_view text);
/// The text as it is where it is a plain word, else in double quotes.
std::string word_text(std::string_view text);
/// The name of a table or field: quoted where it is not made of letters, digits and '_'.
std::string name_text(std::string_view name);
/// In double quotes; control characters are spelled out.
std::string quoted(std::string_view text);

/// What an aggregate takes of each record.
enum class Takes : std::uint8_t { record, number, percent_and_number, days_and_dates, text };

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

/// The step that is written as that word or call.
const StepName* find_step(std::string_view name);

/// The table whose rows are the operand of the step, one aggregate of them, in the unit of the
/// metric that they are for; for other steps nothing.
std::string_view rows_of(Step::Op op);

/// Whether a second operand of that unit goes with the first.
bool goes_with(Step::Op op, Unit first, Unit second);

}  // namespace saleskpi::inline v0_3::detail
