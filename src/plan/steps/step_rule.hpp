// SPDX-License-Identifier: MIT
#pragma once

#include "asking.hpp"
#include "evaluated.hpp"
#include "plan/binding.hpp"
#include "plan/operator_table.hpp"
#include "plan/steps/many_values.hpp"
#include "plan/steps/parameters.hpp"

#include <saleskpi/metric/step.hpp>
#include <saleskpi/value/unit.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Where the values of a step's operands stand among those of a group and a period.
struct Line {
    std::uint32_t step = 0;
    std::array<std::uint32_t, Step::most_operands> operands{};
};

/// A step that computes something of values in the same group and period.
struct Combining {
    const Step& step;
    bool last_reads_records;  ///< whether records are behind its last operand
    const Line* lines;        ///< of the group and period
    const Evaluated* values;  ///< of each line
    std::size_t line;         ///< that of the step

    const Evaluated& operator[](std::size_t operand) const {
        return values[lines[line].operands[operand]];
    }
    /// An operand of an operand.
    const Evaluated& below(std::size_t operand, std::size_t its) const {
        return values[lines[lines[line].operands[operand]].operands[its]];
    }
};

/// Of what is taken in the elapsed part of a period.
inline constexpr std::array not_begun{Occasion{Reason::immature, "the period has not begun"}};

/// A step whose operands are to be looked at.
struct Checking {
    std::span<const Step> steps;
    std::span<const std::optional<Rational>> numbers;  ///< that plain numbers come to, by step
    std::size_t at;                                    ///< the step

    const Step& operand(std::size_t number) const { return steps[at - steps[at].operands[number]]; }
    const std::optional<Rational>& number(std::size_t operand) const {
        return numbers[at - steps[at].operands[operand]];
    }
};

/// The unit of a step's value by those of its operands; nothing where they do not go together.
using UnitRule = std::optional<Unit> (*)(std::span<const Unit> operands);

/// All equal, and so the value.
std::optional<Unit> unit_of_all(std::span<const Unit> operands);
/// Whatever the operands are.
template <Unit U>
std::optional<Unit> always(std::span<const Unit>) {
    return U;
}
/// Of equal ones.
template <Unit U>
std::optional<Unit> of_equal(std::span<const Unit> operands) {
    return unit_of_all(operands) ? std::optional{U} : std::nullopt;
}

/// What an operand's text is in an explanation, with which operand it was.
struct Told {
    std::size_t operand;
    std::string text;
    Evaluated value{};
};

/// The text of the first operand, wherever it was taken and whenever it was asked for.
std::string tell_first_operand(const Step& step, std::span<const Told> told);

/// In brackets unless it is one number: "1 / (76/7)".
inline std::string bracketed(std::string_view text) {
    if (text.find_first_of(" /") == std::string_view::npos) return std::string{text};
    std::string all{"("};
    all += text;
    all += ')';
    return all;
}

/// All that is known of a kind of step. A plan, the evaluator, explanations, the parser, the words
/// and the catalogue read this and nothing else: a new kind is one of these, in a family's file.
struct StepRule {
    StepKind kind;
    std::string_view name;  ///< in a formula's text, where it is a word, a call or a sign
    std::size_t operands = 1;
    UnitRule unit = &unit_of_all;
    std::span<const StepParameter* const> parameters{};
    /// Of a sign between two operands.
    std::optional<Binding> binding{};
    std::string_view refusal{};  ///< what is wrong with operands whose units do not go together

    /// One of both. The first is for what takes its operands where it stands itself.
    Evaluated (*combine)(const Combining&) = nullptr;
    Evaluated (*ask)(Asking&) = nullptr;
    /// The same as `combine`, for many cells at once; there need not be one.
    void (*combine_many)(const CombiningMany&) = nullptr;
    /// The value in an explanation, made of its operands' texts in the order in which they were
    /// asked for; where there is none, a sign or a call.
    std::string (*tell)(const Step&, std::span<const Told>) = nullptr;
    /// Shows its value rather than how that is made.
    bool is_told_by_value = false;

    /// In which other days it takes its operand, in words.
    std::string_view (*days)(const Step&) = nullptr;
    std::span<const Occasion> occasions{};
    /// When it has no value for want of records below its last operand, in words.
    std::string_view without_records{};
    /// What is wrong to ask of it; empty where nothing is.
    std::string_view (*misuse)(const Checking&) = nullptr;
    /// The table of which its (last) operand is an aggregate.
    std::string_view rows{};
};

/// A family of steps, and the operators over metrics by which formulas ask for them.
struct StepFamily {
    std::span<const StepRule> steps;
    std::span<const Operator> operators;
};

}  // namespace saleskpi::inline v0_3::detail
