// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/value/error.hpp>

#include <date/date.h>

#include <array>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace date::literals;

namespace {

const Calendar retail_454 = Calendar::retail(RetailPattern::p454, nrf);

std::vector<int> weeks_of_months(RetailPattern pattern, int year) {
    const Calendar calendar = Calendar::retail(pattern, nrf);
    std::vector<int> weeks;
    for (int month = 1; month <= 12; ++month)
        weeks.push_back(calendar.period(FiscalMonth{year, month}).window().days() / 7);
    return weeks;
}

std::string label_of(Grain grain, Date day) {
    return retail_454.label(retail_454.period(grain, day));
}

}  // namespace

// nrf.com/resources/4-5-4-calendar names 2012, 2017 and 2023 as years of 53 weeks, its older page
// 2000 and 2006 too; lists of the years to come have 2028 next. First days: the federation's
// calendars, as tests of elixir-cldr/cldr_calendars quote them for 2016 to 2023; the others follow
// from the number of weeks in between.
TEST_CASE("the years of the National Retail Federation from 2006 to 2030") {
    struct Fact {
        date::year_month_day first;
        int weeks;
    };
    constexpr std::array facts{
        Fact{2006_y / 1 / 29, 53}, Fact{2007_y / 2 / 4, 52},  Fact{2008_y / 2 / 3, 52},
        Fact{2009_y / 2 / 1, 52},  Fact{2010_y / 1 / 31, 52}, Fact{2011_y / 1 / 30, 52},
        Fact{2012_y / 1 / 29, 53}, Fact{2013_y / 2 / 3, 52},  Fact{2014_y / 2 / 2, 52},
        Fact{2015_y / 2 / 1, 52},  Fact{2016_y / 1 / 31, 52}, Fact{2017_y / 1 / 29, 53},
        Fact{2018_y / 2 / 4, 52},  Fact{2019_y / 2 / 3, 52},  Fact{2020_y / 2 / 2, 52},
        Fact{2021_y / 1 / 31, 52}, Fact{2022_y / 1 / 30, 52}, Fact{2023_y / 1 / 29, 53},
        Fact{2024_y / 2 / 4, 52},  Fact{2025_y / 2 / 2, 52},  Fact{2026_y / 2 / 1, 52},
        Fact{2027_y / 1 / 31, 52}, Fact{2028_y / 1 / 30, 53}, Fact{2029_y / 2 / 4, 52},
        Fact{2030_y / 2 / 3, 52},
    };
    int number = 2006;
    for (const auto& [first, weeks] : facts) {
        const Period year = retail_454.period(FiscalYear{number});
        INFO(number);
        CHECK(year.first == Date{first});
        CHECK(date::weekday{year.first} == date::Sunday);
        CHECK(year.window().days() == weeks * 7);
        ++number;
    }
}

TEST_CASE("a year may end on the Saturday nearest to the end of August") {
    // The years of en.wikipedia.org/wiki/4-4-5_calendar.
    constexpr std::array ends{
        2014_y / 8 / 30, 2015_y / 8 / 29, 2016_y / 9 / 3,  2017_y / 9 / 2,
        2018_y / 9 / 1,  2019_y / 8 / 31, 2020_y / 8 / 29, 2021_y / 8 / 28,
        2022_y / 9 / 3,  2023_y / 9 / 2,  2024_y / 8 / 31, 2025_y / 8 / 30,
    };
    RetailYear year = nrf;
    year.month = date::August;
    year.name = FiscalName::by_end;
    const Calendar calendar = Calendar::retail(RetailPattern::p445, year);
    int number = 2014;
    for (const auto& end : ends)
        CHECK(calendar.period(FiscalYear{number++}).until == Date{end} + date::days{1});
}

TEST_CASE("a year may end on the last Saturday of a month") {
    const RetailYear year{
        RetailYear::End::last_in_month, date::Saturday, date::August, FiscalName::by_end};
    const Calendar calendar = Calendar::retail(RetailPattern::p445, year);
    // The same page: August 30 in 2014, 27 in 2016, 25 in 2018, 31 in 2019.
    CHECK(calendar.period(FiscalYear{2014}).until == Date{2014_y / 8 / 31});
    CHECK(calendar.period(FiscalYear{2016}).until == Date{2016_y / 8 / 28});
    CHECK(calendar.period(FiscalYear{2018}).until == Date{2018_y / 8 / 26});
    CHECK(calendar.period(FiscalYear{2019}).until == Date{2019_y / 9 / 1});
    CHECK(calendar.period(FiscalYear{2019}).window().days() == 53 * 7);
}

TEST_CASE("a retail year is named by its start or its end") {
    RetailYear by_end = nrf;
    by_end.name = FiscalName::by_end;
    const Calendar calendar = Calendar::retail(RetailPattern::p454, by_end);
    CHECK(
        calendar.period(FiscalYear{2024}).window() == retail_454.period(FiscalYear{2023}).window());
    // A year from late December to late December has one name either way.
    RetailYear december = nrf;
    december.month = date::December;
    const Calendar one = Calendar::retail(RetailPattern::p445, december);
    december.name = FiscalName::by_end;
    CHECK(one == Calendar::retail(RetailPattern::p445, december));
    CHECK(one.period(FiscalYear{2023}).window() == Window{2023_y / 1 / 1, 2023_y / 12 / 31});
}

