// SPDX-License-Identifier: MIT
#include "load/column_condition.hpp"

#include "language/tokens.hpp"
#include "load/cell_number.hpp"
#include "load/parse_day.hpp"
#include "load/row_rules.hpp"
#include "load/text.hpp"
#include "load/yes_no.hpp"

#include <saleskpi/value/date.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr int deepest = 50;

std::string name_in(Tokens& tokens) {
    const Token token = tokens.peek();
    if (token.kind != Token::Kind::word && token.kind != Token::Kind::quoted)
        tokens.fail_expected({"a column, in quotes if it is more than a word"});
    tokens.take();
    return token.kind == Token::Kind::quoted ? unquoted(token.text) : std::string{token.text};
}

/// The day of a date as a number.
std::optional<Rational> day_in(std::string_view text, std::span<const std::string> formats) {
    const auto day = written_day(text, formats);
    return day ? std::optional{Rational{day->time_since_epoch().count()}} : std::nullopt;
}

}  // namespace

ColumnCondition::ColumnCondition(
    std::string_view text, const TableMapping& mapping, WantedColumns& wanted)
    : mapping_{&mapping} {
    try {
        Tokens tokens{text};
        read_either(tokens, wanted, 0);
        if (tokens.peek().kind != Token::Kind::end)
            tokens.fail_expected({"'and'", "'or'", "the end"});
    } catch (const Error& error) {
        throw Error{
            ErrorCode::invalid_mapping,
            "the condition '" + std::string{text} + "': " + error.what()};
    }
}

void ColumnCondition::read_either(Tokens& tokens, WantedColumns& wanted, int depth) {
    read_both(tokens, wanted, depth);
    while (tokens.take_word("or")) {
        read_both(tokens, wanted, depth);
        steps_.push_back({Test::Op::any});
    }
}

void ColumnCondition::read_both(Tokens& tokens, WantedColumns& wanted, int depth) {
    read_one(tokens, wanted, depth);
    while (tokens.take_word("and")) {
        read_one(tokens, wanted, depth);
        steps_.push_back({Test::Op::all});
    }
}

void ColumnCondition::read_one(Tokens& tokens, WantedColumns& wanted, int depth) {
    if (depth > deepest)
        tokens.fail(
            tokens.peek().at, ErrorCode::invalid_definition, "conditions are nested too deep");
    if (tokens.take_word("not")) {
        read_one(tokens, wanted, depth + 1);
        steps_.push_back({Test::Op::none});
    } else if (tokens.take_symbol("(")) {
        read_either(tokens, wanted, depth + 1);
        if (!tokens.take_symbol(")")) tokens.fail_expected({"'and'", "'or'", "')'"});
    } else {
        read_comparison(tokens, wanted);
    }
}

void ColumnCondition::read_comparison(Tokens& tokens, WantedColumns& wanted) {
    constexpr std::array<std::pair<std::string_view, Test::Op>, 6> comparisons{{
        {"=", Test::Op::equal},
        {"!=", Test::Op::not_equal},
        {"<", Test::Op::less},
        {"<=", Test::Op::less_equal},
        {">", Test::Op::greater},
        {">=", Test::Op::greater_equal},
    }};
    Step step{Test::Op::is_missing};
    step.column = wanted.add(name_in(tokens));
    if (tokens.take_word("is")) {
        steps_.push_back(step);
        if (tokens.take_word("missing")) return;
        if (!tokens.take_word("known")) tokens.fail_expected({"'missing'", "'known'"});
        steps_.push_back({Test::Op::none});
        return;
    }
    const auto comparison = std::find_if(
        comparisons.begin(), comparisons.end(),
        [&](const auto& one) { return tokens.peek().is_symbol(one.first); });
    if (comparison == comparisons.end())
        tokens.fail_expected(
            {"'='", "'!='", "'<'", "'<='", "'>'", "'>='", "'is missing'", "'is known'"});
    tokens.take();
    step.op = comparison->second;
    const bool is_equality = step.op == Test::Op::equal || step.op == Test::Op::not_equal;
    const bool is_negative = tokens.take_symbol("-");
    const Token token = tokens.peek();
    const bool is_number = token.kind == Token::Kind::number;
    const bool is_date = token.kind == Token::Kind::date && !is_negative;
    const bool is_text = token.kind == Token::Kind::word || token.kind == Token::Kind::quoted;
    if (!is_number && !is_date && (is_negative || !is_text || !is_equality))
        tokens.fail_expected(
            {is_equality ? "a word, \"a text\", a number or a date"
                         : "a number or a date such as 2025-03-31"});
    tokens.take();
    step.text = token.kind == Token::Kind::quoted ? unquoted(token.text) : std::string{token.text};
    if (is_date) {
        step.kind = Kind::date;
        step.number = Rational{try_parse_date(token.text)->time_since_epoch().count()};
    } else if (is_number) {
        const auto number = number_of_text((is_negative ? "-" : "") + step.text, {});
        if (!number)
            tokens.fail(token.at, ErrorCode::invalid_definition, "the number has too many digits");
        step.kind = Kind::number;
        step.number = *number;
    } else if (token.is_word("true") || token.is_word("false")) {
        step.kind = Kind::yes_no;
        step.yes = token.is_word("true") == (step.op == Test::Op::equal);
    }
    steps_.push_back(std::move(step));
}

Satisfies ColumnCondition::answer(const Step& step, const Cell& cell) const {
    const std::string_view text = trimmed(cell.text);
    const bool is_empty = text.empty() && cell.kind != Cell::Kind::nested;
    if (step.op == Test::Op::is_missing) return Satisfies::surely(is_empty);
    if (step.kind == Kind::yes_no) {
        const auto says = is_empty ? std::optional{false} : says_yes(text);
        return Satisfies::surely(says == step.yes);
    }
    if (is_empty) return {};
    if (step.kind == Kind::text)
        return Satisfies::surely(compares(step.op, text, std::string_view{step.text}));
    const std::optional<Rational> number = step.kind == Kind::date
                                               ? day_in(text, mapping_->date_formats)
                                               : number_of(cell, mapping_->number);
    if (!number) return {};
    return Satisfies::surely(compares(step.op, *number, step.number));
}

bool ColumnCondition::holds(const WantedColumns& wanted, std::span<const Cell> cells) const {
    std::vector<Satisfies> answers;
    for (const Step& step : steps_) {
        if (is_connective(step.op))
            connect(step.op, answers);
        else
            answers.push_back(answer(step, wanted.translated(cells, step.column)));
    }
    return answers.back().may;
}

bool ColumnCondition::needs(std::size_t column) const {
    return std::any_of(steps_.begin(), steps_.end(), [&](const Step& step) {
        return !is_connective(step.op) && step.column == column;
    });
}

void check_condition(std::string_view text) {
    const TableMapping mapping;
    WantedColumns wanted{mapping};
    ColumnCondition{text, mapping, wanted};
}

}  // namespace saleskpi::inline v0_3::detail
