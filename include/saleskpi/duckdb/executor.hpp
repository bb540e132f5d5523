// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/sql/executor.hpp>

#include <filesystem>
#include <memory>

/// Threads: as sql/executor.hpp says.
namespace saleskpi::inline v0_3::sql {

/// Where DuckDB's library is, and how a database is opened.
struct DuckDbOptions {
    /// As the loader finds it. It is loaded when a database is opened: nothing is linked.
    std::filesystem::path library = "libduckdb.so";
    Access access = Access::read_only;
    unsigned threads = 0;  ///< of a query; 0 for all cores
};

/// The database in a file, or one in memory for an empty name, by the C interface of DuckDB 1.1 or later. Throws Error
/// database_failed where there is no library or it lacks a function, and for a file that cannot be opened.
std::shared_ptr<Executor> open_duckdb(
    const std::filesystem::path& file, const DuckDbOptions& options = {});

}  // namespace saleskpi::inline v0_3::sql
