// SPDX-License-Identifier: MIT
#include <saleskpi/sqlite/executor.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>
#include <sqlite3.h>

#include <string>
#include <utility>

namespace saleskpi::inline v0_3::sql {

namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class SqliteExecutor final : public Executor {
public:
    SqliteExecutor(const std::filesystem::path& file, Access access) {
        sqlite3* opened = nullptr;
        const int flags = access == Access::read_only ? SQLITE_OPEN_READONLY
                                                      : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        const int result = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
        database_.reset(opened);
        if (result != SQLITE_OK) fail();
    }

    const Dialect& dialect() const override { return sqlite_dialect(); }

    std::vector<std::string> run(
        const Statement& statement, const std::function<void(Row)>& row) override {
        sqlite3_stmt* made = nullptr;
        if (sqlite3_prepare_v2(
                database_.get(), statement.text.data(), static_cast<int>(statement.text.size()),
                &made, nullptr) != SQLITE_OK)
            fail();
        const std::unique_ptr<sqlite3_stmt, Finalize> prepared{made};
        for (std::size_t i = 0; i < statement.parameters.size(); ++i) {
            const std::string& text = statement.parameters[i];
            if (sqlite3_bind_text(
                    made, static_cast<int>(i) + 1, text.data(), static_cast<int>(text.size()),
                    SQLITE_STATIC) != SQLITE_OK)
                fail();
        }
        std::vector<std::string> names;
        const int columns = sqlite3_column_count(made);
        for (int i = 0; i < columns; ++i)
            names.emplace_back(sqlite3_column_name(made, i));
        std::vector<Value> values(static_cast<std::size_t>(columns));
        for (int state; (state = sqlite3_step(made)) != SQLITE_DONE;) {
            if (state != SQLITE_ROW) fail();
            for (int i = 0; i < columns; ++i)
                values[static_cast<std::size_t>(i)] = value(made, i);
            row(values);
        }
        return names;
    }

private:
    static Value value(sqlite3_stmt* row, int column) {
        switch (sqlite3_column_type(row, column)) {
            case SQLITE_NULL:
                return {};
            case SQLITE_INTEGER:
                return Value::of(std::int64_t{sqlite3_column_int64(row, column)});
            default: {
                const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
                return Value::of(std::string_view{
                    text, static_cast<std::size_t>(sqlite3_column_bytes(row, column))});
            }
        }
    }

    [[noreturn]] void fail() const {
        throw Error{
            ErrorCode::database_failed, fmt::format("SQLite: {}", sqlite3_errmsg(database_.get()))};
    }

    std::unique_ptr<sqlite3, CloseDatabase> database_;
};

}  // namespace

std::shared_ptr<Executor> open_sqlite(const std::filesystem::path& file, Access access) {
    return std::make_shared<SqliteExecutor>(file, access);
}

}  // namespace saleskpi::inline v0_3::sql
