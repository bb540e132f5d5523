// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/add_months.hpp>
#include <saleskpi/calendar/civil.hpp>
#include <saleskpi/value/error.hpp>

#include <date/date.h>
#include <date/iso_week.h>

#include <cstdint>
#include <limits>
#include <vector>

using namespace saleskpi;
using namespace date::literals;

namespace {

template <class Make>
bool refused(Make make) {
    try {
        make();
    } catch (const Error& error) {
        return error.code() == ErrorCode::invalid_date;
    }
    return false;
}

}  // namespace

TEST_CASE("typed periods know their days") {
    CHECK(Day{2024_y / 2 / 29}.window() == Window{2024_y / 2 / 29, 2024_y / 3 / 1});
    CHECK(Week{2025, 1}.window() == Window{2024_y / 12 / 30, 2025_y / 1 / 6});
    CHECK(Month{2024, 2}.window() == Window{2024_y / 2 / 1, 2024_y / 3 / 1});
    CHECK(Quarter{2025, 2}.window() == Window{2025_y / 4 / 1, 2025_y / 7 / 1});
    CHECK(Half{2025, 2}.window() == Window{2025_y / 7 / 1, 2026_y / 1 / 1});
    CHECK(Year{2025}.window() == Window{2025_y / 1 / 1, 2026_y / 1 / 1});
    CHECK(Month{2024, 2}.contains(2024_y / 2 / 29));
    CHECK_FALSE(Month{2024, 2}.contains(2024_y / 3 / 1));
}

TEST_CASE("a day lies in one period of each grain") {
    const Date day = 2025_y / 8 / 31;
    CHECK(Month{day} == Month{2025, 8});
    CHECK(Quarter{day} == Quarter{2025, 3});
    CHECK(Half{day} == Half{2025, 2});
    CHECK(Year{day} == Year{2025});
    CHECK(Week{day} == Week{2025, 35});
    CHECK(Day{day}.first() == day);
    CHECK(Month{2025_y / 8 / 31} == Month{2025, 8});
    CHECK(Month{2025_y / 2 / date::last} == Month{2025, 2});
}

TEST_CASE("a finer period lies in a coarser one") {
    CHECK(Month{Day{2025_y / 5 / 31}} == Month{2025, 5});
    CHECK(Week{Day{2021_y / 1 / 3}} == Week{2020, 53});
    CHECK(Quarter{Month{2025, 5}} == Quarter{2025, 2});
    CHECK(Half{Month{2025, 7}} == Half{2025, 2});
    CHECK(Half{Quarter{2025, 2}} == Half{2025, 1});
    CHECK(Year{Month{2025, 12}} == Year{2025});
    CHECK(FiscalYear{FiscalQuarter{2026, 4}} == FiscalYear{2026});
}

TEST_CASE("periods have a year and a number") {
    CHECK(Month{2025, 3}.year() == 2025);
    CHECK(Month{2025, 3}.number() == 3);
    CHECK(Quarter{2025, 4}.number() == 4);
    CHECK(Week{2024_y / 12 / 30}.year() == 2025);
    CHECK(Week{2024_y / 12 / 30}.number() == 1);
    CHECK(FiscalQuarter{2026, 1}.year() == 2026);
    CHECK(FiscalQuarter{2026, 1}.number() == 1);
    CHECK(FiscalYear{2026}.year() == 2026);
}

TEST_CASE("arithmetic counts in the grain of the type") {
    CHECK(Month{2025, 11} + 3 == Month{2026, 2});
    CHECK(3 + Month{2025, 11} == Month{2026, 2});
    CHECK(Month{2025, 1} - 1 == Month{2024, 12});
    CHECK(Quarter{2025, 1} - Quarter{2023, 4} == 5);
    CHECK(Day{2024_y / 2 / 28} + 2 == Day{2024_y / 3 / 1});
    CHECK(Week{2020, 53} + 1 == Week{2021, 1});
    CHECK(FiscalQuarter{2026, 1} - 1 == FiscalQuarter{2025, 4});
    CHECK(Half{2025, 1} < Half{2025, 2});

    Year year{2025};
    CHECK(year++ == Year{2025});
    CHECK(year == Year{2026});
    CHECK(--year == Year{2025});
    CHECK(year-- == Year{2025});
    year += 10;
    year -= 4;
    CHECK(year == Year{2030});
}

