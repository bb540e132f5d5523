// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/calendar/working_days.hpp>
#include <saleskpi/value/error.hpp>

#include <date/date.h>

#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace date::literals;

namespace {

const Window year{2025_y / 1 / 1, 2026_y / 1 / 1};

Holidays listed(Holidays::Outside outside) {
    Holidays holidays;
    holidays.days = {2025_y / 12 / 25, 2025_y / 1 / 1, 2025_y / 1 / 1, 2025_y / 11 / 1};
    holidays.source = "the office";
    holidays.valid = year;
    holidays.outside = outside;
    return holidays;
}

}  // namespace

TEST_CASE("working days are counted without the holidays") {
    const WorkingDays days = WorkingDays{}.without(listed(Holidays::Outside::weekdays_only));
    CHECK(WorkingDays{}.count(year) == 261);  // 52 weeks and a Wednesday
    CHECK(days.count(year) == 259);           // November 1 is a Saturday
    CHECK(days.holidays().days.size() == 3);
    CHECK_FALSE(days.contains(2025_y / 12 / 25));
    CHECK(days.contains(2025_y / 12 / 24));
    CHECK(days.count({2025_y / 1 / 2, 2025_y / 1 / 2}) == 0);
    CHECK(days.count({2025_y / 1 / 4, 2025_y / 1 / 6}) == 0);  // Saturday and Sunday
}

TEST_CASE("the count is that of the days one by one") {
    const WorkingDays days{
        {date::Sunday, date::Tuesday, date::Thursday}, {2025_y / 2 / 4, 2025_y / 2 / 5}};
    for (int from = 0; from < 40; ++from)
        for (int length = 0; length < 30; ++length) {
            const Date first = Date{2025_y / 1 / 20} + date::days{from};
            const Window window{first, first + date::days{length}};
            int n = 0;
            for (Date day = window.first; day < window.until; day += date::days{1})
                n += days.contains(day);
            REQUIRE(days.count(window) == n);
        }
}

TEST_CASE("beyond the days for which holidays are known, weekdays alone count or none") {
    const WorkingDays lenient = WorkingDays{}.without(listed(Holidays::Outside::weekdays_only));
    CHECK(lenient.contains(2026_y / 1 / 1));
    CHECK(lenient.count({2025_y / 12 / 22, 2026_y / 1 / 3}) == 9);

    const WorkingDays strict = WorkingDays{}.without(listed(Holidays::Outside::refuse));
    CHECK(strict.count(year) == 259);
    CHECK_THROWS_AS(strict.contains(2026_y / 1 / 1), Error);
    CHECK_THROWS_AS(strict.contains(2024_y / 12 / 31), Error);
    CHECK(strict.count({2026_y / 1 / 1, 2026_y / 1 / 1}) == 0);
    CHECK_THROWS_WITH(
        strict.count({2025_y / 12 / 1, 2026_y / 2 / 1}),
        "the holidays of the office are known from 2025-01-01 to 2025-12-31, not on 2026-01-01");
}

TEST_CASE("a holiday lies within the days for which the list is valid") {
    Holidays holidays = listed(Holidays::Outside::refuse);
    holidays.days.push_back(2026_y / 1 / 1);
    CHECK_THROWS_AS(WorkingDays{}.without(holidays), Error);
}

TEST_CASE("where holidays are from is UTF-8, as calendars are written as JSON") {
    Holidays holidays = listed(Holidays::Outside::refuse);
    holidays.source = "B\xFCro";
    CHECK_THROWS_AS(WorkingDays{}.without(holidays), Error);
    holidays.source = "B\xC3\xBCro";
    CHECK_NOTHROW(WorkingDays{}.without(holidays));
}

TEST_CASE("working days are a part of the calendar") {
    const WorkingDays days = WorkingDays{}.without(listed(Holidays::Outside::refuse));
    const Calendar calendar = Calendar::retail(RetailPattern::p454).with(days);
    CHECK(calendar.working_days() == days);
    CHECK(calendar.weeks_from(date::Sunday).working_days() == days);
    CHECK_FALSE(calendar == Calendar::retail(RetailPattern::p454));
    Holidays other_source = listed(Holidays::Outside::refuse);
    other_source.source = "the web";
    CHECK(calendar == calendar.with(WorkingDays{}.without(other_source)));
}

TEST_CASE("no day outside the calendar is a working day or none") {
    for (const Date day : {(Date::max)(), (Date::min)(), latest_date + date::days{1}}) {
        CHECK_THROWS_AS(WorkingDays{}.contains(day), Error);
        CHECK_THROWS_AS(WorkingDays{}.count({2025_y / 1 / 1, (Date::max)()}), Error);
        CHECK_THROWS_AS(WorkingDays{}.count({(Date::min)(), 2025_y / 1 / 1}), Error);
    }
    CHECK(WorkingDays{}.contains(latest_date));  // a Friday
    CHECK(WorkingDays{}.count({latest_date, all_time.until}) == 1);
}
