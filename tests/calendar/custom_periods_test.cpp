// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/value/error.hpp>

#include <date/date.h>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace date::literals;

namespace {

const CustomPeriods campaigns{{
    {"spring 2024", {2024_y / 3 / 1, 2024_y / 4 / 15}},
    {"summer 2024", {2024_y / 6 / 1, 2024_y / 7 / 1}},
    {"spring 2025", {2025_y / 2 / 20, 2025_y / 4 / 1}},
}};
const Calendar calendar = Calendar{}.with(campaigns);

}  // namespace

TEST_CASE("custom periods have their names as labels") {
    const Period spring = calendar.period(Grain::custom, 2024_y / 4 / 14);
    CHECK(spring.window() == Window{2024_y / 3 / 1, 2024_y / 4 / 15});
    CHECK(calendar.label(spring) == "spring 2024");
    CHECK(calendar.try_parse("spring 2024") == spring);
    CHECK_FALSE(calendar.try_parse("autumn 2024"));
    CHECK(calendar.label(calendar.next(spring)) == "summer 2024");
    CHECK(calendar.previous(calendar.next(spring)) == spring);
    CHECK_THROWS_AS(calendar.previous(spring), Error);
    CHECK_THROWS_AS(calendar.shift(spring, 3), Error);
}

TEST_CASE("days between custom periods are in none") {
    CHECK_THROWS_AS(calendar.period(Grain::custom, 2024_y / 4 / 15), Error);
    CHECK_THROWS_AS(calendar.period(Grain::custom, 2025_y / 4 / 1), Error);
    CHECK_THROWS_AS(Calendar{}.period(Grain::custom, 2025_y / 3 / 1), Error);
    CHECK(Calendar{}.periods({2024_y / 1 / 1, 2025_y / 1 / 1}, Grain::custom).empty());

    const auto periods = calendar.periods({2024_y / 4 / 1, 2025_y / 3 / 1}, Grain::custom);
    REQUIRE(periods.size() == 3);
    CHECK(periods[0].window() == Window{2024_y / 4 / 1, 2024_y / 4 / 15});
    CHECK_FALSE(periods[0].complete);
    CHECK(periods[1].complete);
    CHECK(periods[2].window() == Window{2025_y / 2 / 20, 2025_y / 3 / 1});
}

TEST_CASE("the custom period a year before holds the same date") {
    const Period spring = *calendar.try_parse("spring 2025");
    CHECK_THROWS_AS(calendar.year_before(spring), Error);  // Feb 20, 2024 is in none
    const Calendar longer = calendar.with(CustomPeriods{{
        {"first", {2024_y / 2 / 1, 2024_y / 3 / 1}},
        {"second", {2025_y / 2 / 20, 2025_y / 4 / 1}},
    }});
    CHECK(longer.label(longer.year_before(*longer.try_parse("second"))) == "first");
    CHECK_THROWS_AS(longer.year_before(*longer.try_parse("first")), Error);
}

TEST_CASE("a list of custom periods must be in order, and names must be its own") {
    const Window march{2025_y / 3 / 1, 2025_y / 4 / 1};
    const Window april{2025_y / 4 / 1, 2025_y / 5 / 1};
    const auto refused = [](std::vector<NamedWindow> list) {
        CHECK_THROWS_AS(CustomPeriods{std::move(list)}, Error);
    };
    refused({{"b", april}, {"a", march}});
    refused({{"a", march}, {"b", {2025_y / 3 / 31, 2025_y / 5 / 1}}});
    refused({{"a", march}, {"a", april}});
    refused({{"", march}});
    refused({{"M\xE4rz", march}});
    refused({{"a", {march.first, march.first}}});
    refused({{"a", {march.first, all_time.until + date::days{1}}}});
    CHECK_NOTHROW(CustomPeriods{{{"a", march}, {"b", april}}});

    for (const char* taken : {"2025-Q1", "2025", "FY2025 W01", "2025-03-01", "all"}) {
        INFO(taken);
        CHECK_THROWS_AS(Calendar{}.with(CustomPeriods{{{taken, march}}}), Error);
    }
}

TEST_CASE("calendars with different lists differ") {
    CHECK(calendar == Calendar{}.with(campaigns));
    CHECK_FALSE(calendar == Calendar{});
    CHECK(calendar.custom_periods() == campaigns);
}
