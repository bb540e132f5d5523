// SPDX-License-Identifier: MIT
// Answers of ClickHouse are whole, or none.
#include "catch.hpp"
#include "clickhouse/answer.hpp"

#include <saleskpi/clickhouse.hpp>
#include <saleskpi/value/error.hpp>

#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;

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
