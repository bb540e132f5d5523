// SPDX-License-Identifier: MIT
#pragma once

#if SALESKPI_BENCH_SQLITE

#include "compare.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace bench {

/// A SQLite in memory.
class Sqlite {
public:
    Sqlite() { sqlite3_open(":memory:", &database_); }
    ~Sqlite() { sqlite3_close(database_); }
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;

    void run(const std::string& sql) {
        check(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr));
    }

    sqlite3_stmt* prepare(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr));
        return statement;
    }

    Numbers numbers(const std::string& sql) {
        Numbers rows;
        sqlite3_stmt* statement = prepare(sql);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            std::vector<std::int64_t>& row = rows.emplace_back();
            for (int c = 0; c < sqlite3_column_count(statement); ++c)
                row.push_back(sqlite3_column_int64(statement, c));
        }
        sqlite3_finalize(statement);
        return rows;
    }

private:
    void check(int code) {
        if (code != SQLITE_OK)
            throw std::runtime_error{std::string{"SQLite: "}.append(sqlite3_errmsg(database_))};
    }

    sqlite3* database_ = nullptr;
};

}  // namespace bench

#endif
