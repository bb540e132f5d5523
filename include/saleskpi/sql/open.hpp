// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/book.hpp>
#include <saleskpi/book/builder.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/load/mapping.hpp>
#include <saleskpi/sql/executor.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Threads: a book of a database is asked by one thread at a time.
namespace saleskpi::inline v0_3::sql {

/// Which tables of a database hold which records, and how.
struct Schema {
    /// As of files: TableMapping::file is the table or view of the database, "crm.deals"; where it says none,
    /// the one of the records' own name. Columns are those of the database. Without any table, all tables of
    /// the records' names are taken that there are.
    Mapping mapping{};
    /// Tables with more records than that stay where they are, if they can; the others are read.
    std::size_t read_up_to = 10'000;
};

/// What became of a table.
struct OpenedTable {
    std::string table{};         ///< of the library: "deals"
    std::string name{};          ///< in the database
    std::size_t records = 0;     ///< that the database has
    std::size_t read = 0;        ///< of them, into the book
    std::string read_because{};  ///< of a table that was read as a whole although it is large: why
    std::optional<LoadReport> load{};
};

struct Opened {
    Book book;
    std::vector<OpenedTable> tables{};
};

/// A book over a database: what is small, and what only a book can settle (records that share an id, lack what
/// they need, are split among reps, correct others or have a history), is read into it; all other records of
/// large tables stay in the database, which is asked for sums, counts and values by group and period whenever
/// the book is. Every number is the one that a book of all records gives. Nothing is written to the database.
///
/// The builder brings the currency, the calendar and all other settings, and may have records already.
/// The database should not change while the book is in use: a query sees it as it is then.
///
/// Throws Error missing_column and unknown_table for a schema that the database does not have,
/// invalid_mapping, database_failed, and as the loading of files does. Queries throw not_pushed_down
/// for what is asked of records that stay and that the database is not asked for: see not_pushed_down().
Opened open(
    std::shared_ptr<Executor> database,
    const Schema& schema,
    BookBuilder builder,
    const LoadOptions& options = {});

/// What is not worked out in a database, and why.
struct NotPushedDown {
    std::string_view what;
    std::string_view why;
};
std::span<const NotPushedDown> not_pushed_down();

}  // namespace saleskpi::inline v0_3::sql
