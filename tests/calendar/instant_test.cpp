// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/instant.hpp>

#include <date/date.h>

#include <chrono>

using namespace saleskpi;
using namespace date::literals;
using namespace std::chrono_literals;

TEST_CASE("an instant is a date, a time and an offset") {
    const Instant new_year{Date{2025_y / 1 / 1}};
    CHECK(try_parse_instant("2025-01-01T00:00:00Z") == new_year);
    CHECK(try_parse_instant("2024-12-31T23:30:00-05:00") == new_year + 4h + 30min);
    CHECK(try_parse_instant("2025-01-01 05:45:00+05:45") == new_year);
    CHECK(try_parse_instant("2025-01-01T05:45+0545") == new_year);
    CHECK(try_parse_instant("2025-01-01T00:00:00.25Z") == new_year + 250ms);
    CHECK(try_parse_instant("2024-12-31T23:59:59.999999999Z") == new_year - 1ms);
    CHECK(try_parse_instant("1969-12-31T23:59:59.5Z") == Instant{Date{1970_y / 1 / 1}} - 500ms);
}

TEST_CASE("other texts are no instants") {
    for (const char* text :
         {"", "2025-01-01", "2025-01-01T", "2025-01-01T00:00:00", "2025-01-01T00:00:00 Z",
          "2025-01-01T24:00:00Z", "2025-01-01T00:60:00Z", "2025-01-01T23:59:60Z",
          "2025-01-01T0:00:00Z", "2025-01-01T00Z", "2025-01-01T00:00:00.Z", "2025-02-30T00:00:00Z",
          "2025-01-01T00:00:00+5", "2025-01-01T00:00:00+24:00", "2025-01-01T00:00:00Z ",
          "2025-01-01t00:00:00Z", "2025-01-01T00:00:00\xff", "20250101T000000Z"}) {
        INFO(text);
        CHECK_FALSE(try_parse_instant(text));
    }
}
