// SPDX-License-Identifier: MIT
#pragma once

#include "generate.hpp"

#include <saleskpi/book/book.hpp>
#include <saleskpi/book/builder.hpp>

#include <cstddef>
#include <filesystem>
#include <string>

namespace bench {

/// Writes the first n deals as CSV, or as JSON with one object per line.
void write_csv(const Generator& generator, std::size_t n, const std::filesystem::path& path);
void write_ndjson(const Generator& generator, std::size_t n, const std::filesystem::path& path);

/// A book of a file `deals.csv` or `deals.ndjson`, and of who sits where.
saleskpi::Book load_file(
    const std::filesystem::path& path, const Generator& generator, unsigned threads);

/// Lets a builder use so many threads, if it can.
template <class Builder>
void use_threads(Builder& builder, unsigned threads) {
    if constexpr (requires { builder.threads(threads); }) builder.threads(threads);
}

/// Throws std::runtime_error unless the book has the first n deals, down to the last cent.
void compare_loaded(const saleskpi::Book& book, const Generator& generator, std::size_t n);

/// What DuckDB is told of the columns of such a file, so that it need not guess.
extern const char* const duckdb_columns;

}  // namespace bench
