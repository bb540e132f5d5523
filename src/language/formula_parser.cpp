// SPDX-License-Identifier: MIT
#include "language/formula_parser.hpp"

#include "language/leaf_parser.hpp"
#include "language/nesting.hpp"
#include "language/similar.hpp"

#include <saleskpi/value/decimal.hpp>

#include <fmt/format.h>

#include <array>
#include <utility>

namespace saleskpi::inline v0_3::detail {
namespace {

/// An exact number: "12", "0.5", "3/2".
std::optional<Rational> exact_number(std::string_view text) {
    if (text.find('.') == std::string_view::npos) return try_parse_rational(text);
    const auto decimal = Decimal::try_parse(text);
    return decimal ? std::optional{decimal->exact()} : std::nullopt;
}

}  // namespace

ParsedFormula FormulaParser::read() {
    ParsedFormula formula = read_joined(Binding::sum);
    if (tokens_.peek().kind != Token::Kind::end)
        tokens_.fail_expected({"'+'", "'-'", "'*'", "'/'", "the end"});
    return formula;
}

ParsedFormula FormulaParser::read_joined(Binding binding) {
    if (binding == Binding::whole) return read_operand();
    ParsedFormula left = read_joined(tighter(binding));
    const auto is_next = [&] {
        const Token& next = tokens_.peek();
        const StepRule* sign = next.kind == Token::Kind::symbol ? find_step(next.text) : nullptr;
        return sign && sign->binding == binding;
    };
    while (is_next()) {
        const Token symbol = tokens_.take();
        left = joined(std::move(left), symbol, read_joined(tighter(binding)));
    }
    return left;
}

ParsedFormula FormulaParser::joined(ParsedFormula left, const Token& symbol, ParsedFormula right) {
    const StepRule& sign = *find_step(symbol.text);
    if (sign.binding == Binding::sum) {
        if (left.has_open_unit) set_unit(left, right.draft.unit());
        if (right.has_open_unit) set_unit(right, left.draft.unit());
    }
    const std::array units{left.draft.unit(), right.draft.unit()};
    const auto unit = sign.unit(units);
    if (!unit)
        tokens_.fail(
            symbol.at, ErrorCode::unit_mismatch,
            fmt::format("{}: {} {} {}", sign.refusal, name(units[0]), sign.name, name(units[1])));
    left.metric.reset();
    left.has_open_unit = false;
    const std::uint32_t first = left.draft.last_number();
    const std::uint32_t second = left.draft.add(right.draft);
    Step step = step_of(sign.kind);
    step.unit = *unit;
    left.draft.add(step, {first, second});
    check(sign, left.draft, symbol.at);
    return left;
}

ParsedFormula FormulaParser::read_operand() {
    const Nesting nesting{tokens_, depth_};
    if (tokens_.take_symbol("(")) {
        ParsedFormula inner = read_joined(Binding::sum);
        if (!tokens_.take_symbol(")")) tokens_.fail_expected({"'+'", "'-'", "'*'", "'/'", "')'"});
        return inner;
    }
    if (tokens_.take_symbol("-")) {
        if (tokens_.peek().kind != Token::Kind::number) tokens_.fail_expected({"a number"});
        return read_number(true);
    }
    switch (tokens_.peek().kind) {
        case Token::Kind::number:
            return read_number(false);
        case Token::Kind::quoted:
            return read_id();
        case Token::Kind::word:
            if (tokens_.is_followed_by("(")) return read_call();
            return read_id();
        default:
            tokens_.fail_expected({"a metric", "an aggregate", "a number", "'('"});
    }
}

ParsedFormula FormulaParser::read_number(bool negative) {
    const bool in_base_units = base_units_at_ == tokens_.peek().at;
    const Token token = tokens_.take();
    const auto number = exact_number(token.text);
    if (!number)
        tokens_.fail(
            token.at, ErrorCode::invalid_definition,
            fmt::format("the number {} is too large, too long or divided by zero", token.text));
    Step step = step_of(steps::constant);
    step.unit = Unit::ratio;
    step.constant = negative ? -*number : *number;
    if (const auto amount = read_amount(token, negative)) {
        step.unit = Unit::money;
        step.constant = amount->minor();
        step.currency = amount->currency();
    } else if (tokens_.peek().kind == Token::Kind::word) {
        const Token word = tokens_.peek();
        const auto unit = try_parse_unit(word.text);
        if (!unit || *unit == Unit::date)
            tokens_.fail_expected({"an operator", "a unit such as months", "a currency"});
        if (is_money_like(*unit) && !in_base_units)
            tokens_.fail(
                word.at, ErrorCode::invalid_definition,
                "a constant amount of money would need a currency");
        tokens_.take();
        step.unit = *unit;
    }
    ParsedFormula formula;
    formula.draft.add(step, {});
    return formula;
}

/// "15.44 USD"; nothing where no currency follows.
std::optional<Money> FormulaParser::read_amount(const Token& number, bool negative) {
    const Token word = tokens_.peek();
    if (word.kind != Token::Kind::word) return std::nullopt;
    const auto currency = Currency::try_parse(word.text);
    if (!currency || try_parse_unit(word.text)) return std::nullopt;
    const auto amount =
        Money::try_parse(fmt::format("{}{}", negative ? "-" : "", number.text), *currency);
    if (!amount)
        tokens_.fail(
            number.at, ErrorCode::invalid_definition,
            fmt::format(
                "{} is no amount of {}, which has {} digits behind the point", number.text,
                word.text, currency->minor_digits()));
    tokens_.take();
    return amount;
}

ParsedFormula FormulaParser::read_id() {
    const Token token = tokens_.take();
    if (token.kind == Token::Kind::word) {
        const StepRule* call = find_step(token.text);
        if (call != nullptr && call->operands == 0) return stepped(*call, {}, token.at);
        if (find_function(token.text) != nullptr) tokens_.expect_symbol("(");
    }
    const std::string id =
        token.kind == Token::Kind::quoted ? unquoted(token.text) : std::string{token.text};
    auto metric = find(id);
    if (!metric) fail_unknown(token.at, id);
    return parsed(*std::move(metric));
}

ParsedFormula FormulaParser::parsed(Definition metric) {
    ParsedFormula formula;
    formula.draft.add(metric.leaves(), metric.view().tests, metric.steps());
    used_.push_back(metric);
    formula.metric = std::move(metric);
    return formula;
}

std::optional<Definition> FormulaParser::find(std::string_view id) const {
    return names_.metric ? names_.metric(id) : std::nullopt;
}

void FormulaParser::fail_unknown(std::size_t at, std::string_view id) const {
    tokens_.fail(
        at, ErrorCode::unknown_metric,
        fmt::format(
            "there is no metric '{}'{}", id,
            did_you_mean_any(names_.nearest ? names_.nearest(id) : std::vector<std::string>{})));
}

}  // namespace saleskpi::inline v0_3::detail
