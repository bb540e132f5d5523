// SPDX-License-Identifier: MIT
#include <saleskpi/sql/dialect.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

namespace saleskpi::inline v0_3::sql {

namespace {

void require_no_zero(std::string_view text) {
    if (text.find('\0') != std::string_view::npos)
        throw Error{
            ErrorCode::invalid_argument, "a text with a zero byte can be no part of a statement"};
}

std::string as_bigint(std::string_view number, std::string_view units) {
    return fmt::format("CAST({} * {} AS BIGINT)", number, units);
}

constexpr Dialect duckdb{
    .name = "DuckDB",
    .text_escaping = Escaping::doubled,
    .identifier_mark = '"',
    .parameters = Parameters::dollar,
    .sums = WideSums::exact,
    .wide_type = "HUGEINT",
    .day_number =
        +[](std::string_view date) {
            return fmt::format("date_diff('day', DATE '1970-01-01', CAST({} AS DATE))", date);
        },
    .in_units = &as_bigint};

constexpr Dialect postgresql{
    .name = "PostgreSQL",
    .text_escaping = Escaping::doubled,
    .identifier_mark = '"',
    .parameters = Parameters::dollar,
    .sums = WideSums::exact,
    .day_number =
        +[](std::string_view date) {
            return fmt::format("(CAST({} AS DATE) - DATE '1970-01-01')", date);
        },
    .in_units = &as_bigint};

// SQLite has no dates and no decimals. Its date functions take February 30 for March 2, without a word.
constexpr Dialect sqlite{
    .name = "SQLite",
    .text_escaping = Escaping::doubled,
    .identifier_mark = '"',
    .parameters = Parameters::question,
    .sums = WideSums::limbs,
    .text_type = "TEXT",
    .wide_type = "",
    .greatest = "MAX",
    .least = "MIN",
    .day_number =
        +[](std::string_view date) {
            return fmt::format("CAST(julianday(date({})) - 2440587.5 AS INTEGER)", date);
        },
    .is_no_date =
        +[](std::string_view date) {
            return fmt::format(
                "({0} <> '' AND strftime('%Y-%m-%d', julianday({0})) IS NOT substr({0}, 1, 10))",
                date);
        }};

// ClickHouse, from its early releases on: sums of 64 bits wrap without a word, as products of 128 do, and what is
// not Nullable is never missing.
constexpr Dialect clickhouse{
    .name = "ClickHouse",
    .text_escaping = Escaping::backslash,
    .identifier_mark = '"',
    .parameters = Parameters::none,
    .sums = WideSums::of_sums,
    .inline_rows = InlineRows::array,
    .text_type = "Nullable(String)",
    .integer_type = "Nullable(Int64)",
    .wide_type = "Nullable(Decimal(38, 0))",
    .greatest = "greatest",
    .least = "least",
    // A divisor of more than 32 bits is unsigned, and makes the dividend so.
    .quotient =
        +[](std::string_view number, std::string_view divisor) {
            return fmt::format("intDiv({}, toInt64({}))", number, divisor);
        },
    .day_number = +[](std::string_view date) { return fmt::format("toInt32({})", date); },
    .dates_are_day_numbers = true,
    .in_units =
        +[](std::string_view number, std::string_view units) {
            return fmt::format("toInt64({} * {})", number, units);
        }};

std::string marked(char mark, std::string_view name) {
    require_no_zero(name);
    std::string text{mark};
    for (const char c : name) {
        if (c == mark) text += mark;
        text += c;
    }
    return text += mark;
}

}  // namespace

const Dialect& duckdb_dialect() { return duckdb; }
const Dialect& postgresql_dialect() { return postgresql; }
const Dialect& sqlite_dialect() { return sqlite; }
const Dialect& clickhouse_dialect() { return clickhouse; }

std::string text_literal(const Dialect& dialect, std::string_view text) {
    require_no_zero(text);
    const bool is_doubled = dialect.text_escaping == Escaping::doubled;
    std::string literal{'\''};
    for (const char c : text) {
        if (c == '\'') literal += is_doubled ? '\'' : '\\';
        if (c == '\\' && !is_doubled) literal += '\\';
        literal += c;
    }
    return literal += '\'';
}

std::string identifier(const Dialect& dialect, std::string_view name) {
    return marked(dialect.identifier_mark, name);
}

std::string table_name(const Dialect& dialect, std::string_view name) {
    std::string text;
    for (std::size_t first = 0; first <= name.size();) {
        const std::size_t dot = (std::min)(name.find('.', first), name.size());
        if (first > 0) text += '.';
        text += identifier(dialect, name.substr(first, dot - first));
        first = dot + 1;
    }
    return text;
}

}  // namespace saleskpi::inline v0_3::sql
