// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <chrono>

using namespace saleskpi;
using namespace date::literals;

TEST_CASE("pitfall 94: an ISO week belongs to the ISO year, not to the year of its day") {
    const Calendar calendar;
    CHECK(calendar.label(calendar.period(Grain::week, 2024_y / 12 / 30)) == "2025-W01");
    CHECK(calendar.label(calendar.period(Grain::week, 2021_y / 1 / 3)) == "2020-W53");
    CHECK(Week{2024_y / 12 / 30} == Week{2025, 1});
    CHECK(Week{2021_y / 1 / 3} == Week{2020, 53});
}

TEST_CASE(
    "pitfall 96: a fiscal year from April is named by its end, or by its start if so chosen") {
    const Calendar by_end = Calendar::fiscal_from(date::April);
    const Calendar by_start = Calendar::fiscal_from(date::April, FiscalName::by_start);
    const auto quarter = [](const Calendar& calendar, Date day) {
        return calendar.label(calendar.period(Grain::fiscal_quarter, day));
    };
    CHECK(quarter(by_end, 2025_y / 3 / 31) == "FY2025 Q4");
    CHECK(quarter(by_end, 2025_y / 4 / 1) == "FY2026 Q1");
    CHECK(quarter(by_start, 2025_y / 3 / 31) == "FY2024 Q4");
    CHECK(quarter(by_start, 2025_y / 4 / 1) == "FY2025 Q1");
}

TEST_CASE("pitfall 100: a date without a time has no zone") {
    const auto closed = parse_date("2025-03-01");
    REQUIRE(closed);
    CHECK(Month{*closed} == Month{2025, 3});
    CHECK(to_text(*closed) == "2025-03-01");
}

TEST_CASE("pitfall 101: the end of a period belongs to the next one") {
    using namespace std::chrono_literals;
    const date::sys_time<std::chrono::milliseconds> midnight{Date{2025_y / 4 / 1}};
    const auto just_before = midnight - 500ms;  // 2025-03-31T23:59:59.5

    CHECK(Quarter{date::floor<date::days>(midnight)} == Quarter{2025, 2});
    CHECK(Quarter{date::floor<date::days>(just_before)} == Quarter{2025, 1});

    const Date edge = 2025_y / 4 / 1;
    CHECK(Quarter{2025, 1}.last() == edge);
    CHECK(Quarter{2025, 2}.first() == edge);
    CHECK_FALSE(Quarter{2025, 1}.contains(edge));
    CHECK(Quarter{2025, 2}.contains(edge));
    CHECK(Quarter{2025, 1}.contains(2025_y / 3 / 31));
}
