// SPDX-License-Identifier: MIT
#include <saleskpi/postgresql/executor.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>
#include <libpq-fe.h>

#include <charconv>
#include <string>
#include <utility>

namespace saleskpi::inline v0_3::sql {

namespace {

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

/// Types whose texts are whole numbers of 64 bits.
bool is_integer(Oid type) { return type == 20 || type == 21 || type == 23; }

class PostgresqlExecutor final : public Executor {
public:
    PostgresqlExecutor(const std::string& connection, Access access)
        : connection_{PQconnectdb(connection.c_str())} {
        if (PQstatus(connection_.get()) != CONNECTION_OK) fail();
        // Which libpq would print.
        PQsetNoticeProcessor(
            connection_.get(), [](void*, const char*) {}, nullptr);
        // Literals are what the dialect says they are, and nothing is written.
        for (const char* setting :
             {"SET standard_conforming_strings = on", "SET client_encoding = 'UTF8'",
              "SET DateStyle = 'ISO'",
              access == Access::read_only ? "SET default_transaction_read_only = on"
                                          : "SET default_transaction_read_only = off"})
            if (const Result done{PQexec(connection_.get(), setting)};
                PQresultStatus(done.get()) != PGRES_COMMAND_OK)
                fail();
    }

    const Dialect& dialect() const override { return postgresql_dialect(); }

    std::vector<std::string> run(
        const Statement& statement, const std::function<void(Row)>& row) override {
        std::vector<const char*> parameters;
        for (const std::string& text : statement.parameters)
            parameters.push_back(text.c_str());
        if (PQsendQueryParams(
                connection_.get(), statement.text.c_str(), static_cast<int>(parameters.size()),
                nullptr, parameters.data(), nullptr, nullptr, 0) == 0)
            fail();
        // Row by row, so that an answer of any size takes the memory of one.
        PQsetSingleRowMode(connection_.get());
        const Rest rest{connection_.get()};
        std::vector<std::string> names;
        std::vector<Value> values;
        while (const Result result{PQgetResult(connection_.get())}) {
            const ExecStatusType status = PQresultStatus(result.get());
            if (status == PGRES_COMMAND_OK) continue;
            if (status != PGRES_SINGLE_TUPLE && status != PGRES_TUPLES_OK) fail();
            const int columns = PQnfields(result.get());
            values.resize(static_cast<std::size_t>(columns));
            if (names.empty())
                for (int i = 0; i < columns; ++i)
                    names.emplace_back(PQfname(result.get(), i));
            for (int r = 0; r < PQntuples(result.get()); ++r) {
                for (int i = 0; i < columns; ++i)
                    values[static_cast<std::size_t>(i)] = value(result.get(), r, i);
                row(values);
            }
        }
        return names;
    }

private:
    /// What a caller that threw has left unread: the next statement waits for it.
    struct Rest {
        PGconn* connection;
        explicit Rest(PGconn* of) : connection{of} {}
        Rest(const Rest&) = delete;
        Rest& operator=(const Rest&) = delete;
        ~Rest() {
            while (const Result left{PQgetResult(connection)})
                ;
        }
    };

    static Value value(const PGresult* result, int row, int column) {
        if (PQgetisnull(result, row, column) != 0) return {};
        const std::string_view text{
            PQgetvalue(result, row, column),
            static_cast<std::size_t>(PQgetlength(result, row, column))};
        if (!is_integer(PQftype(result, column))) return Value::of(text);
        std::int64_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return Value::of(number);
    }

    [[noreturn]] void fail() const {
        std::string text = PQerrorMessage(connection_.get());
        while (!text.empty() && text.back() == '\n')
            text.pop_back();
        throw Error{ErrorCode::database_failed, fmt::format("PostgreSQL: {}", text)};
    }

    std::unique_ptr<PGconn, Finish> connection_;
};

}  // namespace

std::shared_ptr<Executor> open_postgresql(const std::string& connection, Access access) {
    return std::make_shared<PostgresqlExecutor>(connection, access);
}

}  // namespace saleskpi::inline v0_3::sql
