// SPDX-License-Identifier: MIT
// What an engine gives back through its executor is what was put in.
#include "catch.hpp"
#include "clickhouse/answer.hpp"
#include "sql/engine.hpp"

#include <saleskpi/sql.hpp>

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

using namespace saleskpi;

namespace {

using Cells = std::vector<std::optional<std::string>>;
using Rows = std::vector<Cells>;

/// The rows of an answer as texts, none for what is missing.
Rows rows_of(sql::Executor& database, const sql::Statement& statement) {
    Rows rows;
    database.run(statement, [&](sql::Row row) {
        Cells& cells = rows.emplace_back();
        for (const sql::Value& value : row) {
            if (value.is_missing())
                cells.emplace_back();
            else if (value.kind == sql::Value::Kind::integer)
                cells.emplace_back(std::to_string(value.integer));
            else
                cells.emplace_back(std::string{value.text});
        }
    });
    return rows;
}

std::vector<std::string> hostile_texts() {
    return {
        "plain",
        "it's",
        "''",
        "a\\",
        "\\'",
        "\\\\",
        "\"marked\"",
        "`back`",
        "-- comment",
        "/* comment */",
        "; DROP TABLE deals",
        "$1",
        "?1",
        "?",
        "{x:String}",
        "{d '2024-01-01'}",
        "%",
        "line\nline\r\n\ttab",
        "\xC3\xA9t\xC3\xA9",
        "\xE6\x97\xA5\xE6\x9C\xAC",
        "\xF0\x9F\x98\x80 four bytes",
        "\\N",
        "NULL",
        " blank ",
        std::string(1023, 'x'),
        std::string(1024, 'y'),
        std::string(100'000, 'z') + "\xF0\x9F\x98\x80",
        std::string(1022, 'v') + "\xF0\x9F\x98\x80 in two pieces"};
}

}  // namespace

TEST_CASE("hostile texts come back as they are, as literals and as what is bound") {
    const saleskpi_test::Engine engine;
    const auto database = engine.open();
    const sql::Dialect& dialect = database->dialect();
    for (const std::string& text : hostile_texts()) {
        INFO(text.substr(0, 40));
        const std::string literal = sql::text_literal(dialect, text);
        CHECK(rows_of(*database, {fmt::format("SELECT {} AS one", literal)}) == Rows{Cells{text}});
        if (dialect.parameters == sql::Parameters::none) continue;
        const std::string mark = dialect.parameters == sql::Parameters::dollar ? "$" : "?";
        // Twice the first one, the second before it: what is bound has numbers.
        CHECK(
            rows_of(
                *database, {fmt::format(
                                "SELECT CAST({0}2 AS {1}), CAST({0}1 AS {1}), '{0}1', CAST({0}1 AS "
                                "{1}) || 'x'",
                                mark, dialect.text_type),
                            {text, "second"}}) ==
            Rows{Cells{"second", text, mark + "1", text + "x"}});
    }
    CHECK_THROWS_AS(sql::text_literal(dialect, std::string_view{"a\0b", 3}), Error);
}

TEST_CASE("integers of any length, nothing and an empty text come back as they are") {
    const saleskpi_test::Engine engine;
    const auto database = engine.open();
    const sql::Dialect& dialect = database->dialect();
    CHECK(
        rows_of(
            *database, {fmt::format(
                           "SELECT 1 AS a, CAST('-9223372036854775807' AS {1}) AS b, CAST(NULL "
                           "AS {0}) AS c, "
                           "CAST('' AS {0}) AS d, CAST('-170141183460469231731687303715884105727' "
                           "AS {0}) AS e",
                           dialect.text_type, dialect.integer_type)}) ==
        Rows{Cells{
            "1", "-9223372036854775807", std::nullopt, "",
            "-170141183460469231731687303715884105727"}});
    CHECK(
        database->run(
            {"SELECT 1 AS a, 2 AS \"b c\" FROM (SELECT 1 AS one) t WHERE 1 = 0"},
            [](sql::Row) { FAIL(); }) == std::vector<std::string>{"a", "b c"});
}

TEST_CASE("a statement that fails says why, and a caller that throws leaves the next one whole") {
    const saleskpi_test::Engine engine;
    const auto database = engine.open();
    try {
        database->run({"SELECT nothing_of_that_name FROM no_such_table"}, [](sql::Row) {});
        FAIL();
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::database_failed);
        CHECK(std::string{error.what()}.find("no_such_table") != std::string::npos);
    }
    const sql::Statement several{"SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3"};
    CHECK_THROWS_AS(
        database->run(several, [](sql::Row) { throw std::string{"enough"}; }), std::string);
    CHECK(rows_of(*database, several).size() == 3);
}

