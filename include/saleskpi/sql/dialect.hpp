// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// The same KPIs over a database that keeps the records.
namespace sql {

/// What must be said: there is no default, and a dialect that leaves it out does not compile.
template <class T>
class Stated {
public:
    constexpr Stated(T value) : value_{value} {}     // NOLINT: it stands for the value
    constexpr operator T() const { return value_; }  // NOLINT

private:
    T value_;
};

/// How a text literal holds the mark that ends it.
enum class Escaping : std::uint8_t {
    doubled,   ///< 'it''s', and a backslash is a character like any other
    backslash  ///< 'it\'s', and a backslash is written as two
};

/// How a statement names what is bound to it.
enum class Parameters : std::uint8_t {
    dollar,    ///< $1
    question,  ///< ?1
    none       ///< nothing can be bound: all values are literals
};

/// How the sum of many 64-bit integers is had, none of which may wrap or become a floating-point number.
enum class WideSums : std::uint8_t {
    exact,    ///< sum() of what is cast to the wide type is exact, or fails
    of_sums,  ///< it is for integers of 64 bits, not for their products: these are added up in pieces
    limbs  ///< sum() has 64 bits and says so where they do not suffice: all is added up in pieces
};

/// How a statement brings rows of its own.
enum class InlineRows : std::uint8_t {
    values,  ///< WITH name (columns) AS (VALUES ...)
    array    ///< arrayJoin([(...), ...])
};

/// What engines write each in their own way. All that a statement has beyond plain SQL stands here.
struct Dialect {
    std::string_view name;
    Stated<Escaping> text_escaping;
    Stated<char> identifier_mark;  ///< doubled within an identifier
    Stated<Parameters> parameters;
    Stated<WideSums> sums;
    InlineRows inline_rows = InlineRows::values;
    /// Types whose values may be missing.
    std::string_view text_type = "VARCHAR";
    std::string_view integer_type = "BIGINT";
    /// To which what is added up is cast, so that sums, and products of two 64-bit integers, are exact; of limbs
    /// nothing.
    std::string_view wide_type = "NUMERIC";
    std::string_view greatest = "GREATEST";  ///< of two values in one row
    std::string_view least = "LEAST";
    /// Of integers, towards zero; none where "/" does that.
    std::string (*quotient)(std::string_view number, std::string_view divisor) = nullptr;
    /// A date, or a text in the form of ISO 8601 where the engine has no dates, as the number of days since
    /// 1970-01-01.
    std::string (*day_number)(std::string_view date) = nullptr;
    /// A condition on a value that is no date although it is there; none where the engine has dates.
    std::string (*is_no_date)(std::string_view date) = nullptr;
    /// Whether texts of dates are of no use, since engine's dates are few: the day number is read instead.
    bool dates_are_day_numbers = false;
    /// An amount as a whole number of units, of which `units_per_one` make one; none where the engine's numbers
    /// are inexact.
    std::string (*in_units)(std::string_view number, std::string_view units_per_one) = nullptr;
};

/// Those that are known: what a dialect of your own may begin with.
const Dialect& duckdb_dialect();
const Dialect& postgresql_dialect();
const Dialect& sqlite_dialect();
/// From 18.16 on. Needs the settings join_use_nulls = 1 and join_default_strictness = 'ALL'. Its own dates end in
/// 2105: columns of dates may be numbers of days since 1970-01-01 as well.
const Dialect& clickhouse_dialect();

/// A text as a literal. Throws Error invalid_argument for one with a zero byte, which no engine keeps.
std::string text_literal(const Dialect& dialect, std::string_view text);

/// A name of a table or a column, in marks; "crm.deals" is a table in a schema. Throws as text_literal().
std::string identifier(const Dialect& dialect, std::string_view name);
std::string table_name(const Dialect& dialect, std::string_view name);

}  // namespace sql
}  // namespace saleskpi::inline v0_3
