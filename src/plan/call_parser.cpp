// SPDX-License-Identifier: MIT
// The part of FormulaParser that reads calls: aggregates, operators over metrics, and steps.
#include "formula_parser.hpp"
#include "leaf_parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace saleskpi::detail {
namespace {

std::vector<Parameter> parameters_of(const StepCall& call) {
    std::vector<Parameter> parameters(call.operands, Parameter{Parameter::Kind::formula});
    for (const StepOption& option : call.options)
        parameters.push_back({Parameter::Kind::word, option.words});
    return parameters;
}

std::vector<Parameter> parameters_of(const Operator& op) {
    std::vector<Parameter> parameters;
    for (const Parameter& parameter : op.parameters)
        if (parameter.kind != Parameter::Kind::none) parameters.push_back(parameter);
    return parameters;
}

/// Its numbers are plain and in the unit of the metric that they are for.
bool has_open_unit(const Leaf& rows) {
    return rows.value.kind == RowValue::Kind::column && rows.value.a.name == "number";
}

/// The text that a field must equal, or nothing.
std::string_view required(std::span<const Test> tests, std::string_view field) {
    for (const Test& test : tests)
        if (test.op == Test::Op::equal && test.column.name == field) return test.constant.text;
    return {};
}

/// Gives rows of open unit, and the step above them, the unit of what they are compared with.
void set_unit(Draft& rows, Unit unit) {
    rows.leaves[0].value.unit = unit;
    for (Step& step : rows.steps)
        step.unit = unit;
}

bool are_rows_of_open_unit(const Draft& draft) {
    const StepCall* call = find_step_call(draft.steps.back().op);
    return draft.steps.size() == 2 && call != nullptr && !call->rows_of.empty() &&
           has_open_unit(draft.leaves[0]);
}

}  // namespace

ParsedFormula FormulaParser::read_call() {
    const Token name = tokens_.take();
    const AggregateName* aggregate = find_aggregate(name.text);
    const Operator* op = find_operator(name.text);
    const StepCall* call = find_step_call(name.text);
    if (aggregate == nullptr && op == nullptr && (call == nullptr || call->operands == 0))
        fail_unknown_function(name);
    tokens_.expect_symbol("(");
    if (aggregate != nullptr) {
        ParsedFormula formula;
        formula.draft = LeafParser{tokens_, records_, texts_}.read(*aggregate);
        return formula;
    }
    auto arguments = read_arguments(op != nullptr ? parameters_of(*op) : parameters_of(*call));
    tokens_.expect_symbol(")");
    // Of the same name, the operator is for metrics and the step for what else there may be.
    const bool is_over_metrics =
        std::all_of(arguments.begin(), arguments.end(), [](const ReadArgument& argument) {
            return argument.formula.draft.steps.empty() || argument.formula.metric;
        });
    if (op == nullptr || (call != nullptr && !is_over_metrics))
        return stepped(*call, arguments, name.at);
    return operated(*op, std::move(arguments));
}

std::vector<FormulaParser::ReadArgument> FormulaParser::read_arguments(
    std::span<const Parameter> parameters) {
    std::vector<ReadArgument> arguments;
    bool is_first = true;
    for (const Parameter& parameter : parameters) {
        if (parameter.is_optional) {
            // One that is left out may be followed by another that is not.
            const auto is_next = [&](std::string_view word) {
                return tokens_.peek().is_symbol(",") && tokens_.is_followed_by(word);
            };
            const auto& words = parameter.words;
            const bool is_given = parameter.kind == Parameter::Kind::word
                                      ? std::any_of(words.begin(), words.end(), is_next)
                                      : tokens_.peek().is_symbol(",");
            if (!is_given) {
                arguments.emplace_back();
                continue;
            }
        }
        if (!is_first) tokens_.expect_symbol(",");
        is_first = false;
        arguments.push_back(read_argument(parameter));
    }
    return arguments;
}