TEST_CASE("what is said of a connection by ODBC that cannot be made has no password in it") {
    for (const char* connection :
         {"Driver=no such driver;UID=me;PWD=s3cret", "DSN=no such source;Password={s3cret}",
          "Driver=PostgreSQL "
          "Unicode;Server=s3cret.invalid;Port=1;Database=s3cret;UID=me;PWD=s3cret"})
        try {
            (void)sql::open_odbc(connection);
            FAIL();
        } catch (const Error& error) {
            INFO(error.what());
            CHECK(error.code() == ErrorCode::database_failed);
            CHECK(std::string{error.what()}.starts_with("ODBC: "));
            CHECK(std::string{error.what()}.find("s3cret") == std::string::npos);
        }
}

TEST_CASE("an answer of ClickHouse that breaks off is none, wherever it does") {
    const std::string whole =
        "a\tb "
        "c\tn\nString\tNullable(String)\tNullable(Int64)\nx\\ty\\\\\\'\\n\t\\N\t-7\n\t\\\\N\t\\N\n";
    const std::vector<std::string> names{"a", "b c", "n"};
    for (std::size_t first = 0; first <= whole.size(); ++first) {
        std::vector<std::string> seen;
        const std::function<void(sql::Row)> see = [&](sql::Row row) {
            for (const sql::Value& value : row)
                seen.push_back(
                    value.is_missing()                        ? "-"
                    : value.kind == sql::Value::Kind::integer ? std::to_string(value.integer)
                                                              : std::string{value.text});
        };
        detail::TabSeparatedAnswer answer{see};
        answer.take(std::string_view{whole}.substr(0, first));
        const bool is_at_end_of_row = first == 0 || (whole[first - 1] == '\n' && first > 10);
        if (!is_at_end_of_row) CHECK_THROWS_AS(answer.finish(), Error);
        answer.take(std::string_view{whole}.substr(first));
        CHECK(answer.finish() == names);
        CHECK(seen == std::vector<std::string>{"x\ty\\'\n", "-", "-7", "", "\\N", "-"});
    }
    const std::function<void(sql::Row)> nothing = [](sql::Row) {};
    for (const char* row :
         {"x\n", "x\ty\n", "x\ty\t1\tz\n", "Code: 241, e.displayText() = DB::Exception\n"}) {
        detail::TabSeparatedAnswer answer{nothing};
        answer.take("a\tb c\tn\nString\tString\tInt64\n");
        CHECK_THROWS_AS(answer.take(row), Error);
    }
}

TEST_CASE("a server of ClickHouse that fails after many rows gives none of them") {
    const char* urls = std::getenv("SALESKPI_TEST_CLICKHOUSE");
    if (!urls) return;
    const std::string url{urls, std::string_view{urls}.find(',')};
    const auto database = sql::open_clickhouse(url);
    std::size_t rows = 0;
    CHECK_THROWS_AS(
        database->run(
            {"SELECT number, throwIf(number = 3000000) FROM system.numbers LIMIT 4000000"},
            [&](sql::Row) { ++rows; }),
        Error);
    CHECK(rows == 0);
    CHECK_THROWS_AS(
        database->run({"CREATE TABLE t (a Int64) ENGINE = Memory"}, [](sql::Row) {}), Error);
    CHECK_THROWS_AS(sql::open_clickhouse("http://127.0.0.1:1"), Error);
    sql::ClickHouseOptions options;
    options.password = "s3cret";
    try {
        (void)sql::open_clickhouse(url, options);
        FAIL();
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::database_failed);
        CHECK(std::string{error.what()}.find("s3cret") == std::string::npos);
    }
}
