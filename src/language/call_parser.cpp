// SPDX-License-Identifier: MIT
// The part of FormulaParser that reads calls: aggregates, operators over metrics, and steps.
#include "language/formula_parser.hpp"
#include "language/leaf_parser.hpp"
#include "language/similar.hpp"
#include "plan/aggregates/table.hpp"

#include <saleskpi/metric/time_operators.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

namespace saleskpi::inline v0_3::detail {
namespace {

std::vector<Parameter> parameters_of(const StepRule& call) {
    Parameter operand{Parameter::Kind::formula};
    operand.in_base_units = true;
    std::vector<Parameter> parameters(call.operands, operand);
    for (const StepParameter* parameter : call.parameters) {
        const auto kind = parameter == &level_parameter ? Parameter::Kind::level
                          : parameter->set_name         ? Parameter::Kind::dimension
                          : !parameter->is_number       ? Parameter::Kind::word
                          : parameter->words.empty()    ? Parameter::Kind::number
                                                        : Parameter::Kind::back;
        parameters.push_back({kind, parameter->words});
    }
    return parameters;
}

std::vector<Parameter> parameters_of(const Operator& op) {
    std::vector<Parameter> parameters;
    for (const Parameter& parameter : op.parameters)
        if (parameter.kind != Parameter::Kind::none) parameters.push_back(parameter);
    return parameters;
}

/// Its numbers are plain and in the unit of the metric that they are for.
bool is_of_open_unit(const Leaf& rows) {
    return rows.value.kind == RowValue::Kind::column && rows.value.a.name == "number";
}

/// The text that a field must equal, or nothing.
std::string_view required(std::span<const Test> tests, std::string_view field) {
    for (const Test& test : tests)
        if (test.op == Test::Op::equal && test.column.name == field) return test.constant.text;
    return {};
}

/// The number that the last step comes to, if no record and no period is asked for.
std::optional<Rational> number_of_one(std::span<const Step> steps) {
    if (steps.back().kind == steps::leaf) return std::nullopt;
    std::vector<std::optional<Rational>> of_each(steps.size());
    return number_of(steps, of_each);
}

}  // namespace

ParsedFormula FormulaParser::read_call() {
    const Token name = tokens_.take();
    const AggregateRule* aggregate = find_aggregate(name.text);
    const Operator* op = find_operator(name.text);
    const StepRule* call = find_step(name.text);
    if (aggregate == nullptr && op == nullptr && (call == nullptr || call->operands == 0)) {
        if (const KpiFunction* function = find_function(name.text))
            return read_function(name, *function);
        fail_unknown_function(name);
    }
    tokens_.expect_symbol("(");
    if (aggregate != nullptr) {
        const ParsedLeaf read = LeafParser{tokens_, records_, texts_}.read(*aggregate);
        Step step = step_of(steps::leaf);
        step.unit = read.unit;
        ParsedFormula formula;
        formula.draft.add(std::span{&read.leaf, 1}, read.tests, std::span{&step, 1});
        return formula;
    }
    auto arguments = op != nullptr ? read_arguments(parameters_of(*op), op->repeated_from)
                                   : read_arguments(parameters_of(*call), 0);
    tokens_.expect_symbol(")");
    // Of the same name, the operator is for metrics that have an id, and the step for other operands.
    const auto lacks_id = [&](const ReadArgument& argument, const Parameter& parameter) {
        return parameter.kind == Parameter::Kind::metric && !argument.formula.metric;
    };
    if (op == nullptr || (call != nullptr && lacks_id(arguments[0], op->parameters[0])))
        return stepped(*call, arguments, name.at);
    return operated(*op, name.at, std::move(arguments));
}

std::vector<FormulaParser::ReadArgument> FormulaParser::read_arguments(
    std::span<const Parameter> parameters, std::size_t repeated_from) {
    std::vector<ReadArgument> arguments;
    std::vector<std::string_view> left_out;
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
                left_out.insert(left_out.end(), words.begin(), words.end());
                arguments.emplace_back();
                continue;
            }
        }
        if (!is_first) tokens_.expect_symbol(",");
        is_first = false;
        arguments.push_back(read_argument(parameter));
    }
    while (repeated_from > 0 && tokens_.peek().is_symbol(","))
        for (const Parameter& parameter : parameters.subspan(repeated_from)) {
            tokens_.expect_symbol(",");
            arguments.push_back(read_argument(parameter));
        }
    if (!left_out.empty() && tokens_.take_symbol(","))
        tokens_.fail_expected({fmt::format("'{}'", fmt::join(left_out, "' or '"))});
    return arguments;
}

