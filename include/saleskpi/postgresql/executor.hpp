// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/sql/executor.hpp>

#include <memory>
#include <string>

/// Threads: as sql/executor.hpp says.
namespace saleskpi::inline v0_3::sql {

/// A PostgreSQL database, by libpq: "postgresql://host/database" or "dbname=crm"; what is not said, passwords
/// among it, comes from where libpq looks (PGHOST, the password file). Transactions are read only unless said otherwise. Throws Error
/// database_failed where no connection can be made; the text does not repeat what was given.
std::shared_ptr<Executor> open_postgresql(
    const std::string& connection, Access access = Access::read_only);

}  // namespace saleskpi::inline v0_3::sql
