// SPDX-License-Identifier: MIT
#include "odbc/positional.hpp"
#include "odbc/wide_text.hpp"

#include <saleskpi/odbc/executor.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

// The last, for what it defines.
#include <sql.h>
#include <sqlext.h>

namespace saleskpi::inline v0_3::sql {

namespace {

static_assert(sizeof(SQLWCHAR) == sizeof(char16_t));

SQLWCHAR* letters(std::u16string& text) { return reinterpret_cast<SQLWCHAR*>(text.data()); }

std::string lower(std::string_view text) {
    std::string all;
    for (const char c : text)
        all += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return all;
}

/// What is never shown: the values of PWD and Password in a connection string.
std::vector<std::string> secrets_of(std::string_view connection) {
    std::vector<std::string> secrets;
    for (std::size_t at = 0; at < connection.size();) {
        const std::size_t equal = (std::min)(connection.find('=', at), connection.size());
        const bool is_braced = equal + 1 < connection.size() && connection[equal + 1] == '{';
        const std::size_t close = is_braced ? connection.find('}', equal) : equal;
        const std::size_t end = (std::min)(connection.find(';', close), connection.size());
        std::string name = lower(connection.substr(at, equal - at));
        name.erase(std::remove(name.begin(), name.end(), ' '), name.end());
        if (equal < end && (name == "pwd" || name == "password")) {
            std::string_view value = connection.substr(equal + 1, end - equal - 1);
            if (is_braced) value = value.substr(1, value.find('}') - 1);
            if (!value.empty()) secrets.emplace_back(value);
        }
        at = end + 1;
    }
    return secrets;
}

/// A handle of any kind, freed at its end.
class Handle {
public:
    Handle(SQLSMALLINT kind, SQLHANDLE above) : kind_{kind} {
        if (!SQL_SUCCEEDED(SQLAllocHandle(kind, above, &handle_)))
            throw Error{ErrorCode::database_failed, "ODBC: no handle can be had"};
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { SQLFreeHandle(kind_, handle_); }

    SQLHANDLE get() const { return handle_; }
    SQLSMALLINT kind() const { return kind_; }

private:
    SQLSMALLINT kind_;
    SQLHANDLE handle_ = SQL_NULL_HANDLE;
};

/// What the driver says of the last call.
std::string told(const Handle& of) {
    std::string all;
    std::array<SQLWCHAR, 6> state{};
    std::array<SQLWCHAR, 1024> text{};
    for (SQLSMALLINT i = 1;; ++i) {
        SQLINTEGER code = 0;
        SQLSMALLINT size = 0;
        if (!SQL_SUCCEEDED(SQLGetDiagRecW(
                of.kind(), of.get(), i, state.data(), &code, text.data(),
                static_cast<SQLSMALLINT>(text.size()), &size)))
            return all.empty() ? "the driver says nothing of what failed" : all;
        const auto shown = (std::min)(static_cast<std::size_t>(size), text.size() - 1);
        if (!all.empty()) all += "; ";
        all += detail::to_utf8({reinterpret_cast<const char16_t*>(text.data()), shown});
    }
}

bool is_integer(SQLSMALLINT type) {
    return type == SQL_BIGINT || type == SQL_INTEGER || type == SQL_SMALLINT || type == SQL_TINYINT;
}

/// A value of an answer, read in pieces however long it is.
class Cell {
public:
    SQLRETURN read(SQLHANDLE statement, SQLUSMALLINT column) {
        wide_.clear();
        is_missing_ = false;
        for (;;) {
            std::array<SQLWCHAR, 1024> piece{};
            SQLLEN left = 0;
            const SQLRETURN got =
                SQLGetData(statement, column, SQL_C_WCHAR, piece.data(), sizeof piece, &left);
            if (got == SQL_NO_DATA) return SQL_SUCCESS;
            if (!SQL_SUCCEEDED(got)) return got;
            if (left == SQL_NULL_DATA) {
                is_missing_ = true;
                return got;
            }
            constexpr std::size_t room = piece.size() - 1;
            const bool goes_on =
                left == SQL_NO_TOTAL || static_cast<std::size_t>(left) > room * sizeof(SQLWCHAR);
            wide_.append(
                reinterpret_cast<const char16_t*>(piece.data()),
                goes_on ? room : static_cast<std::size_t>(left) / sizeof(SQLWCHAR));
            if (!goes_on) return got;
        }
    }

