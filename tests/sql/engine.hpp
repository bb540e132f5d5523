// SPDX-License-Identifier: MIT
#pragma once

#include "sql/spread_tables.hpp"
#include "support/temp_dir.hpp"

#include <saleskpi/duckdb.hpp>
#ifdef SALESKPI_TEST_HAS_CLICKHOUSE
#include <saleskpi/clickhouse.hpp>
#endif
#ifdef SALESKPI_TEST_HAS_ODBC
#include <saleskpi/odbc.hpp>
#endif
#ifdef SALESKPI_TEST_HAS_POSTGRESQL
#include <saleskpi/postgresql.hpp>
#endif
#include <saleskpi/sqlite.hpp>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace saleskpi_test {

/// The engine that a test is about, with an empty database: SQLite, or what the environment names in
/// SALESKPI_TEST_DUCKDB, the library, or SALESKPI_TEST_POSTGRESQL, a connection to a database of no use for
/// anything else, or SALESKPI_TEST_ODBC, a connection string, in which @ stands for a folder of the test, or
/// SALESKPI_TEST_CLICKHOUSE, the addresses of two servers: see with_clickhouse.sh.
class Engine {
public:
    std::shared_ptr<saleskpi::sql::Executor> open() const {
        using namespace saleskpi::sql;
        if (const char* library = std::getenv("SALESKPI_TEST_DUCKDB"))
            return open_duckdb(folder_.path() / "crm.duckdb", {library, Access::read_write, 2});
#ifdef SALESKPI_TEST_HAS_POSTGRESQL
        if (const char* connection = std::getenv("SALESKPI_TEST_POSTGRESQL"))
            return emptied(open_postgresql(connection, Access::read_write));
#endif
#ifdef SALESKPI_TEST_HAS_CLICKHOUSE
        if (const char* urls = std::getenv("SALESKPI_TEST_CLICKHOUSE")) {
            const std::string text = urls;
            const std::size_t comma = text.find(',');
            const ClickHouseOptions options{
                .access = Access::read_write, .settings = {{"insert_distributed_sync", "1"}}};
            return emptied(std::make_shared<SpreadTables>(
                open_clickhouse(text.substr(0, comma), options),
                open_clickhouse(text.substr(comma + 1), options)));
        }
#endif
#ifdef SALESKPI_TEST_HAS_ODBC
        if (const char* connection = std::getenv("SALESKPI_TEST_ODBC")) {
            std::string text = connection;
            if (const std::size_t at = text.find('@'); at != std::string::npos)
                text.replace(at, 1, folder_.path().string());
            return emptied(open_odbc(text, {nullptr, Access::read_write}));
        }
#endif
        return open_sqlite(folder_.path() / "crm.sqlite", Access::read_write);
    }

private:
    static std::shared_ptr<saleskpi::sql::Executor> emptied(
        std::shared_ptr<saleskpi::sql::Executor> database) {
        if (&database->dialect() == &saleskpi::sql::postgresql_dialect())
            for (const char* statement :
                 {"DROP SCHEMA IF EXISTS public CASCADE", "CREATE SCHEMA public"})
                database->run({statement}, [](saleskpi::sql::Row) {});
        if (&database->dialect() == &saleskpi::sql::clickhouse_dialect()) {
            std::vector<std::string> tables;
            database->run({"SHOW TABLES"}, [&](saleskpi::sql::Row row) {
                if (!row[0].text.ends_with("_here")) tables.emplace_back(row[0].text);
            });
            for (const std::string& table : tables)
                database->run({"DROP TABLE IF EXISTS \"" + table + '"'}, [](saleskpi::sql::Row) {});
        }
        return database;
    }

    TempDir folder_;
};

}  // namespace saleskpi_test
