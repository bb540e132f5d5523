// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/sql/executor.hpp>

#include <memory>
#include <string>

/// Threads: as sql/executor.hpp says.
namespace saleskpi::inline v0_3::sql {

struct OdbcOptions {
    /// What statements are written in; null for that of the engine that the driver names, if it is known.
    const Dialect* dialect = nullptr;
    /// Drivers are told; whether one holds to it is its own affair. A user who may not write is safer.
    Access access = Access::read_only;
};

/// A database by its ODBC driver: "DSN=crm", or "Driver=...;Server=..."; passwords are best kept where the driver
/// looks for them. How much of an answer the driver holds in memory is said there too: "UseDeclareFetch=1" of
/// PostgreSQL's, "StepAPI=1" of SQLite's let rows through as they come. Drivers must know Unicode. Throws Error
/// database_failed where no connection can be made, or where the engine is none whose dialect is known. No text
/// of an error has the password that was given.
std::shared_ptr<Executor> open_odbc(const std::string& connection, const OdbcOptions& options = {});

}  // namespace saleskpi::inline v0_3::sql
