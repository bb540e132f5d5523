// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/value/error.hpp>

#include <set>
#include <string>

using namespace saleskpi;

TEST_CASE("an error carries its code and its sentence") {
    const Error error(ErrorCode::unknown_metric, "no metric win_rat");
    CHECK(error.code() == ErrorCode::unknown_metric);
    CHECK(std::string(error.what()) == "no metric win_rat");
}

TEST_CASE("error codes are named as they are spelled") {
    CHECK(name(ErrorCode::overflow) == "overflow");
    CHECK(name(ErrorCode::no_such_cell) == "no_such_cell");
    CHECK(name(ErrorCode::unwritable_file) == "unwritable_file");
}

TEST_CASE("the list of error codes is complete and its names differ") {
    // The last enumerator's number tells how many there are.
    CHECK(all_error_codes.size() == static_cast<std::size_t>(ErrorCode::not_pushed_down) + 1);
    std::set<std::string_view> names;
    for (const ErrorCode code : all_error_codes) {
        CHECK_FALSE(name(code).empty());
        names.insert(name(code));
    }
    CHECK(names.size() == all_error_codes.size());
}