TEST_CASE("weeks of the months, the 53rd in the last") {
    using enum RetailPattern;
    CHECK(weeks_of_months(p454, 2022) == std::vector{4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4});
    CHECK(weeks_of_months(p454, 2023) == std::vector{4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 5});
    CHECK(weeks_of_months(p445, 2023) == std::vector{4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 6});
    CHECK(weeks_of_months(p544, 2023) == std::vector{5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 5});
}

TEST_CASE("retail labels") {
    CHECK(label_of(Grain::fiscal_week, 2024_y / 2 / 3) == "FY2023 W53");
    CHECK(label_of(Grain::fiscal_week, 2024_y / 2 / 4) == "FY2024 W01");
    CHECK(label_of(Grain::fiscal_month, 2024_y / 2 / 3) == "FY2023 M12");
    CHECK(label_of(Grain::fiscal_quarter, 2024_y / 2 / 3) == "FY2023 Q4");
    CHECK(label_of(Grain::fiscal_half, 2024_y / 2 / 4) == "FY2024 H1");
    CHECK(label_of(Grain::fiscal_year, 2024_y / 2 / 3) == "FY2023");
    CHECK(label_of(Grain::week, 2024_y / 2 / 4) == "2024-W05");
    CHECK(label_of(Grain::month, 2024_y / 2 / 3) == "2024-02");
}

TEST_CASE("week 53 exists in the years that have it") {
    CHECK(
        retail_454.period(FiscalWeek{2023, 53}).window() ==
        Window{2024_y / 1 / 28, 2024_y / 2 / 4});
    CHECK(retail_454.try_parse("FY2023 W53") == retail_454.period(FiscalWeek{2023, 53}));
    CHECK_FALSE(retail_454.try_parse("FY2024 W53"));
    CHECK_THROWS_AS(retail_454.period(FiscalWeek{2024, 53}), Error);
    CHECK_THROWS_AS(retail_454.period(FiscalWeek{2024, 0}), Error);
    CHECK_THROWS_AS(retail_454.period(FiscalWeek{2024, 100}), Error);
    CHECK_THROWS_AS(retail_454.period(FiscalWeek{-5, 1}), Error);
}

TEST_CASE("stepping across a year of 53 weeks") {
    const auto stepped = [](const Period& period, int n) {
        return retail_454.label(retail_454.shift(period, n));
    };
    CHECK(stepped(retail_454.period(FiscalWeek{2023, 52}), 1) == "FY2023 W53");
    CHECK(stepped(retail_454.period(FiscalWeek{2023, 52}), 2) == "FY2024 W01");
    CHECK(stepped(retail_454.period(FiscalWeek{2024, 1}), -53) == "FY2023 W01");
    CHECK(stepped(retail_454.period(FiscalMonth{2023, 12}), 1) == "FY2024 M01");
    CHECK(stepped(retail_454.period(FiscalQuarter{2024, 1}), -4) == "FY2023 Q1");
    CHECK(stepped(retail_454.period(FiscalYear{2022}), 2) == "FY2024");
}

TEST_CASE("a part of a retail month against another is counted in days") {
    const Window part{2024_y / 2 / 4, 2024_y / 2 / 14};
    const Period february = retail_454.periods(part, Grain::fiscal_month).front();
    CHECK_FALSE(february.complete);
    const Period before = retail_454.same_part(february, retail_454.period(FiscalMonth{2023, 12}));
    CHECK(before.window() == Window{2023_y / 12 / 31, 2024_y / 1 / 10});
}

TEST_CASE("weeks of a fiscal year of months") {
    const Calendar april = Calendar::fiscal_from(date::April);
    // March 31, 2025 is a Monday: its week has April 3, the fourth day, in FY2026.
    CHECK(april.period(FiscalWeek{2026, 1}).window() == Window{2025_y / 3 / 31, 2025_y / 4 / 7});
    // March 30, 2026 is a Monday too, so FY2026 has 52 weeks. FY2022 began on March 29, 2021, and
    // FY2023 on April 4, 2022: 53 weeks.
    CHECK_FALSE(april.try_parse("FY2026 W53"));
    CHECK(april.period(FiscalWeek{2022, 53}).window() == Window{2022_y / 3 / 28, 2022_y / 4 / 4});
    CHECK(april.label(april.year_before(april.period(FiscalWeek{2022, 53}))) == "FY2021 W52");
    // Weeks from Sunday: April 1, 2025 is a Tuesday, so its week from March 30 has April 2.
    const Calendar sunday = april.weeks_from(date::Sunday);
    CHECK(sunday.period(FiscalWeek{2026, 1}).window() == Window{2025_y / 3 / 30, 2025_y / 4 / 6});
    // In a civil fiscal year they are the ISO weeks.
    CHECK(Calendar{}.try_parse("FY2020 W53")->window() == Week{2020, 53}.window());
}

TEST_CASE("a retail year needs a month and a day that exist") {
    RetailYear year = nrf;
    year.month = date::month{13};
    CHECK_THROWS_AS(Calendar::retail(RetailPattern::p454, year), Error);
    year = nrf;
    year.day = date::weekday{9};
    CHECK_THROWS_AS(Calendar::retail(RetailPattern::p454, year), Error);
    CHECK_THROWS_AS(Calendar{}.weeks_from(date::weekday{9}), Error);
}
