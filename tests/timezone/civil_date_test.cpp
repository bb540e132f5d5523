// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/civil.hpp>
#include <saleskpi/timezone/civil_date.hpp>
#include <saleskpi/value/error.hpp>

#include <date/date.h>

#include <chrono>

using namespace saleskpi;
using namespace date::literals;
using namespace std::chrono_literals;

namespace {

/// The code of the error that asking for this zone throws.
ErrorCode error_of(const char* zone) {
    try {
        (void)civil_date(Date{2025_y / 1 / 1} + 4h, zone);
    } catch (const Error& error) {
        return error.code();
    }
    FAIL("no error");
    return {};
}

}  // namespace

TEST_CASE("pitfall 98: an instant near midnight falls on the date of the business zone") {
    // 2024-12-31 23:30 in New York.
    const auto closed = Date{2025_y / 1 / 1} + 4h + 30min;
    CHECK(civil_date(closed, "America/New_York") == Date{2024_y / 12 / 31});
    CHECK(civil_date(closed, "UTC") == Date{2025_y / 1 / 1});
    CHECK(civil_date(closed, "Asia/Tokyo") == Date{2025_y / 1 / 1});
    CHECK(Month{civil_date(closed, "America/New_York")} == Month{2024, 12});
}

TEST_CASE(
    "pitfall 101: an instant half a second before midnight in its zone belongs to the period that "
    "ends") {
    // In April Berlin is two hours ahead, so its second quarter begins at 22:00 UTC.
    const auto midnight = Date{2025_y / 3 / 31} + 22h;
    CHECK(Quarter{civil_date(midnight, "Europe/Berlin")} == Quarter{2025, 2});
    CHECK(Quarter{civil_date(midnight - 500ms, "Europe/Berlin")} == Quarter{2025, 1});
}

TEST_CASE("instants of any resolution, before 1970 too") {
    const auto before_1970 = Date{1969_y / 12 / 31} + 23h + 59min + 59s;
    CHECK(civil_date(before_1970, "UTC") == Date{1969_y / 12 / 31});
    CHECK(civil_date(before_1970 + 999'999'999ns, "UTC") == Date{1969_y / 12 / 31});
    CHECK(civil_date(before_1970 + 999ms, "UTC") == Date{1969_y / 12 / 31});
    CHECK(civil_date(Date{2025_y / 6 / 1}, "UTC") == Date{2025_y / 6 / 1});
}

TEST_CASE("pitfall 99: a day on which the clock changes is one date of 25 hours, or of 23") {
    // 2025-11-02 in New York lasts from 04:00 UTC to 05:00 UTC of the next day: 25 hours.
    int hours = 0;
    for (auto instant = Date{2025_y / 11 / 1} + 0h; instant < Date{2025_y / 11 / 4};
         instant += 1h) {
        hours += civil_date(instant, "America/New_York") == Date{2025_y / 11 / 2};
    }
    CHECK(hours == 25);

    const auto length = [](Date day, const char* zone) {
        return first_instant(day + date::days{1}, zone) - first_instant(day, zone);
    };
    CHECK(length(2025_y / 11 / 2, "America/New_York") == 25h);
    CHECK(length(2025_y / 11 / 1, "America/New_York") == 24h);
    CHECK(length(2025_y / 3 / 9, "America/New_York") == 23h);
    CHECK(length(2025_y / 11 / 2, "UTC") == 24h);
    // In 2018 the clock of Sao Paulo went from midnight to one: that day had no midnight.
    CHECK(first_instant(2018_y / 11 / 4, "America/Sao_Paulo") == Date{2018_y / 11 / 4} + 3h);
    CHECK(length(2018_y / 11 / 4, "America/Sao_Paulo") == 23h);
}

TEST_CASE("an unknown zone is an error that names it") {
    CHECK(error_of("Mars/Olympus") == ErrorCode::invalid_argument);
    CHECK(error_of("") == ErrorCode::invalid_argument);
    CHECK_THROWS_WITH(
        civil_date(Date{2025_y / 1 / 1} + 4h, "Mars/Olympus"),
        Catch::Matchers::Contains("\"Mars/Olympus\""));
}
