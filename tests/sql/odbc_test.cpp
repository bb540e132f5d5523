// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/odbc.hpp>
#include <saleskpi/value/error.hpp>

#include <string>

using namespace saleskpi;

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
