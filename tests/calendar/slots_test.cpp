// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/calendar/slots.hpp>
#include <saleskpi/value/error.hpp>

#include <date/date.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

using namespace saleskpi;
using namespace date::literals;

namespace {

std::int32_t number_of(Date day) {
    return static_cast<std::int32_t>(day.time_since_epoch().count());
}

std::int32_t scan(const std::vector<Window>& ranges, Date day) {
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        if (ranges[i].contains(day)) {
            return static_cast<std::int32_t>(i);
        }
    }
    return -1;
}

/// The days around the ranges on which table and scan differ.
int differences(const std::vector<Window>& ranges) {
    const DayTable table{ranges};
    int wrong = 0;
    for (Date day = 1960_y / 1 / 1; day < Date{2110_y / 1 / 1}; day += date::days{1}) {
        wrong += table(number_of(day)) != scan(ranges, day);
    }
    return wrong;
}

}  // namespace

TEST_CASE("a table of adjoining quarters") {
    const std::vector<Window> quarters{
        Window{2025_y / 1 / 1, 2025_y / 4 / 1}, Window{2025_y / 4 / 1, 2025_y / 7 / 1}};
    const DayTable table{quarters};
    CHECK(table(number_of(2024_y / 12 / 31)) == -1);
    CHECK(table(number_of(2025_y / 1 / 1)) == 0);
    CHECK(table(number_of(2025_y / 3 / 31)) == 0);
    CHECK(table(number_of(2025_y / 4 / 1)) == 1);
    CHECK(table(number_of(2025_y / 6 / 30)) == 1);
    CHECK(table(number_of(2025_y / 7 / 1)) == -1);
}

TEST_CASE("a table agrees with a linear scan") {
    const Window before_1970{1968_y / 3 / 3, 1969_y / 5 / 1};
    const Window empty{1975_y / 1 / 1, 1975_y / 1 / 1};
    const Window gap_after{1980_y / 1 / 1, 1980_y / 1 / 2};
    const Window millennium{1999_y / 12 / 31, 2001_y / 1 / 1};
    CHECK(differences({}) == 0);
    CHECK(differences({empty}) == 0);
    CHECK(differences({millennium}) == 0);
    CHECK(differences({before_1970}) == 0);
    CHECK(differences({empty, millennium, empty}) == 0);
    CHECK(differences({before_1970, empty, gap_after, millennium}) == 0);
    CHECK(differences({all_time}) == 0);
}

TEST_CASE("a table of the periods of a calendar agrees with a linear scan") {
    const Window window{2001_y / 2 / 3, 2003_y / 9 / 5};
    const Calendar calendar = Calendar::fiscal_from(date::April);
    for (const Grain grain : all_grains) {
        // The scan of a thousand ranges for each day is slow and shows nothing more.
        if (grain == Grain::day) {
            continue;
        }
        std::vector<Window> ranges;
        for (const Period& period : calendar.periods(window, grain)) {
            ranges.push_back(period.window());
        }
        INFO(name(grain));
        CHECK(differences(ranges) == 0);
    }
}

TEST_CASE("days far outside are outside") {
    const auto most = (std::numeric_limits<std::int32_t>::max)();
    const auto least = (std::numeric_limits<std::int32_t>::min)();
    for (const Window& range : {all_time, Window{1968_y / 1 / 1, 1969_y / 1 / 1}}) {
        const std::vector<Window> one{range};
        CHECK(DayTable{one}(most) == -1);
        CHECK(DayTable{one}(least) == -1);
    }
    const std::vector<Window> everything{all_time};
    CHECK(DayTable{everything}(number_of(all_time.first)) == 0);
    CHECK(DayTable{everything}(number_of(all_time.first) - 1) == -1);
    CHECK(DayTable{everything}(number_of(9999_y / 12 / 31)) == 0);
}

TEST_CASE("ranges out of order or out of bounds are refused") {
    const Window january{2025_y / 1 / 1, 2025_y / 2 / 1};
    const Window february{2025_y / 2 / 1, 2025_y / 3 / 1};
    const Window overlapping{2025_y / 1 / 31, 2025_y / 3 / 1};
    CHECK_THROWS_AS((DayTable{std::vector{february, january}}), Error);
    CHECK_THROWS_AS((DayTable{std::vector{january, overlapping}}), Error);
    CHECK_THROWS_AS(
        (DayTable{std::vector{Window{january.first, all_time.until + date::days{1}}}}), Error);
}
