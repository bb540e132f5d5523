// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/sql/executor.hpp>

#include <filesystem>
#include <memory>

/// Threads: as sql/executor.hpp says.
namespace saleskpi::inline v0_3::sql {

/// The database in a file, by the library of SQLite; only read unless said otherwise. Throws Error
/// database_failed for a file that cannot be opened.
std::shared_ptr<Executor> open_sqlite(
    const std::filesystem::path& file, Access access = Access::read_only);

}  // namespace saleskpi::inline v0_3::sql
