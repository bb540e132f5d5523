// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/date.hpp>

#include <cstdint>
#include <tuple>

using namespace saleskpi;
using namespace date::literals;

TEST_CASE("days that exist, and days that do not") {
    CHECK(make_date(2025, 3, 1) == Date(2025_y / 3 / 1));
    CHECK(make_date(2024, 2, 29) == Date(2024_y / 2 / 29));
    CHECK_FALSE(make_date(2025, 2, 29));
    CHECK_FALSE(make_date(1900, 2, 29));
    CHECK(make_date(2000, 2, 29));
    CHECK_FALSE(make_date(2025, 2, 30));
    CHECK_FALSE(make_date(2025, 4, 31));
    CHECK_FALSE(make_date(2025, 0, 1));
    CHECK_FALSE(make_date(2025, 13, 1));
    CHECK_FALSE(make_date(2025, 1, 0));
    CHECK_FALSE(make_date(2025, 1, 32));
    CHECK_FALSE(make_date(2025, 257, 1));  // 1, if it were kept in a byte
    CHECK_FALSE(make_date(2025, 1, 257));
    CHECK_FALSE(make_date(0, 1, 1));
    CHECK_FALSE(make_date(10'000, 1, 1));
    CHECK(make_date(1, 1, 1));
    CHECK(make_date(9999, 12, 31));
}

TEST_CASE("a date of numbers exists, or it is an error") {
    CHECK(date_of(2025, 2, 28) == Date(2025_y / 2 / 28));
    CHECK(date_of(2024, 2, 29) == Date(2024_y / 2 / 29));
    CHECK(date_of(1, 1, 1) == earliest_date);
    CHECK(date_of(9999, 12, 31) == latest_date);
    static_assert(date_of(2025, 2, 28) == Date(2025_y / 2 / 28));
    // What it is there for: the conversion from year, month and day goes on into March.
    CHECK(Date(2025_y / 2 / 30) == date_of(2025, 3, 2));
    for (const auto& [year, month, day] :
         {std::tuple{2025, 2U, 30U},
          {2025, 2U, 29U},
          {2025, 4U, 31U},
          {2025, 0U, 1U},
          {2025, 13U, 1U},
          {2025, 1U, 0U},
          {2025, 257U, 1U},
          {2025, 1U, 257U},
          {0, 1U, 1U},
          {-1, 1U, 1U},
          {10'000, 1U, 1U}}) {
        CAPTURE(year, month, day);
        CHECK(code_of([&, y = year, m = month, d = day] {
                  date_of(y, m, d);
              }) == ErrorCode::invalid_date);
    }
    CHECK(message_of([] {
              date_of(2025, 2, 30);
          }) == "there is no day 2025-2-30 in the years 1 to 9999");
}

TEST_CASE("a date literal is checked as it is compiled") {
    using namespace saleskpi::literals;
    static_assert("2025-02-28"_date == date_of(2025, 2, 28));
    static_assert("0001-01-01"_date == earliest_date);
    static_assert("9999-12-31"_date == latest_date);
    CHECK(to_text("2024-02-29"_date) == "2024-02-29");
}

TEST_CASE("any day has a text") {
    CHECK(to_text(earliest_date - date::days{1}) == "0000-12-31");
    CHECK(to_text(latest_date + date::days{1}) == "10000-01-01");
    // The first and the last of 32 bits, whose years do not fit into the 16 of date::year.
    CHECK(to_text(Date{date::days{INT32_MAX}}) == "5881580-07-11");
    CHECK(to_text(Date{date::days{INT32_MIN}}) == "-5877641-06-23");
}

TEST_CASE("every day of two centuries survives its text") {
    for (Date day = 1900_y / 1 / 1; day < Date(2101_y / 1 / 1); day += date::days(1)) {
        REQUIRE(try_parse_date(to_text(day)) == day);
    }
}

TEST_CASE("ISO dates are read strictly") {
    CHECK(to_text(Date(2025_y / 3 / 1)) == "2025-03-01");
    CHECK(to_text(*make_date(1, 2, 3)) == "0001-02-03");
    for (const char* text :
         {"", "2025-3-1", "2025-02-30", "2025-13-01", "2025/03/01", "25-03-01", " 2025-03-01",
          "2025-03-01 ", "2025-03-01T00:00", "2025-0a-01", "-025-03-01", "0000-01-01", "today"}) {
        INFO(text);
        CHECK_FALSE(try_parse_date(text));
    }
}

TEST_CASE("dates are read by a pattern") {
    const Date expected = 2025_y / 3 / 1;
    CHECK(try_parse_date("01/03/2025", "%d/%m/%Y") == expected);
    CHECK(try_parse_date("1/3/2025", "%d/%m/%Y") == expected);
    CHECK(try_parse_date("3/1/2025", "%m/%d/%Y") == expected);
    CHECK(try_parse_date("20250301", "%Y%m%d") == expected);
    CHECK(try_parse_date("1 mar 25", "%d %b %y") == expected);
    CHECK(try_parse_date("01-MAR-2025", "%d-%b-%Y") == expected);
    CHECK(try_parse_date("100% 1.3.2025", "100%% %d.%m.%Y") == expected);
    // Words and a percent sign between two numbers: each may have one digit.
    CHECK(try_parse_date("1 of 3 in 2025", "%d of %m in %Y") == expected);
    CHECK(try_parse_date("1%3%2025", "%d%%%m%%%Y") == expected);
    CHECK(try_parse_date("31.12.69", "%d.%m.%y") == Date(1969_y / 12 / 31));
    CHECK(try_parse_date("31.12.68", "%d.%m.%y") == Date(2068_y / 12 / 31));
}

TEST_CASE("text that does not fit the pattern is not a date") {
    CHECK_FALSE(try_parse_date("30/02/2025", "%d/%m/%Y"));
    CHECK_FALSE(try_parse_date("03/13/2025", "%d/%m/%Y"));
    CHECK_FALSE(try_parse_date("1/3/25", "%d/%m/%Y"));
    CHECK_FALSE(try_parse_date("001/03/2025", "%d/%m/%Y"));
    CHECK_FALSE(try_parse_date("1/3/2025 ", "%d/%m/%Y"));
    CHECK_FALSE(try_parse_date("1/3/20251", "%d/%m/%Y"));
    CHECK_FALSE(try_parse_date("", "%d/%m/%Y"));
    CHECK_FALSE(try_parse_date("1/3/", "%d/%m/%y"));
    CHECK_FALSE(try_parse_date("1 Mrx 2025", "%d %b %Y"));
    CHECK_FALSE(try_parse_date("1 Ma", "%d %b %Y"));
    // 1 November or 11 January: neither, rather than a guess.
    CHECK_FALSE(try_parse_date("2025111", "%Y%m%d"));
}

TEST_CASE("a pattern must give a day") {
    for (const char* pattern :
         {"", "%Y-%m", "%d/%m/%Y %d", "%Y-%m-%d %Q", "%Y-%m-%d%", "%Y%y%m%d"}) {
        INFO(pattern);
        CHECK(code_of([pattern] {
                  try_parse_date("2025-03-01", pattern);
              }) == ErrorCode::invalid_argument);
    }
}
