// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/calendar.hpp>

#include <date/date.h>

using namespace saleskpi;
using namespace date::literals;

TEST_CASE("labels are parsed") {
    const Calendar april = Calendar::fiscal_from(date::April);
    CHECK(april.parse("2025-03-01") == april.period(Day{2025_y / 3 / 1}));
    CHECK(april.parse("2025-W01") == april.period(Week{2025, 1}));
    CHECK(april.parse("2020-W53") == april.period(Week{2020, 53}));
    CHECK(april.parse("2025-03") == april.period(Month{2025, 3}));
    CHECK(april.parse("2025-Q1") == april.period(Quarter{2025, 1}));
    CHECK(april.parse("2025-H1") == april.period(Half{2025, 1}));
    CHECK(april.parse("2025") == april.period(Year{2025}));
    CHECK(april.parse("FY2026 Q1") == april.period(FiscalQuarter{2026, 1}));
    CHECK(april.parse("FY2026") == april.period(FiscalYear{2026}));
    CHECK(april.parse("FY10000") == april.period(FiscalYear{10000}));
    CHECK(april.parse("all")->window() == all_time);
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
                             "2025-\xff"}) {
        INFO(text);
        CHECK_FALSE(calendar.parse(text));
    }
}

TEST_CASE("the text form of a calendar") {
    CHECK(Calendar{}.spec() == "iso");
    CHECK(Calendar::fiscal_from(date::April).spec() == "fiscal:april:end");
    CHECK(Calendar::fiscal_from(date::July, FiscalName::by_start).spec() == "fiscal:july:start");
    for (unsigned month = 1; month <= 12; ++month) {
        for (const FiscalName name : {FiscalName::by_end, FiscalName::by_start}) {
            const Calendar calendar = Calendar::fiscal_from(date::month{month}, name);
            CHECK(Calendar::parse_spec(calendar.spec()) == calendar);
        }
    }
}

TEST_CASE("a calendar is read from text") {
    CHECK(Calendar::parse_spec("ISO") == Calendar{});
    CHECK(Calendar::parse_spec("fiscal:April") == Calendar::fiscal_from(date::April));
    CHECK(Calendar::parse_spec("fiscal:january:start") == Calendar{});
    for (const char* text :
         {"", "fiscal", "fiscal:", "fiscal:avril", "fiscal:april:middle", "fiscal:april:end:x",
          "april", "fiscal:4", "iso:april", "retail"}) {
        INFO(text);
        CHECK_FALSE(Calendar::parse_spec(text));
    }
}