    Value value(bool is_whole) {
        if (is_missing_) return {};
        text_ = detail::to_utf8(wide_);
        std::int64_t number = 0;
        if (is_whole)
            if (const auto [end, error] =
                    std::from_chars(text_.data(), text_.data() + text_.size(), number);
                error == std::errc{} && end == text_.data() + text_.size())
                return Value::of(number);
        return Value::of(std::string_view{text_});
    }

private:
    std::u16string wide_;
    std::string text_;
    bool is_missing_ = false;
};

class OdbcExecutor final : public Executor {
public:
    OdbcExecutor(const std::string& given, const OdbcOptions& options)
        : secrets_{secrets_of(given)},
          environment_{SQL_HANDLE_ENV, SQL_NULL_HANDLE},
          connection_{connected(given, options.access)},
          dialect_{options.dialect} {
        if (!dialect_) dialect_ = &named_by_driver();
        choose_letters();
        // Literals are what the dialect says they are.
        if (dialect_ == &postgresql_dialect()) run_alone("SET standard_conforming_strings = on");
        if (options.access == Access::read_write) return;
        if (dialect_ == &postgresql_dialect()) run_alone("SET default_transaction_read_only = on");
        if (dialect_ == &sqlite_dialect()) run_alone("PRAGMA query_only = 1");
    }

    const Dialect& dialect() const override { return *dialect_; }

    std::vector<std::string> run(
        const Statement& given, const std::function<void(Row)>& row) override {
        const Statement asked = detail::positional(given, *dialect_);
        const Handle statement{SQL_HANDLE_STMT, connection_->get()};
        // Braces are characters like any other.
        SQLSetStmtAttr(
            statement.get(), SQL_ATTR_NOSCAN,
            reinterpret_cast<SQLPOINTER>(std::uintptr_t{SQL_NOSCAN_ON}), SQL_IS_UINTEGER);
        std::vector<std::u16string> bound;
        for (const std::string& text : asked.parameters)
            bound.push_back(detail::to_utf16(text));
        std::vector<SQLLEN> sizes(bound.size());
        for (std::size_t i = 0; i < bound.size(); ++i) {
            sizes[i] = static_cast<SQLLEN>(bound[i].size() * sizeof(SQLWCHAR));
            require(
                statement,
                SQLBindParameter(
                    statement.get(), static_cast<SQLUSMALLINT>(i + 1), SQL_PARAM_INPUT, SQL_C_WCHAR,
                    SQL_WVARCHAR, (std::max)(bound[i].size(), std::size_t{1}), 0, letters(bound[i]),
                    sizes[i], &sizes[i]));
        }
        if (const SQLRETURN done = executed(statement, asked.text); done != SQL_NO_DATA)
            require(statement, done);
        std::vector<std::string> names;
        std::vector<bool> whole;
        describe(statement, names, whole);
        if (names.empty()) return names;
        std::vector<Cell> cells(names.size());
        std::vector<Value> values(names.size());
        for (SQLRETURN got; (got = SQLFetch(statement.get())) != SQL_NO_DATA;) {
            require(statement, got);
            for (std::size_t i = 0; i < cells.size(); ++i) {
                require(
                    statement, cells[i].read(statement.get(), static_cast<SQLUSMALLINT>(i + 1)));
                values[i] = cells[i].value(whole[i]);
            }
            row(values);
        }
        return names;
    }

private:
    /// Disconnects before the handle is freed.
    struct Connection : Handle {
        using Handle::Handle;
        Connection(const Connection&) = delete;
        Connection& operator=(const Connection&) = delete;
        ~Connection() { SQLDisconnect(get()); }
    };

    std::unique_ptr<Connection> connected(const std::string& given, Access access) {
        SQLSetEnvAttr(
            environment_.get(), SQL_ATTR_ODBC_VERSION,
            reinterpret_cast<SQLPOINTER>(std::uintptr_t{SQL_OV_ODBC3}), 0);
        auto connection = std::make_unique<Connection>(SQL_HANDLE_DBC, environment_.get());
        if (access == Access::read_only)
            SQLSetConnectAttr(
                connection->get(), SQL_ATTR_ACCESS_MODE,
                reinterpret_cast<SQLPOINTER>(std::uintptr_t{SQL_MODE_READ_ONLY}), SQL_IS_UINTEGER);
        std::u16string text = detail::to_utf16(given);
        require(
            *connection,
            SQLDriverConnectW(
                connection->get(), nullptr, letters(text), static_cast<SQLSMALLINT>(text.size()),
                nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT));
        return connection;
    }

