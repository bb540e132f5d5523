// SPDX-License-Identifier: MIT
#include "language/leaf_parser.hpp"

#include "language/condition_parser.hpp"
#include "value/digits.hpp"

#include <saleskpi/metric/aggregate.hpp>

#include <fmt/format.h>

#include <utility>

namespace saleskpi::inline v0_3::detail {
namespace {

std::string_view type_text(FieldType type) {
    switch (type) {
        case FieldType::text:
            return "a text";
        case FieldType::choice:
            return "a choice";
        case FieldType::date:
            return "a date";
        case FieldType::money:
            return "money";
        case FieldType::decimal:
        case FieldType::integer:
            return "a number";
        case FieldType::credits:
            return "credits";
    }
    return "";
}

Test test_of(Test::Op op) {
    Test test;
    test.op = op;
    return test;
}

}  // namespace

ParsedLeaf LeafParser::read(const AggregateRule& rule) {
    rule_ = &rule;
    leaf_ = {};
    leaf_.aggregation = rule.kind;
    if (rule.argument != nullptr) leaf_.argument = read_argument(*rule.argument);
    read_value();
    std::vector<Test> tests;
    read_condition(tests);
    read_placement();
    tokens_.expect_symbol(")");
    return {leaf_, std::move(tests), rule.unit(leaf_.value.unit)};
}

std::int32_t LeafParser::read_argument(const WholeArgument& argument) {
    if (tokens_.peek().kind != Token::Kind::number)
        tokens_.fail_expected({std::string{argument.expected}});
    const Token token = tokens_.take();
    const auto number = parse_digits(token.text);
    if (!number || *number < 1 || *number > argument.most) refuse(token.at, argument.refusal);
    tokens_.expect_symbol(",");
    return static_cast<std::int32_t>(*number);
}

void LeafParser::read_value() {
    switch (rule_->takes) {
        case Takes::record:
            leaf_.table = names_.read_table(tokens_);
            return;
        case Takes::number:
            read_number();
            break;
        case Takes::number_or_date:
            read_number_or_date();
            break;
        case Takes::value_and_date:
            read_value_and_date();
            break;
        case Takes::fraction:
            read_fraction();
            break;
        case Takes::amount_of_each:
            return read_amount_of_each();
        case Takes::number_of_each:
            return read_number_of_each();
        case Takes::records_of_each:
            leaf_.table = names_.read_table(tokens_);
            return read_each();
        case Takes::text:
            read_text();
            break;
        case Takes::two_dates:
            leaf_.value = read_dates(RowValue::Kind::waiting);
            break;
    }
    leaf_.table = leaf_.value.a.table;
}

void LeafParser::read_number() {
    const std::size_t at = tokens_.peek().at;
    leaf_.value = read_row_value();
    if (leaf_.value.kind == RowValue::Kind::column) check_number({leaf_.value.a, at});
}

Unit LeafParser::unit_of(const ColumnRef& column) {
    return column.type == FieldType::date ? Unit::date : column.unit;
}

void LeafParser::read_number_or_date() {
    const std::size_t at = tokens_.peek().at;
    leaf_.value = read_row_value();
    if (leaf_.value.kind != RowValue::Kind::column) return;
    if (leaf_.value.a.type != FieldType::date) check_number({leaf_.value.a, at});
    leaf_.value.unit = unit_of(leaf_.value.a);
}

void LeafParser::read_value_and_date() {
    const Column value = read_column();
    if (value.ref.type != FieldType::date) check_number(value);
    tokens_.expect_symbol(",");
    const Column date = read_column();
    if (date.ref.type != FieldType::date)
        refuse(
            date.at, fmt::format(
                         "the {} is told by a date; {} is {}", rule_->name, date.ref.name,
                         type_text(date.ref.type)));
    check_same_table(value, date);
    leaf_.value = {RowValue::Kind::dated, value.ref, date.ref, unit_of(value.ref)};
}

void LeafParser::read_fraction() {
    const Column above = read_column();
    check_number(above);
    tokens_.expect_symbol(",");
    const Column below = read_column();
    if (below.ref.type != FieldType::integer)
        refuse(
            below.at, fmt::format(
                          "a fraction is of a number by a whole number; {} is {}", below.ref.name,
                          type_text(below.ref.type)));
    check_same_table(above, below);
    leaf_.value = {RowValue::Kind::fraction, above.ref, below.ref, above.ref.unit};
}

/// "subscriptions.price of each customer", or "a.whole + a.above / a.below of each customer".
void LeafParser::read_amount_of_each() {
    const Column amount = read_column();
    check_number(amount);
    leaf_.table = amount.ref.table;
    leaf_.value = {RowValue::Kind::column, amount.ref, {}, amount.ref.unit};
    if (tokens_.take_symbol("+")) {
        const Column above = read_column();
        tokens_.expect_symbol("/");
        const Column below = read_column();
        if (above.ref.type != amount.ref.type || below.ref.type != FieldType::integer)
            refuse(above.at, "the rest is of the kind of the whole, by a whole number");
        check_same_table(amount, above);
        check_same_table(amount, below);
        leaf_.value = {RowValue::Kind::mixed, amount.ref, above.ref, amount.ref.unit, below.ref};
    }
    read_each();
}

/// The same, or records themselves: "deals of each customer".
void LeafParser::read_number_of_each() {
    if (tokens_.is_followed_by(".")) return read_amount_of_each();
    leaf_.table = names_.read_table(tokens_);
    read_each();
}

void LeafParser::read_each() {
    tokens_.expect_word("of");
    tokens_.expect_word("each");
    if (tokens_.take_word("record")) return;
    const std::size_t at = tokens_.peek().at;
    leaf_.each = column_of(leaf_.table, names_.read_field(tokens_, leaf_.table));
    if (leaf_.each.type != FieldType::text)
        refuse(
            at, fmt::format(
                    "who has an amount is named by a text; {} is {}", leaf_.each.name,
                    type_text(leaf_.each.type)));
}

void LeafParser::read_text() {
    const std::size_t at = tokens_.peek().at;
    leaf_.value = read_row_value();
    if (leaf_.value.kind != RowValue::Kind::column || leaf_.value.a.type != FieldType::text)
        refuse(at, fmt::format("{} counts the values of a text", rule_->name));
}

void LeafParser::check_number(const Column& column) {
    if (is_number(column.ref.type)) return;
    refuse(
        column.at, fmt::format(
                       "only money, numbers and days can be summed, averaged or ranked; {} is {}",
                       column.ref.name, type_text(column.ref.type)));
}

RowValue LeafParser::read_row_value() {
    if (tokens_.peek().is_word("days") && tokens_.is_followed_by("("))
        return read_days(RowValue::Kind::days_between);
    if (tokens_.peek().is_word("signed_days") && tokens_.is_followed_by("("))
        return read_days(RowValue::Kind::signed_days);
    if (tokens_.peek().is_word("age") && tokens_.is_followed_by("(")) return read_age();
    const Column a = read_column();
    const std::size_t at = tokens_.peek().at;
    if (tokens_.take_symbol("-")) return difference(a, read_column(), at);
    if (tokens_.take_symbol("*")) return product(a, read_column(), at);
    if (tokens_.take_symbol("/")) return quotient(a, read_column(), at);
    return {RowValue::Kind::column, a.ref, {}, a.ref.unit};
}

RowValue LeafParser::read_days(RowValue::Kind kind) {
    tokens_.take();
    tokens_.take();
    const RowValue days = read_dates(kind);
    tokens_.expect_symbol(")");
    return days;
}

RowValue LeafParser::read_dates(RowValue::Kind kind) {
    const Column from = read_column();
    tokens_.expect_symbol(",");
    const Column until = read_column();
    if (from.ref.type != FieldType::date || until.ref.type != FieldType::date)
        refuse(
            from.ref.type != FieldType::date ? from.at : until.at,
            "days are counted between two dates");
    check_same_table(from, until);
    return {kind, from.ref, until.ref, Unit::days};
}

RowValue LeafParser::read_age() {
    const std::size_t at = tokens_.take().at;
    tokens_.take();
    const Column since = read_column();
    tokens_.expect_symbol(")");
    if (since.ref.type != FieldType::date) refuse(since.at, "an age is counted from a date");
    if (!rule_->kind.takes_ages) refuse(at, "ages are summed, averaged, or their median is taken");
    return {RowValue::Kind::age, since.ref, {}, Unit::days};
}

void LeafParser::check_same_table(const Column& a, const Column& b) const {
    if (a.ref.table != b.ref.table) refuse(b.at, "both fields must be of one table");
}

RowValue LeafParser::product(const Column& a, const Column& b, std::size_t at) {
    check_same_table(a, b);
    check_number(a);
    const auto unit = product_unit(a.ref.unit, b.ref.unit);
    if (!unit || (b.ref.type != FieldType::decimal && b.ref.type != FieldType::integer))
        refuse(
            at,
            "a field is multiplied by a number, such as a probability, if the product of their "
            "units has a meaning");
    return {RowValue::Kind::product, a.ref, b.ref, *unit};
}

RowValue LeafParser::quotient(const Column& a, const Column& b, std::size_t at) {
    check_same_table(a, b);
    for (const Column& side : {a, b})
        if (!is_number(side.ref.type))
            refuse(
                side.at, fmt::format(
                             "an amount or a number is divided by another; {} is {}", side.ref.name,
                             type_text(side.ref.type)));
    const auto unit = quotient_unit(a.ref.unit, b.ref.unit);
    if (!unit)
        refuse(
            at,
            fmt::format(
                "the quotient of {} and {} has no meaning", name(a.ref.unit), name(b.ref.unit)));
    return {RowValue::Kind::quotient, a.ref, b.ref, *unit};
}

RowValue LeafParser::difference(const Column& a, const Column& b, std::size_t at) {
    check_same_table(a, b);
    if (a.ref.unit != b.ref.unit || a.ref.type != b.ref.type || a.ref.type == FieldType::date)
        refuse(
            at, "only fields of the same unit can be subtracted (for dates say days(from, until))");
    check_number(a);
    return {RowValue::Kind::difference, a.ref, b.ref, a.ref.unit};
}

LeafParser::Column LeafParser::read_column() {
    const std::size_t at = tokens_.peek().at;
    const std::string_view table = names_.read_table(tokens_);
    tokens_.expect_symbol(".");
    return {column_of(table, names_.read_field(tokens_, table)), at};
}

void LeafParser::read_condition(std::vector<Test>& tests) {
    std::vector<Test> condition;
    if (tokens_.take_word("where"))
        condition = ConditionParser{tokens_, names_, leaf_.table, texts_}.read();
    read_needs(tests);
    const bool both = !condition.empty() && !tests.empty();
    tests.insert(tests.end(), condition.begin(), condition.end());
    if (both) tests.push_back(test_of(Test::Op::all));
    if (tests.size() > UINT16_MAX)
        throw Error{ErrorCode::invalid_definition, "a condition is too large"};
    leaf_.tests = static_cast<std::uint16_t>(tests.size());
}

/// "having cost and amount": the fields are known.
void LeafParser::read_needs(std::vector<Test>& tests) {
    if (!tokens_.take_word("having")) return;
    do {
        Test missing = test_of(Test::Op::is_missing);
        missing.column = column_of(leaf_.table, names_.read_field(tokens_, leaf_.table));
        tests.push_back(missing);
        tests.push_back(test_of(Test::Op::none));
        if (leaf_.needs > 0) tests.push_back(test_of(Test::Op::all));
        ++leaf_.needs;
    } while (tokens_.take_word("and"));
}

void LeafParser::read_placement() {
    const std::size_t at = tokens_.peek().at;
    if (tokens_.take_word("by")) {
        const ColumnRef date = read_date();
        leaf_.placement = {Placement::Kind::by, date, date};
    } else if (tokens_.take_word("active")) {
        read_range(Placement::Kind::active_at_end);
        if (tokens_.take_word("throughout")) {
            leaf_.placement.kind = Placement::Kind::active_throughout;
        } else if (tokens_.take_word("at")) {
            tokens_.expect_word("start");
            leaf_.placement.kind = Placement::Kind::active_at_start;
        }
    } else if (tokens_.take_word("spread")) {
        read_range(Placement::Kind::spread);
    } else if (leaf_.needs > 0) {
        tokens_.fail_expected({"'and'", "'by'", "'active'", "'spread'"});
    } else if (leaf_.tests > 0) {
        tokens_.fail_expected({"'and'", "'or'", "'having'", "'by'", "'active'", "'spread'"});
    } else {
        tokens_.fail_expected({"'where'", "'having'", "'by'", "'active'", "'spread'"});
    }
    check_placement(at);
}

void LeafParser::check_placement(std::size_t at) const {
    const Placement::Kind kind = leaf_.placement.kind;
    if (kind == Placement::Kind::spread && !rule_->kind.spreads)
        refuse(at, "only a sum can be spread over days");
    const bool may_be_dated = rule_->kind.compares_edges && kind == Placement::Kind::by;
    if (!rule_->refusal_unless_active.empty() && kind != Placement::Kind::active_at_end &&
        !may_be_dated)
        refuse(at, rule_->refusal_unless_active);
    if (leaf_.aggregation.compares_edges && leaf_.needs > 0)
        refuse(at, "of what each has nothing else is needed: leave 'having' out");
    if (leaf_.value.kind == RowValue::Kind::age && kind != Placement::Kind::active_at_end &&
        kind != Placement::Kind::active_at_start)
        refuse(at, "only of a stock there is an age: say 'active from ... until ...'");
}

ColumnRef LeafParser::read_date() {
    const std::size_t at = tokens_.peek().at;
    const ColumnRef column = column_of(leaf_.table, names_.read_field(tokens_, leaf_.table));
    if (column.type != FieldType::date)
        refuse(
            at, fmt::format(
                    "records are placed in time by dates; {} is {}", column.name,
                    type_text(column.type)));
    return column;
}

void LeafParser::read_range(Placement::Kind kind) {
    tokens_.expect_word("from");
    const ColumnRef from = read_date();
    tokens_.expect_word("until");
    leaf_.placement = {kind, from, read_date()};
}

void LeafParser::refuse(std::size_t at, std::string_view why) const {
    tokens_.fail(at, ErrorCode::invalid_definition, std::string{why});
}

}  // namespace saleskpi::inline v0_3::detail