FormulaParser::ReadArgument FormulaParser::read_argument(const Parameter& parameter) {
    ReadArgument argument;
    argument.at = tokens_.peek().at;
    if (parameter.kind == Parameter::Kind::dimension || parameter.kind == Parameter::Kind::level) {
        argument.value.name = read_dimension(
            tokens_, parameter.kind == Parameter::Kind::level ? "parent, company or a dimension"
                                                              : "what it is cut by");
        return argument;
    }
    if (take_word_of(parameter, argument)) return argument;
    if (parameter.kind == Parameter::Kind::word)
        tokens_.fail_expected({fmt::format("'{}'", fmt::join(parameter.words, "' or '"))});
    if (parameter.kind == Parameter::Kind::back && tokens_.peek().kind != Token::Kind::number)
        tokens_.fail_expected(
            {fmt::format("'{}'", fmt::join(parameter.words, "' or '")), "a number of periods"});
    if (parameter.in_base_units) base_units_at_ = argument.at;
    argument.formula = read_joined(Binding::sum);
    argument.text = tokens_.since(argument.at);
    if (parameter.kind == Parameter::Kind::number || parameter.kind == Parameter::Kind::back) {
        const auto steps = argument.formula.draft.steps();
        if (steps.size() != 1 || !(steps[0].kind == steps::constant) ||
            steps[0].unit != Unit::ratio)
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

bool FormulaParser::take_word_of(const Parameter& parameter, ReadArgument& argument) {
    for (std::size_t i = 0; i < parameter.words.size() && !argument.value.word; ++i)
        if (tokens_.take_word(parameter.words[i])) argument.value.word = i;
    return argument.value.word.has_value();
}

ParsedFormula FormulaParser::operated(
    const Operator& op, std::size_t at, std::vector<ReadArgument> arguments) {
    std::vector<Argument> values;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        ReadArgument& argument = arguments[i];
        const bool is_formula = !argument.formula.draft.empty();
        if (is_formula && !argument.value.metric) {
            if (i < op.parameters.size() && op.parameters[i].kind == Parameter::Kind::metric)
                tokens_.fail(
                    argument.at, ErrorCode::invalid_definition,
                    fmt::format(
                        "{} is of a metric that has an id; this is a formula: '{}'", op.name,
                        argument.text));
            argument.value.metric =
                named(argument.formula.draft, argument.text, argument.text, Better::neither);
        }
        values.push_back(std::move(argument.value));
    }
    try {
        return parsed(op.apply(values));
    } catch (const Error& error) {
        tokens_.fail(at, error.code(), error.what());
    }
}

ParsedFormula FormulaParser::stepped(
    const StepRule& call, const std::vector<ReadArgument>& arguments, std::size_t at) {
    ParsedFormula result;
    std::array<Unit, Step::most_operands> units{};
    std::array<std::uint32_t, Step::most_operands> numbers{};
    for (std::size_t i = 0; i < call.operands; ++i) {
        ParsedFormula operand = arguments[i].formula;
        if (!call.rows.empty()) {
            set_unit_of_rows(call, operand, arguments[i].at);
            result.has_open_unit = operand.has_open_unit;
        } else if (i > 0 && operand.has_open_unit) {
            set_unit(operand, units[0]);
        }
        units[i] = operand.draft.unit();
        numbers[i] = result.draft.add(operand.draft);
    }
    const auto of_operands = std::span{units}.first(call.operands);
    const bool refuses_dates =
        !call.kind.takes_dates &&
        std::find(of_operands.begin(), of_operands.end(), Unit::date) != of_operands.end();
    const auto unit = refuses_dates ? std::nullopt : call.unit(of_operands);
    if (!unit) {
        std::vector<std::string_view> names;
        for (std::size_t i = 0; i < call.operands; ++i)
            names.push_back(name(units[i]));
        tokens_.fail(
            at, ErrorCode::unit_mismatch,
            fmt::format("{} does not take {}", call.name, fmt::join(names, " and ")));
    }
    Step step = step_of(call.kind);
    for (std::size_t i = 0; i < call.parameters.size(); ++i) {
        const ReadArgument& argument = arguments[call.operands + i];
        if (call.parameters[i]->set_name)
            set_name(*call.parameters[i], step, argument);
        else if (argument.value.word)
            call.parameters[i]->set_word(step, *argument.value.word);
        else
            call.parameters[i]->set_number(step, number_of_periods(argument));
    }
    step.unit = *unit;
    result.draft.add(step, std::span{numbers}.first(call.operands));
    check(call, result.draft, call.operands > 0 ? arguments[call.operands - 1].at : at);
    return result;
}

void FormulaParser::set_name(
    const StepParameter& parameter, Step& step, const ReadArgument& argument) const {
    try {
        parameter.set_name(step, argument.value.name);
    } catch (const Error& error) {
        tokens_.fail(argument.at, error.code(), error.what());
    }
}

/// Within the limits of the operators.
std::int32_t FormulaParser::number_of_periods(const ReadArgument& argument) const {
    const Rational& n = *argument.value.number;
    if (!n.is_whole() || n < Rational{1} || n > Rational{most_periods})
        tokens_.fail(
            argument.at, ErrorCode::invalid_definition,
            fmt::format(
                "expected a number of periods from 1 to {}, found {}", most_periods, to_text(n)));
    return static_cast<std::int32_t>(n.numerator());
}

/// What is wrong to ask of the last step.
void FormulaParser::check(const StepRule& call, const Draft& whole, std::size_t at) const {
    if (call.misuse == nullptr) return;
    const auto steps = whole.steps();
    // Sums of thousands of terms are looked at again with each of them only where there are numbers.
    std::vector<std::optional<Rational>> numbers(steps.size());
    const std::size_t last = steps.size() - 1;
    for (const std::uint32_t operand : steps[last].operands)
        if (operand != 0) numbers[last - operand] = number_of_one(steps.first(last - operand + 1));
    const std::string_view wrong = call.misuse({steps, numbers, last});
    if (!wrong.empty()) tokens_.fail(at, ErrorCode::invalid_definition, std::string{wrong});
}

void FormulaParser::set_unit(ParsedFormula& rows, Unit unit) {
    std::vector<Leaf> leaves = rows.draft.take_leaves();
    const std::vector<Test> tests = rows.draft.take_tests();
    std::vector<Step> steps = rows.draft.take_steps();
    leaves[0].value.unit = unit;
    for (Step& step : steps)
        step.unit = unit;
    rows.draft = {};
    rows.draft.add(leaves, tests, steps);
    rows.has_open_unit = false;
}

void FormulaParser::set_unit_of_rows(
    const StepRule& call, ParsedFormula& rows, std::size_t at) const {
    const Draft& draft = rows.draft;
    if (draft.steps().size() != 1 || draft.leaves().empty() || draft.leaves()[0].table != call.rows)
        tokens_.fail(
            at, ErrorCode::invalid_definition,
            fmt::format(
                "{} is of {}an aggregate of {}", call.name,
                find_operator(call.name) != nullptr ? "a metric that has an id, or of " : "",
                call.rows));
    if (!is_of_open_unit(draft.leaves()[0])) return;
    if (const auto unit = unit_of(required(draft.tests(), "metric")))
        set_unit(rows, *unit);
    else
        rows.has_open_unit = true;
}

void FormulaParser::fail_unknown_function(const Token& name) const {
    std::vector<std::string> known;
    for (const AggregateRule* row : aggregate_rules())
        known.emplace_back(row->name);
    for (const Operator* row : operators())
        known.emplace_back(row->name);
    for (const StepRule* row : step_rules())
        if (!row->name.empty() && !row->binding) known.emplace_back(row->name);
    for (const KpiFunction& row : names_.functions)
        known.emplace_back(row.name.view());
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    tokens_.fail(
        name.at, ErrorCode::unknown_metric,
        fmt::format("there is no function '{}'{}", name.text, did_you_mean(name.text, known)));
}

}  // namespace saleskpi::inline v0_3::detail