    const Dialect& named_by_driver() const {
        std::array<SQLWCHAR, 256> text{};
        SQLSMALLINT bytes = 0;
        require(
            *connection_,
            SQLGetInfoW(connection_->get(), SQL_DBMS_NAME, text.data(), sizeof text, &bytes));
        const std::string name = detail::to_utf8(
            {reinterpret_cast<const char16_t*>(text.data()),
             (std::min)(static_cast<std::size_t>(bytes), sizeof text - 2) / sizeof(SQLWCHAR)});
        for (const Dialect* known :
             {&postgresql_dialect(), &sqlite_dialect(), &duckdb_dialect(), &clickhouse_dialect()})
            if (lower(name).find(lower(known->name)) != std::string::npos) return *known;
        throw Error{
            ErrorCode::database_failed,
            fmt::format(
                "ODBC: the dialect of '{}' is not known; say one: OdbcOptions::dialect", name)};
    }

    /// Some drivers have UTF-8 alone, which the driver manager does not write in full from UTF-16; for others it
    /// makes of UTF-8 what the locale says. What comes back tells.
    void choose_letters() {
        const Statement asked{"SELECT " + text_literal(*dialect_, "\xF0\x9F\x98\x80 \xC3\xA9")};
        for (const bool is_narrow : {false, true})
            try {
                is_narrow_ = is_narrow;
                bool is_whole = false;
                run(asked, [&](Row row) {
                    is_whole = asked.text == "SELECT " + text_literal(*dialect_, row[0].text);
                });
                if (is_whole) return;
            } catch (const Error&) {
                if (is_narrow) throw;
            }
        throw Error{
            ErrorCode::database_failed, "ODBC: the driver changes letters: it knows no Unicode"};
    }

    SQLRETURN executed(const Handle& statement, const std::string& text) const {
        if (is_narrow_) {
            std::vector<SQLCHAR> narrow{text.begin(), text.end()};
            return SQLExecDirect(
                statement.get(), narrow.data(), static_cast<SQLINTEGER>(narrow.size()));
        }
        std::u16string wide = detail::to_utf16(text);
        return SQLExecDirectW(statement.get(), letters(wide), static_cast<SQLINTEGER>(wide.size()));
    }

    void run_alone(std::string text) {
        run({std::move(text)}, [](Row) {});
    }

    void describe(
        const Handle& statement, std::vector<std::string>& names, std::vector<bool>& whole) const {
        SQLSMALLINT columns = 0;
        require(statement, SQLNumResultCols(statement.get(), &columns));
        std::array<SQLWCHAR, 512> text{};
        for (SQLSMALLINT i = 1; i <= columns; ++i) {
            SQLSMALLINT size = 0;
            SQLSMALLINT type = 0;
            SQLSMALLINT digits = 0;
            SQLSMALLINT may_be_missing = 0;
            SQLULEN width = 0;
            require(
                statement, SQLDescribeColW(
                               statement.get(), static_cast<SQLUSMALLINT>(i), text.data(),
                               static_cast<SQLSMALLINT>(text.size()), &size, &type, &width, &digits,
                               &may_be_missing));
            names.push_back(detail::to_utf8(
                {reinterpret_cast<const char16_t*>(text.data()),
                 (std::min)(static_cast<std::size_t>(size), text.size() - 1)}));
            whole.push_back(is_integer(type));
        }
    }

    void require(const Handle& of, SQLRETURN result) const {
        if (SQL_SUCCEEDED(result)) return;
        std::string why = told(of);
        for (const std::string& secret : secrets_)
            for (std::size_t at = 0; (at = why.find(secret, at)) != std::string::npos; at += 3)
                why.replace(at, secret.size(), "***");
        throw Error{ErrorCode::database_failed, fmt::format("ODBC: {}", why)};
    }

    std::vector<std::string> secrets_;
    Handle environment_;
    std::unique_ptr<Connection> connection_;
    const Dialect* dialect_;
    bool is_narrow_ = false;
};

}  // namespace

std::shared_ptr<Executor> open_odbc(const std::string& connection, const OdbcOptions& options) {
    return std::make_shared<OdbcExecutor>(connection, options);
}

}  // namespace saleskpi::inline v0_3::sql
