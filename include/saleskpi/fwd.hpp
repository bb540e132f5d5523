// SPDX-License-Identifier: MIT
#pragma once

/// The main types, by layer and in the order of use: a table of contents, and enough for an
/// interface that passes them on. Each stands in <saleskpi/LAYER/...>.
/// Threads: see the header of each.

#include <cstddef>
#include <cstdint>

namespace saleskpi::inline v0_3 {

// value: numbers that are exact, or say why they are missing
enum class ErrorCode : std::uint8_t;
enum class Reason : std::uint8_t;
enum class Unit : std::uint8_t;
class Error;
class Rational;
class Decimal;
class Currency;
class Money;
class ExchangeRates;
class AnyQuantity;  // a Quantity whose unit is known only at run time
template <Unit U>
class Quantity;
template <class T>
class Outcome;

// calendar: days and periods
enum class Grain : std::uint8_t;
struct Window;
struct Period;  // a TypedPeriod whose grain is known only at run time
template <Grain G>
class TypedPeriod;
class Calendar;

// record: what happened
struct Activity;
struct Assignment;
struct Credit;
struct Customer;
struct Deal;
struct ExchangeRate;
struct Lead;
struct Quote;
struct Reference;
struct Spend;
struct StageChange;
struct StageVisit;
struct Subscription;
struct Survey;
struct Target;
struct Ticket;
struct Touch;
struct UsageEvent;
template <class Record>
struct Schema;

// metric and plan: what a KPI is
enum class Better : std::uint8_t;
enum class Shift : std::uint8_t;
template <Unit U, std::size_t L, std::size_t T, std::size_t S>
class Metric;
class Definition;  // a Metric that is known only at run time
class Scope;       // what a query is restricted to
struct Words;

// kpi: those of the library
struct CatalogueEntry;
class Catalogue;

// book: records made ready for questions
class BookBuilder;
class Book;
class Batch;   // what was said at one time
class Ledger;  // all that was ever said
struct BuildReport;
struct Finding;
struct LeftOut;

// rollup: questions and answers
class Dimension;
class Rollup;
class Partial;
class Difference;  // between two moments
class Prepared;    // a query that is asked often
class Table;
class RowView;
struct RowKey;
struct CellValue;
class Report;
struct Explanation;

// chart: what is drawn
struct Chart;
struct ChartOptions;

// load: records in files
struct FileFormat;
class Input;
struct LoadOptions;
struct LoadReport;
struct Mapping;
struct TableMapping;
struct DataCheck;  // what looks wrong in data that can be read
class LoadChecks;

// check: numbers that are known
struct GoldenCheck;
struct GoldenDifference;

}  // namespace saleskpi::inline v0_3
