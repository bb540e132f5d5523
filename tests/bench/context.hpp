// SPDX-License-Identifier: MIT
#pragma once

#include "columns.hpp"
#include "duckdb.hpp"
#include "generate.hpp"
#include "measure.hpp"
#include "options.hpp"
#include "report.hpp"

#include <saleskpi/book/book.hpp>

#include <optional>

namespace bench {

/// The deals of a generator, and who sits where, in a book.
saleskpi::Book make_book(const Generator& generator);

/// Drops what a book has kept of earlier queries, so that the next one is a first one.
template <class BookT>
void forget(const BookT& book) {
    if constexpr (requires { book.drop_index(); }) book.drop_index();
}

/// The same as a function, to be called before each run of a race.
inline std::function<void()> forgetting(const saleskpi::Book& book) {
    return [&book] { forget(book); };
}

/// What the measurements share. The deals are made once in each form, when they are asked for.
class Context {
public:
    explicit Context(Options options);

    const Options& options() const { return options_; }
    const Generator& generator() const { return generator_; }
    const Shape& shape() const { return generator_.shape(); }
    saleskpi::Window window() const { return generator_.window(); }

    const Columns& unordered();
    const Columns& columns();  ///< clustered by rep and day of closing
    const saleskpi::Book& book();
    /// With the table of load_deals; nullptr without the library.
    DuckDb* duckdb();
    /// Frees all of it, for what needs the memory; it is made again when it is asked for.
    void release();

    /// Adds a query of DuckDB to a race; a run that does nothing without the library.
    const double& add_duckdb(Race& race, const std::string& sql, unsigned threads);
    /// The line about it.
    Line duckdb_line(std::string what, double seconds, double ours);

private:
    Options options_;
    Generator generator_;
    std::optional<Columns> unordered_, columns_;
    std::optional<saleskpi::Book> book_;
    std::optional<DuckDb> duckdb_;
};

}  // namespace bench
