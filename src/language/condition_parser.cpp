// SPDX-License-Identifier: MIT
#include "language/condition_parser.hpp"

#include "language/nesting.hpp"
#include "plan/grammar.hpp"
#include "value/digits.hpp"

#include <saleskpi/value/date.hpp>
#include <saleskpi/value/decimal.hpp>
#include <saleskpi/value/money.hpp>

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

namespace saleskpi::inline v0_3::detail {
namespace {

constexpr std::array<std::pair<std::string_view, Test::Op>, 6> comparisons{{
    {"=", Test::Op::equal},
    {"!=", Test::Op::not_equal},
    {"<", Test::Op::less},
    {"<=", Test::Op::less_equal},
    {">", Test::Op::greater},
    {">=", Test::Op::greater_equal},
}};

std::optional<Test::Op> comparison_of(const Token& token) {
    for (const auto& [symbol, op] : comparisons)
        if (token.is_symbol(symbol)) return op;
    return std::nullopt;
}

/// A choice whose names only a book knows. In their order they can be compared.
bool has_names_at_run_time(const FieldInfo& field) {
    return field.type == FieldType::choice && field.choices.empty();
}

bool is_named(const FieldInfo& field) {
    return field.type == FieldType::text || field.type == FieldType::choice;
}

bool has_order(const FieldInfo& field) { return !is_named(field) || has_names_at_run_time(field); }

std::string_view kind_text(FieldType type) {
    switch (type) {
        case FieldType::date:
            return "a date such as 2025-03-31";
        case FieldType::money:
            return "an amount such as 1000.00 USD";
        case FieldType::decimal:
            return "a number of at most nine places";
        case FieldType::integer:
            return "a whole number";
        default:
            return "a text";
    }
}

}  // namespace

std::vector<Test> ConditionParser::read() {
    read_joined(connectives);
    return std::move(tests_);
}

void ConditionParser::add(Test::Op op) {
    Test test;
    test.op = op;
    tests_.push_back(test);
}

void ConditionParser::read_joined(std::span<const Connective> from) {
    if (from.empty()) return read_one();
    const auto tighter_ones = from.subspan(1);
    read_joined(tighter_ones);
    while (tokens_.take_word(from.front().word)) {
        read_joined(tighter_ones);
        add(from.front().op);
    }
}

void ConditionParser::read_one() {
    const bool negated = tokens_.take_word("not");
    if (!negated && !tokens_.peek().is_symbol("(")) return read_comparison();
    // "not (" is one level: so it is written, and what is written can be read.
    const Nesting nesting{tokens_, depth_};
    if (tokens_.take_symbol("(")) {
        read_joined(connectives);
        if (!tokens_.take_symbol(")")) tokens_.fail_expected({"'and'", "'or'", "')'"});
    } else {
        read_one();
    }
    if (negated) add(Test::Op::none);
}

/// "is missing" or "is known" behind a name.
bool ConditionParser::read_is(Test& test) {
    if (!tokens_.take_word("is")) return false;
    test.op = Test::Op::is_missing;
    tests_.push_back(test);
    if (tokens_.take_word("missing")) return true;
    if (!tokens_.take_word("known")) tokens_.fail_expected({"'missing'", "'known'"});
    add(Test::Op::none);
    return true;
}

/// A dimension and a member's name.
void ConditionParser::read_member() {
    Test test;
    test.column.name = texts_.emplace_back(read_dimension(tokens_, "a dimension or a field"));
    if (read_is(test)) return;
    const std::optional<Test::Op> op = comparison_of(tokens_.peek());
    if (op != Test::Op::equal && op != Test::Op::not_equal)
        tokens_.fail_expected({"'='", "'!='", "'is missing'", "'is known'"});
    tokens_.take();
    test.op = *op;
    FieldInfo name{};
    name.type = FieldType::text;
    read_text(name, test.constant);
    tests_.push_back(test);
}

void ConditionParser::read_comparison() {
    if (is_of_query_) {
        const Token& next = tokens_.peek();
        const std::string name{
            next.kind == Token::Kind::quoted ? unquoted(next.text) : std::string{next.text}};
        const auto table =
            tokens_.is_followed_by(".") ? names_.table_of_record(name) : std::nullopt;
        if (!table) return read_member();  // also of a level with its hierarchy
        table_ = *table;
        tokens_.take();
        tokens_.expect_symbol(".");
    }
    const FieldInfo& field = names_.read_field(tokens_, table_);
    Test test;
    test.column = column_of(table_, field);
    if (read_is(test)) return;
    const std::optional<Test::Op> op = comparison_of(tokens_.peek());
    if (!op)
        tokens_.fail_expected(
            {"'='", "'!='", "'<'", "'<='", "'>'", "'>='", "'is missing'", "'is known'"});
    if (field.type == FieldType::credits)
        tokens_.fail(
            tokens_.peek().at, ErrorCode::invalid_definition, "credits cannot be compared");
    if (*op != Test::Op::equal && *op != Test::Op::not_equal && !has_order(field))
        tokens_.fail(
            tokens_.peek().at, ErrorCode::invalid_definition,
            "texts and choices have no order: compare them with = or !=");
    tokens_.take();
    test.op = *op;
    test.constant = read_constant(field);
    tests_.push_back(test);
}

Constant ConditionParser::read_constant(const FieldInfo& field) {
    if (tokens_.is_followed_by(".")) return read_column(field);
    if (!is_named(field)) return read_number(field);
    Constant constant;
    read_text(field, constant);
    return constant;
}

Constant ConditionParser::read_column(const FieldInfo& field) {
    const std::size_t at = tokens_.peek().at;
    if (names_.read_table(tokens_) != table_)
        tokens_.fail(
            at, ErrorCode::invalid_definition, "two fields are compared only within one record");
    tokens_.expect_symbol(".");
    const FieldInfo& other = names_.read_field(tokens_, table_);
    if (other.type != field.type || other.unit != field.unit)
        tokens_.fail(
            at, ErrorCode::invalid_definition,
            "two fields are compared only if they hold the same kind of value");
    Constant constant;
    constant.is_column = true;
    constant.column = column_of(table_, other);
    if (other.type == FieldType::date) constant.number = read_day_offset();
    return constant;
}

/// "+ 7 days" behind a date, or nothing.
std::int64_t ConditionParser::read_day_offset() {
    constexpr std::int64_t most_days = 1'000'000;
    const bool negative = tokens_.peek().is_symbol("-");
    if (!negative && !tokens_.peek().is_symbol("+")) return 0;
    tokens_.take();
    if (tokens_.peek().kind != Token::Kind::number) tokens_.fail_expected({"a number of days"});
    const Token token = tokens_.take();
    const auto digits = parse_digits(token.text);
    if (!digits || *digits > most_days)
        tokens_.fail(
            token.at, ErrorCode::invalid_definition,
            fmt::format(
                "expected a whole number of days, at most {}, found {}", most_days, token.text));
    tokens_.expect_word("days");
    const auto days = static_cast<std::int64_t>(*digits);
    return negative ? -days : days;
}

Constant ConditionParser::read_number(const FieldInfo& field) {
    const std::size_t at = tokens_.peek().at;
    const bool negative = tokens_.take_symbol("-");
    const auto kind = tokens_.peek().kind;
    const bool is_date = field.type == FieldType::date;
    if ((kind != Token::Kind::number && kind != Token::Kind::date) || (is_date && negative))
        tokens_.fail_expected({kind_text(field.type)});
    const std::string text = (negative ? "-" : "") + std::string{tokens_.take().text};
    const auto refuse = [&](std::string_view expected) {
        tokens_.fail(
            at, ErrorCode::invalid_definition,
            fmt::format("{} is compared with {}, not with {}", field.name, expected, text));
    };
    Constant constant;
    if (is_date) {
        const auto day = try_parse_date(text);
        if (!day) refuse(kind_text(field.type));
        constant.number = day->time_since_epoch().count();
    } else if (field.type == FieldType::money) {
        const Token code = tokens_.peek();
        const auto currency =
            code.kind == Token::Kind::word ? Currency::try_parse(code.text) : std::nullopt;
        // Zero is zero in each currency.
        if (!currency && parse_fixed(text, 0) == 0) return constant;
        if (code.kind != Token::Kind::word) tokens_.fail_expected({"a currency such as USD"});
        if (!currency)
            tokens_.fail(
                code.at, ErrorCode::invalid_definition,
                fmt::format("expected a currency such as USD, found '{}'", code.text));
        tokens_.take();
        const auto money = Money::try_parse(text, *currency);
        if (!money) refuse(fmt::format("an amount of at most {} places", currency->minor_digits()));
        constant.number = money->minor();
        constant.currency = *currency;
    } else {
        const int places = field.type == FieldType::decimal ? 9 : 0;
        const auto number = parse_fixed(text, places);
        if (!number) refuse(kind_text(field.type));
        constant.number = *number;
    }
    return constant;
}

void ConditionParser::read_text(const FieldInfo& field, Constant& constant) {
    const Token token = tokens_.peek();
    const bool is_word = token.kind == Token::Kind::word && is_plain_word(token.text);
    if (!is_word && token.kind != Token::Kind::quoted)
        tokens_.fail_expected(
            {field.type == FieldType::text ? "a word" : "a choice", "\"a text\""});
    tokens_.take();
    const std::string text = is_word ? std::string{token.text} : unquoted(token.text);
    if (field.choices.empty()) {
        constant.text = TextOwner::refer_to(texts_.emplace_back(text));
        return;
    }
    for (std::size_t i = 0; i < field.choices.size(); ++i) {
        if (field.choices[i] != text) continue;
        constant.text = field.choices[i];
        constant.number = static_cast<std::int64_t>(i);
        return;
    }
    tokens_.fail(
        token.at, ErrorCode::invalid_definition,
        fmt::format("{} is one of {}, not '{}'", field.name, fmt::join(field.choices, ", "), text));
}

}  // namespace saleskpi::inline v0_3::detail
