// SPDX-License-Identifier: MIT
#pragma once

#include "support/temp_dir.hpp"

#include <saleskpi/duckdb.hpp>
#ifdef SALESKPI_TEST_HAS_POSTGRESQL
#include <saleskpi/postgresql.hpp>
#endif
#include <saleskpi/sqlite.hpp>

#include <cstdlib>
#include <memory>
#include <string>

namespace saleskpi_test {

/// The engine that a test is about, with an empty database: SQLite, or what the environment names in
/// SALESKPI_TEST_DUCKDB, the library, or SALESKPI_TEST_POSTGRESQL, a connection to a database of no use for
/// anything else.
class Engine {
public:
    std::shared_ptr<saleskpi::sql::Executor> open() const {
        using namespace saleskpi::sql;
        if (const char* library = std::getenv("SALESKPI_TEST_DUCKDB"))
            return open_duckdb(folder_.path() / "crm.duckdb", {library, Access::read_write, 2});
#ifdef SALESKPI_TEST_HAS_POSTGRESQL
        if (const char* connection = std::getenv("SALESKPI_TEST_POSTGRESQL")) {
            auto database = open_postgresql(connection, Access::read_write);
            for (const char* statement :
                 {"DROP SCHEMA IF EXISTS public CASCADE", "CREATE SCHEMA public"})
                database->run({statement}, [](Row) {});
            return database;
        }
#endif
        return open_sqlite(folder_.path() / "crm.sqlite", Access::read_write);
    }

private:
    TempDir folder_;
};

}  // namespace saleskpi_test
