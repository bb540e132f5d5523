// SPDX-License-Identifier: MIT
// What an engine gives back through its executor is what was put in.
#include "catch.hpp"
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
