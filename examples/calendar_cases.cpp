// SPDX-License-Identifier: MIT
// The hard questions of a sales calendar, and the answers. docs/calendar-cases.md shows them.
#include "check.hpp"

#include <saleskpi/calendar/add_months.hpp>
#include <saleskpi/saleskpi.hpp>
#include <saleskpi/timezone.hpp>

#include <fmt/format.h>

#include <string>

using namespace saleskpi;
using namespace date::literals;

namespace {

/// "2025-02-01 to 2025-02-28", both days being in it.
std::string days(const Window& window) {
    return to_text(window.first) + " to " + to_text(window.until - date::days{1});
}
std::string days(const Period& period) { return days(period.window()); }

void months() {
    //! [month_later]
    const Date end_of_january = 2025_y / 1 / 31;
    show(to_text(add_months(end_of_january, 1)), "2025-02-28");
    show(to_text(add_months(end_of_january, 2)), "2025-03-31");  // not by way of Feb 28
    //! [month_later]

    //! [previous_month]
    const Calendar calendar;
    const Period april = calendar.period(Month{2025, 4});
    show(days(calendar.previous(april)), "2025-03-01 to 2025-03-31");
    //! [previous_month]

    //! [month_to_date]
    const auto against_february = [&](Window march_so_far) {
        const Period part = calendar.periods(march_so_far, Grain::month).front();
        return days(calendar.same_part(part, calendar.period(Month{2025, 2})));
    };
    show(against_february({2025_y / 3 / 1, 2025_y / 3 / 16}), "2025-02-01 to 2025-02-15");
    show(against_february({2025_y / 3 / 1, 2025_y / 3 / 31}), "2025-02-01 to 2025-02-28");
    //! [month_to_date]
}

void leap_days() {
    //! [leap_day]
    const Calendar calendar;
    const Period leap_day = calendar.period(Day{2024_y / 2 / 29});
    show(days(calendar.year_before(leap_day)), "2023-02-28 to 2023-02-28");
    show(to_text(add_months(2024_y / 2 / 29, 12)), "2025-02-28");

    const Window so_far{2024_y / 1 / 1, 2024_y / 3 / 1};  // 60 days, to Feb 29
    const Period part = calendar.periods(so_far, Grain::year).front();
    const Period before = calendar.same_part(part, calendar.year_before(part));
    show(days(before), "2023-01-01 to 2023-02-28");
    show(fmt::format("{} days", before.window().days()), "59 days");
    //! [leap_day]

    //! [same_weekday]
    const Period monday = calendar.period(Day{2025_y / 1 / 6});
    show(calendar.label(calendar.year_before(monday)), "2024-01-06");  // a Saturday
    show(
        calendar.label(calendar.year_before(monday, YearBefore::restated)),
        "2024-01-08");  // a Monday
    //! [same_weekday]
}

void weeks() {
    //! [iso_year]
    const Calendar iso;
    show(iso.label(iso.period(Grain::week, 2024_y / 12 / 30)), "2025-W01");
    show(iso.label(iso.period(Grain::week, 2021_y / 1 / 3)), "2020-W53");
    //! [iso_year]

    //! [week_start]
    const Date sunday = 2025_y / 3 / 2;
    const Calendar from_sunday = Calendar{}.weeks_from(date::Sunday);
    show(days(iso.period(Grain::week, sunday)), "2025-02-24 to 2025-03-02");
    show(days(from_sunday.period(Grain::week, sunday)), "2025-03-02 to 2025-03-08");
    show(from_sunday.label(from_sunday.period(Grain::week, sunday)), "week of 2025-03-02");
    //! [week_start]
}

void fiscal_years() {
    //! [fiscal_name]
    const auto quarter_of_april_1 = [](FiscalName name) {
        const Calendar calendar = Calendar::fiscal_from(date::April, name);
        return calendar.label(calendar.period(Grain::fiscal_quarter, 2025_y / 4 / 1));
    };
    show(quarter_of_april_1(FiscalName::by_end), "FY2026 Q1");
    show(quarter_of_april_1(FiscalName::by_start), "FY2025 Q1");
    //! [fiscal_name]

    //! [long_year]
    const Calendar shop = Calendar::retail(RetailPattern::p454, nrf);
    show(days(shop.period(FiscalYear{2023})), "2023-01-29 to 2024-02-03");
    show(days(shop.period(FiscalWeek{2023, 53})), "2024-01-28 to 2024-02-03");

    const Period first_week = shop.period(FiscalWeek{2024, 1});
    show(days(first_week), "2024-02-04 to 2024-02-10");
    show(days(shop.year_before(first_week)), "2023-01-29 to 2023-02-04");
    show(days(shop.year_before(first_week, YearBefore::restated)), "2023-02-05 to 2023-02-11");
    //! [long_year]
}

void instants() {
    //! [midnight]
    const Instant closed = *try_parse_instant("2024-12-31T23:30:00-05:00");
    show(to_text(civil_date(closed, "America/New_York")), "2024-12-31");
    show(to_text(civil_date(closed, "Europe/Warsaw")), "2025-01-01");

    const Calendar warsaw = Calendar::parse_spec("iso zone=Europe/Warsaw");
    const DateOfInstant date_of = date_of_instant(warsaw);  // LoadOptions take it
    show(to_text(*date_of(closed, "any region")), "2025-01-01");

    const DateOfInstant local = date_of_instant(
        ZoneByRegion{.zones = {{"EMEA", "Europe/Warsaw"}, {"Americas", "America/New_York"}}});
    show(to_text(*local(closed, "Americas")), "2024-12-31");
    //! [midnight]

    //! [long_day]
    const auto length = [](Date day) {
        const auto begin = first_instant(day, "America/New_York");
        const auto end = first_instant(day + date::days{1}, "America/New_York");
        return fmt::format("{} hours", (end - begin) / std::chrono::hours{1});
    };
    show(length(2025_y / 11 / 2), "25 hours");
    show(length(2025_y / 3 / 9), "23 hours");
    //! [long_day]
}

void edges() {
    //! [edges]
    const Date april_1 = 2025_y / 4 / 1;
    const Window first_quarter = Quarter{2025, 1}.window();
    show(first_quarter.contains(april_1) ? "in Q1" : "not in Q1", "not in Q1");
    show(first_quarter.until == april_1 ? "Q1 ends there" : "", "Q1 ends there");
    //! [edges]
}

void lists() {
    //! [working_days]
    const Window turn_of_the_year{2024_y / 12 / 20, 2025_y / 1 / 6};
    const WorkingDays office = WorkingDays{}.without({
        .days = {2024_y / 12 / 25, 2025_y / 1 / 1},
        .source = "the New York office",
        .valid = {2024_y / 1 / 1, 2026_y / 1 / 1},
        .outside = Holidays::Outside::refuse,
    });
    show(fmt::format("{}", turn_of_the_year.days()), "17");
    show(fmt::format("{}", WorkingDays{}.count(turn_of_the_year)), "11");
    show(fmt::format("{}", office.count(turn_of_the_year)), "9");
    try {
        (void)office.contains(2026_y / 1 / 1);
    } catch (const Error& error) {
        show(
            error.what(),
            "the holidays of the New York office are known from 2024-01-01 to 2025-12-31, not on "
            "2026-01-01");
    }
    //! [working_days]

    //! [custom]
    const Calendar calendar = Calendar{}.with(CustomPeriods{{
        {"spring sale", {2025_y / 3 / 10, 2025_y / 3 / 24}},
        {"summer sale", {2025_y / 7 / 1, 2025_y / 8 / 1}},
    }});
    const auto sales = calendar.periods({2025_y / 1 / 1, 2025_y / 7 / 15}, Grain::custom);
    show(calendar.label(sales[0]) + ": " + days(sales[0]), "spring sale: 2025-03-10 to 2025-03-23");
    show(calendar.label(sales[1]) + ": " + days(sales[1]), "summer sale: 2025-07-01 to 2025-07-14");
    show(sales[1].complete ? "complete" : "cut short", "cut short");
    //! [custom]

    //! [spec]
    const auto shop = Calendar::parse_spec("retail-454:nrf weeks=sunday zone=America/Chicago");
    show(shop.spec(), "retail-454:nrf weeks=sunday zone=America/Chicago");
    try {
        (void)Calendar::parse_spec("fiscal:avril");
    } catch (const Error& error) {
        show(
            error.what(),
            "'fiscal:avril' is no calendar: expected the name of a month at character 8, not "
            "'avril'");
    }
    //! [spec]
}

}  // namespace

int main() {
    months();
    leap_days();
    weeks();
    fiscal_years();
    instants();
    edges();
    lists();
}
