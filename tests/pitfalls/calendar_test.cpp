// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/add_months.hpp>
#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/calendar/instant.hpp>
#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <chrono>

using namespace saleskpi;
using namespace date::literals;

TEST_CASE("pitfall 91: the month before April is all of March, and not April moved by 30 days") {
    const Calendar calendar;
    const Period april = calendar.period(Month{2025, 4});
    const Window march = calendar.previous(april).window();
    CHECK(march == Window{2025_y / 3 / 1, 2025_y / 4 / 1});
    CHECK(march.days() == 31);  // a sale a day: 31, with that of March 31
    CHECK(calendar.previous(calendar.previous(april)).window().days() == 28);
}

TEST_CASE("pitfall 93: the same weekday a year before is 364 days before") {
    const Calendar calendar;
    const Period monday = calendar.period(Day{2025_y / 1 / 6});
    CHECK(calendar.label(calendar.year_before(monday, YearBefore::restated)) == "2024-01-08");
    CHECK(date::weekday{Date{2024_y / 1 / 8}} == date::Monday);
    CHECK(calendar.label(calendar.year_before(monday)) == "2024-01-06");
    CHECK(date::weekday{Date{2024_y / 1 / 6}} == date::Saturday);
}

TEST_CASE("pitfall 94: an ISO week belongs to the ISO year, not to the year of its day") {
    const Calendar calendar;
    CHECK(calendar.label(calendar.period(Grain::week, 2024_y / 12 / 30)) == "2025-W01");
    CHECK(calendar.label(calendar.period(Grain::week, 2021_y / 1 / 3)) == "2020-W53");
    CHECK(Week{2024_y / 12 / 30} == Week{2025, 1});
    CHECK(Week{2021_y / 1 / 3} == Week{2020, 53});
}

TEST_CASE("pitfall 95: a Sunday is the last day of a week or the first, as the calendar says") {
    const Date sunday = 2025_y / 3 / 2;
    CHECK(Calendar{}.period(Grain::week, sunday).first == Date{2025_y / 2 / 24});
    const Calendar from_sunday = Calendar{}.weeks_from(date::Sunday);
    CHECK(from_sunday.period(Grain::week, sunday).first == sunday);
    CHECK(from_sunday.label(from_sunday.period(Grain::week, sunday)) == "week of 2025-03-02");
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

// Which days are compared is told at weathertrends360.com/Maps/Interactive (2018-02-10 with
// 2017-02-11) and in the help of toolio.com, "Understanding restated calendars".
TEST_CASE("pitfall 97: after a year of 53 weeks, a week is compared as it was or restated") {
    const Calendar calendar = Calendar::retail(RetailPattern::p454, nrf);
    CHECK(calendar.period(FiscalYear{2023}).window() == Window{2023_y / 1 / 29, 2024_y / 2 / 4});

    const Period week = calendar.period(FiscalWeek{2024, 1});
    CHECK(week.window() == Window{2024_y / 2 / 4, 2024_y / 2 / 11});
    const Period unrestated = calendar.year_before(week);
    CHECK(calendar.label(unrestated) == "FY2023 W01");
    CHECK(unrestated.window() == Window{2023_y / 1 / 29, 2023_y / 2 / 5});
    const Period restated = calendar.year_before(week, YearBefore::restated);
    CHECK(calendar.label(restated) == "FY2023 W02");
    CHECK(restated.window() == Window{2023_y / 2 / 5, 2023_y / 2 / 12});

    // A restated month begins a week later than that of the year as it was.
    const Period month = calendar.period(FiscalMonth{2024, 1});
    CHECK(calendar.year_before(month).window() == Window{2023_y / 1 / 29, 2023_y / 2 / 26});
    CHECK(
        calendar.year_before(month, YearBefore::restated).window() ==
        Window{2023_y / 2 / 5, 2023_y / 3 / 5});
    // The whole restated year is without its first week.
    CHECK(
        calendar.year_before(calendar.period(FiscalYear{2024}), YearBefore::restated).window() ==
        Window{2023_y / 2 / 5, 2024_y / 2 / 4});

    const Period day = calendar.period(Day{2018_y / 2 / 10});
    CHECK(calendar.label(calendar.year_before(day, YearBefore::restated)) == "2017-02-11");
    // After a year of 52 weeks both are the same.
    const Period later = calendar.period(FiscalMonth{2025, 3});
    CHECK(calendar.year_before(later, YearBefore::restated) == calendar.year_before(later));
    // Week 53 itself has none of its own number before it.
    CHECK(
        calendar.label(calendar.year_before(calendar.period(FiscalWeek{2023, 53}))) ==
        "FY2022 W52");
}

TEST_CASE("pitfall 100: a date without a time has no zone") {
    const auto closed = try_parse_date("2025-03-01");
    REQUIRE(closed);
    CHECK(Month{*closed} == Month{2025, 3});
    CHECK(to_text(*closed) == "2025-03-01");
}

TEST_CASE("pitfall 101: the end of a period belongs to the next one") {
    using namespace std::chrono_literals;
    const date::sys_time<std::chrono::milliseconds> midnight{Date{2025_y / 4 / 1}};
    const auto just_before = midnight - 500ms;  // 2025-03-31T23:59:59.5

    CHECK(try_parse_instant("2025-04-01T00:00:00Z") == midnight);
    CHECK(try_parse_instant("2025-03-31T23:59:59.5Z") == just_before);
    CHECK(Quarter{date::floor<date::days>(midnight)} == Quarter{2025, 2});
    CHECK(Quarter{date::floor<date::days>(just_before)} == Quarter{2025, 1});

    const Date edge = 2025_y / 4 / 1;
    CHECK(Quarter{2025, 1}.until() == edge);
    CHECK(Quarter{2025, 2}.first() == edge);
    CHECK_FALSE(Quarter{2025, 1}.contains(edge));
    CHECK(Quarter{2025, 2}.contains(edge));
    CHECK(Quarter{2025, 1}.contains(2025_y / 3 / 31));
}

TEST_CASE("pitfall 105: months are counted from the day that is meant, not from one cut short") {
    const Date end = 2025_y / 1 / 31;
    CHECK(add_months(end, 1) == Date{2025_y / 2 / 28});
    CHECK(add_months(end, 2) == Date{2025_y / 3 / 31});
    CHECK(add_months(add_months(end, 1), 1) == Date{2025_y / 3 / 28});
    CHECK(add_months(2024_y / 2 / 29, 12) == Date{2025_y / 2 / 28});
    CHECK(add_months(2024_y / 2 / 29, 48) == Date{2028_y / 2 / 29});
    CHECK(add_months(2025_y / 3 / 31, -1) == Date{2025_y / 2 / 28});
}

TEST_CASE("pitfall 106: working days leave out weekends and holidays") {
    const Window window{2024_y / 12 / 20, 2025_y / 1 / 6};
    const WorkingDays weekdays;
    CHECK(window.days() == 17);
    CHECK(weekdays.count(window) == 11);
    CHECK(weekdays.without({.days = {2024_y / 12 / 25, 2025_y / 1 / 1}}).count(window) == 9);
    // Another country has other holidays.
    const WorkingDays poland = weekdays.without(
        {.days = {2024_y / 12 / 25, 2024_y / 12 / 26, 2025_y / 1 / 1, 2025_y / 1 / 6}});
    CHECK(poland.count(window) == 8);
}
