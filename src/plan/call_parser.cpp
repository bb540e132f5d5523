// SPDX-License-Identifier: MIT
// The part of FormulaParser that reads calls: aggregates, operators over metrics, and steps.
#include "formula_parser.hpp"
#include "leaf_parser.hpp"
#include "similar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {
namespace {

std::vector<Parameter> parameters_of(const StepName& call) {
    Parameter operand{Parameter::Kind::formula};
    operand.in_base_units = true;
    std::vector<Parameter> parameters(call.operands, operand);
    const auto add = [&](std::span<const std::string_view> words) {
        parameters.push_back({Parameter::Kind::word, words});
    };
    switch (call.option) {
        case StepOption::none:
            break;
        case StepOption::shift:
            add(shift_words);
            break;
        case StepOption::level:
            add(level_words);
            break;
        case StepOption::ties:
            add(ties_words);
            break;
        case StepOption::over:
            add(over_words);
            break;
        case StepOption::grain:
            add(grain_words);
            break;
        case StepOption::periods:
            parameters.push_back({Parameter::Kind::number});
            break;
        case StepOption::fit_and_over:
            add(fit_words);
            add(over_words);
            break;
    }
    return parameters;
}

/// Sets what follows the operands, the last of which is `value`.
void set_option(Step& step, StepOption option, std::size_t value) {
    if (option == StepOption::shift)
        step.shift = static_cast<Shift>(value);
    else
        step.option = static_cast<std::uint8_t>(value);
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

}  // namespace

ParsedFormula FormulaParser::read_call() {
    const Token name = tokens_.take();
    const AggregateName* aggregate = find_aggregate(name.text);
    const Operator* op = find_operator(name.text);
    const StepName* call = find_step(name.text);
    if (aggregate == nullptr && op == nullptr && (call == nullptr || call->operands == 0)) {
        if (const KpiFunction* function = find_function(name.text))
            return read_function(name, *function);
        fail_unknown_function(name);
    }
    tokens_.expect_symbol("(");
    if (aggregate != nullptr) {
        ParsedFormula formula;
        formula.draft = LeafParser{tokens_, records_, texts_}.read(*aggregate);
        return formula;
    }
    auto arguments = read_arguments(op != nullptr ? parameters_of(*op) : parameters_of(*call));
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
    std::span<const Parameter> parameters) {
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
    if (!left_out.empty() && tokens_.take_symbol(","))
        tokens_.fail_expected({fmt::format("'{}'", fmt::join(left_out, "' or '"))});
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
    if (parameter.in_base_units) base_units_at_ = argument.at;
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

ParsedFormula FormulaParser::operated(
    const Operator& op, std::size_t at, std::vector<ReadArgument> arguments) {
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
    try {
        return parsed(op.apply(values));
    } catch (const Error& error) {
        tokens_.fail(at, error.code(), error.what());
    }
}

ParsedFormula FormulaParser::stepped(
    const StepName& call, const std::vector<ReadArgument>& arguments, std::size_t at) {
    ParsedFormula result;
    Unit first = Unit::ratio;
    for (std::size_t i = 0; i < call.operands; ++i) {
        ParsedFormula operand = arguments[i].formula;
        if (!rows_of(call.op).empty()) {
            set_unit_of_rows(call, operand, arguments[i].at);
            result.has_open_unit = operand.has_open_unit;
        } else if (i > 0 && operand.has_open_unit) {
            set_unit(operand, first);
        }
        const Unit unit = operand.draft.unit();
        if (i > 0 && !goes_with(call.op, first, unit))
            tokens_.fail(
                at, ErrorCode::unit_mismatch,
                fmt::format("{} does not take {} and {}", call.name, name(first), name(unit)));
        if (i + 1 == call.operands) check_operand(call, operand.draft, arguments[i].at);
        if (i == 0) first = unit;
        result.draft.append(operand.draft);
    }
    Step step = step_of(call.op);
    if (call.option == StepOption::fit_and_over)
        step.fit = static_cast<Fit>(*arguments[call.operands].value.word);
    if (call.option == StepOption::periods)
        step = rolling_step(arguments.back());
    else if (call.option != StepOption::none)
        set_option(step, call.option, *arguments.back().value.word);
    step.unit = call.unit.value_or(first);
    result.draft.apply(step);
    return result;
}

/// Over how many periods, within the limits of the operator.
Step FormulaParser::rolling_step(const ReadArgument& periods) const {
    const Rational& n = *periods.value.number;
    if (!n.is_whole() || n < Rational{1} || n > Rational{255})
        tokens_.fail(
            periods.at, ErrorCode::invalid_definition,
            fmt::format("expected a number of periods from 1 to 255, found {}", to_text(n)));
    Step step = step_of(Step::Op::rolling);
    step.option = static_cast<std::uint8_t>(n.numerator());
    return step;
}

/// What a step asks of its last operand.
void FormulaParser::check_operand(
    const StepName& call, const Draft& operand, std::size_t at) const {
    const Step::Op above = operand.steps.back().op;
    std::string_view expected;
    switch (call.op) {
        case Step::Op::attain:
        case Step::Op::attain_lower:
        case Step::Op::attain_difference:
        case Step::Op::with_target:
            if (above != Step::Op::target) expected = "target(...)";
            break;
        case Step::Op::reps_reaching:
            if (above != Step::Op::attain && above != Step::Op::attain_lower)
                expected = "attain(...) or attain_lower(...)";
            break;
        default:
            break;
    }
    if (!expected.empty())
        tokens_.fail(
            at, ErrorCode::invalid_definition,
            fmt::format("the last operand of {} is {}", call.name, expected));
}

void FormulaParser::set_unit(ParsedFormula& rows, Unit unit) {
    rows.draft.leaves[0].value.unit = unit;
    for (Step& step : rows.draft.steps)
        step.unit = unit;
    rows.has_open_unit = false;
}

void FormulaParser::set_unit_of_rows(
    const StepName& call, ParsedFormula& rows, std::size_t at) const {
    const std::string_view table = rows_of(call.op);
    const Draft& draft = rows.draft;
    if (draft.steps.size() != 1 || draft.leaves.empty() || draft.leaves[0].table != table)
        tokens_.fail(
            at, ErrorCode::invalid_definition,
            fmt::format(
                "{} is of {}an aggregate of {}", call.name,
                find_operator(call.name) != nullptr ? "a metric that has an id, or of " : "",
                table));
    if (!is_of_open_unit(draft.leaves[0])) return;
    if (const auto unit = unit_of(required(draft.tests, "metric")))
        set_unit(rows, *unit);
    else
        rows.has_open_unit = true;
}

void FormulaParser::fail_unknown_function(const Token& name) const {
    std::vector<std::string> known;
    for (const AggregateName& row : aggregate_names())
        known.emplace_back(row.name);
    for (const Operator& row : operators())
        known.emplace_back(row.name);
    for (const StepName& row : step_names)
        known.emplace_back(row.name);
    for (const KpiFunction& row : names_.functions)
        known.emplace_back(row.name.view());
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    tokens_.fail(
        name.at, ErrorCode::unknown_metric,
        fmt::format("there is no function '{}'{}", name.text, did_you_mean(name.text, known)));
}

}  // namespace saleskpi::inline v0_3::detail
