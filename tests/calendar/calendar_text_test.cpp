// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/calendar.hpp>

#include <date/date.h>

using namespace saleskpi;
using namespace date::literals;

TEST_CASE("labels are parsed") {
    const Calendar april = Calendar::fiscal_from(date::April);
    CHECK(april.try_parse("2025-03-01") == april.period(Day{2025_y / 3 / 1}));
    CHECK(april.try_parse("2025-W01") == april.period(Week{2025, 1}));
    CHECK(april.try_parse("2020-W53") == april.period(Week{2020, 53}));
    CHECK(april.try_parse("2025-03") == april.period(Month{2025, 3}));
    CHECK(april.try_parse("2025-Q1") == april.period(Quarter{2025, 1}));
    CHECK(april.try_parse("2025-H1") == april.period(Half{2025, 1}));
    CHECK(april.try_parse("2025") == april.period(Year{2025}));
    CHECK(april.try_parse("FY2026 Q1") == april.period(FiscalQuarter{2026, 1}));
    CHECK(april.try_parse("FY2026 M01") == april.period(FiscalMonth{2026, 1}));
    CHECK(april.try_parse("FY2026 H2") == april.period(FiscalHalf{2026, 2}));
    CHECK(april.try_parse("FY2026 W01") == april.period(FiscalWeek{2026, 1}));
    CHECK(april.try_parse("FY2026") == april.period(FiscalYear{2026}));
    CHECK(april.try_parse("FY10000") == april.period(FiscalYear{10000}));
    CHECK(april.try_parse("all")->window() == all_time);
}

TEST_CASE("what is no label is not parsed") {
    const Calendar calendar;
    for (const char* text : {"",           "2025-13",
                             "2025-00",    "2025-3",
                             "2025-Q5",    "2025-Q0",
                             "2025-Q",     "2025-q1",
                             "2025-W53",   "2025-W00",
                             "2025-W1",    "2025-H3",
                             "2025-02-30", "2025-02-1",
                             "20255",      "25",
                             "0000",       "0000-W52",
                             "10000",      "10000-01",
                             "02025",      "FY",
                             "FY26",       "FY2026Q1",
                             "FY2026 Q5",  "FY10000",
                             "fy2026",     "2025 ",
                             " 2025",      "2025-Q1x",
                             "-2025",      "+2025",
                             "All",        "99999999999999999999",
                             "67561-W01",  "FY2026 W54",
                             "FY2026 W00", "FY2026 M13",
                             "FY2026 H3",  "FY2026 W1",
                             "custom",     "week of 2025-03-03",
                             "2025-\xff"}) {
        INFO(text);
        CHECK_FALSE(calendar.try_parse(text));
    }
}

TEST_CASE("weeks that do not begin on Monday are called by their first day") {
    const Calendar sunday = Calendar{}.weeks_from(date::Sunday);
    const Period week = sunday.period(Grain::week, 2025_y / 3 / 2);
    CHECK(sunday.label(week) == "week of 2025-03-02");
    CHECK(sunday.try_parse("week of 2025-03-02") == week);
    for (const char* text :
         {"week of 2025-03-03", "week of 2025-3-2", "week of", "2025-W09", "Week of 2025-03-02"}) {
        INFO(text);
        CHECK_FALSE(sunday.try_parse(text));
        CHECK_THROWS_AS(sunday.parse(text), Error);
    }
}