FormulaParser::ReadArgument FormulaParser::read_argument(const Parameter& parameter) {
    ReadArgument argument;
    argument.at = tokens_.peek().at;
    if (parameter.kind == Parameter::Kind::word) {
        for (std::size_t i = 0; i < parameter.words.size() && !argument.value.word; ++i)
            if (tokens_.take_word(parameter.words[i])) argument.value.word = i;
        if (!argument.value.word)
            tokens_.fail_expected({fmt::format("'{}'", fmt::join(parameter.words, "' or '"))});
        return argument;
    }
    argument.formula = read_sum();
    argument.text = tokens_.since(argument.at);
    if (parameter.kind == Parameter::Kind::number) {
        const auto& steps = argument.formula.draft.steps;
        if (steps.size() != 1 || steps[0].op != Step::Op::constant || steps[0].unit != Unit::ratio)
            tokens_.fail(
                argument.at, ErrorCode::invalid_definition,
                fmt::format("expected a number, found '{}'", argument.text));
        argument.value.number = steps[0].constant;
        argument.formula = {};
        return argument;
    }
    argument.value.metric = argument.formula.metric;
    return argument;
}

ParsedFormula FormulaParser::operated(const Operator& op, std::vector<ReadArgument> arguments) {
    std::vector<Argument> values;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        ReadArgument& argument = arguments[i];
        const bool is_formula = !argument.formula.draft.steps.empty();
        if (is_formula && !argument.value.metric) {
            if (op.parameters[i].kind == Parameter::Kind::metric)
                tokens_.fail(
                    argument.at, ErrorCode::invalid_definition,
                    fmt::format(
                        "{} is of a metric that has an id; this is a formula: '{}'", op.name,
                        argument.text));
            argument.value.metric =
                argument.formula.draft.named(argument.text, argument.text, Better::neither, "");
        }
        values.push_back(std::move(argument.value));
    }
    return parsed(op.apply(values));
}

ParsedFormula FormulaParser::stepped(
    const StepCall& call, const std::vector<ReadArgument>& arguments, std::size_t at) {
    ParsedFormula formula;
    Draft& draft = formula.draft;
    std::vector<Unit> units;
    for (std::size_t i = 0; i < call.operands; ++i) {
        Draft operand = arguments[i].formula.draft;
        if (!call.rows_of.empty()) set_unit_of_rows(call, operand, arguments[i].at);
        if (i > 0 && are_rows_of_open_unit(operand)) set_unit(operand, units[0]);
        units.push_back(operand.unit());
        draft.append(operand);
    }
    const Unit first = units.empty() ? Unit::ratio : units.front();
    const auto unit = call.unit(first, units.size() > 1 ? units[1] : first);
    if (!unit)
        tokens_.fail(
            at, ErrorCode::unit_mismatch,
            fmt::format(
                "{} takes values of the same unit, not {} and {}", call.name, name(units[0]),
                name(units[1])));
    Step step;
    step.op = call.op;
    step.unit = *unit;
    for (std::size_t i = 0; i < call.options.size(); ++i)
        call.options[i].set(step, *arguments[call.operands + i].value.word);
    draft.apply(step);
    return formula;
}

void FormulaParser::set_unit_of_rows(const StepCall& call, Draft& rows, std::size_t at) const {
    if (rows.steps.size() != 1 || rows.leaves.empty() || rows.leaves[0].table != call.rows_of)
        tokens_.fail(
            at, ErrorCode::invalid_definition,
            fmt::format(
                "{} is of a metric that has an id, or of an aggregate of {}", call.name,
                call.rows_of));
    if (!has_open_unit(rows.leaves[0])) return;
    const auto metric = find(required(rows.tests, "metric"));
    if (metric) set_unit(rows, metric->unit());
}

void FormulaParser::fail_unknown_function(const Token& name) const {
    std::vector<std::string> known;
    for (const AggregateName& row : aggregate_names())
        known.emplace_back(row.name);
    for (const Operator& row : operators())
        known.emplace_back(row.name);
    for (const StepCall& row : step_calls())
        known.emplace_back(row.name);
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    tokens_.fail(
        name.at, ErrorCode::unknown_metric,
        fmt::format("there is no function '{}'{}", name.text, did_you_mean(name.text, known)));
}

}  // namespace saleskpi::detail