TEST_CASE("a period that does not exist is refused, not normalised") {
    CHECK(refused([] { Month{2025, 13}; }));
    CHECK(refused([] { Month{2025, 0}; }));
    CHECK(refused([] { Quarter{2025, 5}; }));
    CHECK(refused([] { Half{2025, 3}; }));
    CHECK(refused([] { Week{2025, 53}; }));
    CHECK_FALSE(refused([] { Week{2020, 53}; }));
    CHECK(refused([] { Year{0}; }));
    CHECK(refused([] { Year{10000}; }));
    CHECK(refused([] { FiscalQuarter{2026, 5}; }));
    CHECK(refused([] { Day{2025_y / 2 / 30}; }));
    CHECK(refused([] { Month{2025_y / 2 / 29}; }));
    CHECK(refused([] { Day{all_time.until}; }));
}

TEST_CASE("arithmetic does not leave the valid years") {
    const auto most = (std::numeric_limits<std::int32_t>::max)();
    const auto least = (std::numeric_limits<std::int32_t>::min)();
    CHECK(refused([] { Month{9999, 12} + 1; }));
    CHECK(refused([] { Month{1, 1} - 1; }));
    CHECK(refused([] { Day{9999_y / 12 / 31} + 1; }));
    CHECK(refused([] { Week{1, 1} - 1; }));
    CHECK(refused([=] { Day{2025_y / 1 / 1} + most; }));
    CHECK(refused([=] { Day{2025_y / 1 / 1} - least; }));
    CHECK(refused([=] { Year::from_ordinal(least); }));
}

TEST_CASE("the error names what does not exist") {
    CHECK_THROWS_WITH(
        (Month{2025, 13}), Catch::Matchers::Contains("no month number 13 in the year 2025"));
}

TEST_CASE("ISO weeks agree with an independent implementation on every day") {
    int wrong = 0;
    for (Date day = 1990_y / 1 / 1; day < Date{2101_y / 1 / 1}; day += date::days{1}) {
        const iso_week::year_weeknum_weekday expected{day};
        const Week week{day};
        wrong += week.year() != static_cast<int>(expected.year());
        wrong += week.number() != static_cast<int>(static_cast<unsigned>(expected.weeknum()));
        wrong += !week.contains(day);
    }
    CHECK(wrong == 0);
}

TEST_CASE("years with 53 ISO weeks") {
    // The published list for 1990 to 2030.
    const std::vector<int> expected{1992, 1998, 2004, 2009, 2015, 2020, 2026};
    std::vector<int> found;
    for (int year = 1990; year <= 2030; ++year) {
        if (Week{year + 1, 1} - Week{year, 1} == 53) {
            found.push_back(year);
        }
    }
    CHECK(found == expected);
}

TEST_CASE("adding months stays within the years 1 to 9999") {
    CHECK(add_months(9999_y / 11 / 30, 1) == Date{9999_y / 12 / 30});
    CHECK_THROWS_AS(add_months(9999_y / 12 / 1, 1), Error);
    CHECK(add_months(date::year{1} / 2 / 28, -1) == Date{date::year{1} / 1 / 28});
    CHECK_THROWS_AS(add_months(date::year{1} / 1 / 31, -1), Error);
    CHECK_THROWS_AS(add_months(2025_y / 1 / 1, 2'000'000'000), Error);
    CHECK_THROWS_AS(add_months(2025_y / 1 / 1, -2'000'000'000), Error);
}
