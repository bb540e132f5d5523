// SPDX-License-Identifier: MIT
// The hard questions of a sales calendar, and the answers. docs/calendar-cases.md shows them.
#include "check.hpp"

#include <saleskpi/calendar/add_months.hpp>
#include <saleskpi/saleskpi.hpp>
#include <saleskpi/timezone.hpp>

#include <fmt/format.h>

#include <string>

namespace kpi = saleskpi;
using namespace date::literals;

namespace {

/// "2025-02-01 to 2025-02-28", both days being in it.
std::string days(const kpi::Window& window) {
    return kpi::to_text(window.first) + " to " + kpi::to_text(window.last - date::days{1});
}
std::string days(const kpi::Period& period) { return days(period.window()); }

void months() {
    //! [month_later]
    const kpi::Date end_of_january = 2025_y / 1 / 31;
    show(kpi::to_text(kpi::add_months(end_of_january, 1)), "2025-02-28");
    show(kpi::to_text(kpi::add_months(end_of_january, 2)), "2025-03-31");  // not by way of Feb 28
    //! [month_later]

    //! [previous_month]
    const kpi::Calendar calendar;
    const kpi::Period april = calendar.period(kpi::Month{2025, 4});
    show(days(calendar.previous(april)), "2025-03-01 to 2025-03-31");
    //! [previous_month]

    //! [month_to_date]
    const auto against_february = [&](kpi::Window march_so_far) {
        const kpi::Period part = calendar.periods(march_so_far, kpi::Grain::month).front();
        return days(calendar.same_part(part, calendar.period(kpi::Month{2025, 2})));
    };
    show(against_february({2025_y / 3 / 1, 2025_y / 3 / 16}), "2025-02-01 to 2025-02-15");
    show(against_february({2025_y / 3 / 1, 2025_y / 3 / 31}), "2025-02-01 to 2025-02-28");
    //! [month_to_date]
}

void leap_days() {
    //! [leap_day]
    const kpi::Calendar calendar;
    const kpi::Period leap_day = calendar.period(kpi::Day{2024_y / 2 / 29});
    show(days(calendar.year_before(leap_day)), "2023-02-28 to 2023-02-28");
    show(kpi::to_text(kpi::add_months(2024_y / 2 / 29, 12)), "2025-02-28");

    const kpi::Window so_far{2024_y / 1 / 1, 2024_y / 3 / 1};  // 60 days, to Feb 29
    const kpi::Period part = calendar.periods(so_far, kpi::Grain::year).front();
    const kpi::Period before = calendar.same_part(part, calendar.year_before(part));
    show(days(before), "2023-01-01 to 2023-02-28");
    show(fmt::format("{} days", before.window().days()), "59 days");
    //! [leap_day]

    //! [same_weekday]
    const kpi::Period monday = calendar.period(kpi::Day{2025_y / 1 / 6});
    show(calendar.label(calendar.year_before(monday)), "2024-01-06");  // a Saturday
    show(
        calendar.label(calendar.year_before(monday, kpi::YearBefore::restated)),
        "2024-01-08");  // a Monday
    //! [same_weekday]
}

void weeks() {
    //! [iso_year]
    const kpi::Calendar iso;
    show(iso.label(iso.period(kpi::Grain::week, 2024_y / 12 / 30)), "2025-W01");
    show(iso.label(iso.period(kpi::Grain::week, 2021_y / 1 / 3)), "2020-W53");
    //! [iso_year]

    //! [week_start]
    const kpi::Date sunday = 2025_y / 3 / 2;
    const kpi::Calendar from_sunday = kpi::Calendar{}.weeks_from(date::Sunday);
    show(days(iso.period(kpi::Grain::week, sunday)), "2025-02-24 to 2025-03-02");
    show(days(from_sunday.period(kpi::Grain::week, sunday)), "2025-03-02 to 2025-03-08");
    show(from_sunday.label(from_sunday.period(kpi::Grain::week, sunday)), "week of 2025-03-02");
    //! [week_start]
}

void fiscal_years() {
    //! [fiscal_name]
    const auto quarter_of_april_1 = [](kpi::FiscalName name) {
        const kpi::Calendar calendar = kpi::Calendar::fiscal_from(date::April, name);
        return calendar.label(calendar.period(kpi::Grain::fiscal_quarter, 2025_y / 4 / 1));
    };
    show(quarter_of_april_1(kpi::FiscalName::by_end), "FY2026 Q1");
    show(quarter_of_april_1(kpi::FiscalName::by_start), "FY2025 Q1");
    //! [fiscal_name]

    //! [long_year]
    const kpi::Calendar shop = kpi::Calendar::retail(kpi::RetailPattern::p454, kpi::nrf);
    show(days(shop.period(kpi::FiscalYear{2023})), "2023-01-29 to 2024-02-03");
    show(days(shop.period(kpi::FiscalWeek{2023, 53})), "2024-01-28 to 2024-02-03");

    const kpi::Period first_week = shop.period(kpi::FiscalWeek{2024, 1});
    show(days(first_week), "2024-02-04 to 2024-02-10");
    show(days(shop.year_before(first_week)), "2023-01-29 to 2023-02-04");
    show(days(shop.year_before(first_week, kpi::YearBefore::restated)), "2023-02-05 to 2023-02-11");
    //! [long_year]
}

void instants() {
    //! [midnight]
    const kpi::Instant closed = *kpi::parse_instant("2024-12-31T23:30:00-05:00");
    show(kpi::to_text(kpi::civil_date(closed, "America/New_York")), "2024-12-31");
    show(kpi::to_text(kpi::civil_date(closed, "Europe/Warsaw")), "2025-01-01");

    const kpi::Calendar warsaw = kpi::Calendar::from_spec("iso zone=Europe/Warsaw");
    const kpi::DateOfInstant date_of = kpi::date_of_instant(warsaw);  // LoadOptions take it
    show(kpi::to_text(*date_of(closed, "any region")), "2025-01-01");

    const kpi::DateOfInstant local = kpi::date_of_instant(
        kpi::ZoneByRegion{.zones = {{"EMEA", "Europe/Warsaw"}, {"Americas", "America/New_York"}}});
    show(kpi::to_text(*local(closed, "Americas")), "2024-12-31");
    //! [midnight]

    //! [long_day]
    const auto length = [](kpi::Date day) {
        const auto begin = kpi::first_instant(day, "America/New_York");
        const auto end = kpi::first_instant(day + date::days{1}, "America/New_York");
        return fmt::format("{} hours", (end - begin) / std::chrono::hours{1});
    };
    show(length(2025_y / 11 / 2), "25 hours");
    show(length(2025_y / 3 / 9), "23 hours");
    //! [long_day]
}

void edges() {
    //! [edges]
    const kpi::Date april_1 = 2025_y / 4 / 1;
    const kpi::Window first_quarter = kpi::Quarter{2025, 1}.window();
    show(first_quarter.contains(april_1) ? "in Q1" : "not in Q1", "not in Q1");
    show(first_quarter.last == april_1 ? "Q1 ends there" : "", "Q1 ends there");
    //! [edges]
}

void lists() {
    //! [working_days]
    const kpi::Window turn_of_the_year{2024_y / 12 / 20, 2025_y / 1 / 6};
    const kpi::WorkingDays office = kpi::WorkingDays{}.without({
        .days = {2024_y / 12 / 25, 2025_y / 1 / 1},
        .source = "the New York office",
        .valid = {2024_y / 1 / 1, 2026_y / 1 / 1},
        .outside = kpi::Holidays::Outside::refuse,
    });
    show(fmt::format("{}", turn_of_the_year.days()), "17");
    show(fmt::format("{}", kpi::WorkingDays{}.count(turn_of_the_year)), "11");
    show(fmt::format("{}", office.count(turn_of_the_year)), "9");
    try {
        (void)office.contains(2026_y / 1 / 1);
    } catch (const kpi::Error& error) {
        show(
            error.what(),
            "the holidays of the New York office are known from 2024-01-01 to 2025-12-31, not on "
            "2026-01-01");
    }
    //! [working_days]

    //! [custom]
    const kpi::Calendar calendar = kpi::Calendar{}.with(kpi::CustomPeriods{{
        {"spring sale", {2025_y / 3 / 10, 2025_y / 3 / 24}},
        {"summer sale", {2025_y / 7 / 1, 2025_y / 8 / 1}},
    }});
    const auto sales = calendar.periods({2025_y / 1 / 1, 2025_y / 7 / 15}, kpi::Grain::custom);
    show(calendar.label(sales[0]) + ": " + days(sales[0]), "spring sale: 2025-03-10 to 2025-03-23");
    show(calendar.label(sales[1]) + ": " + days(sales[1]), "summer sale: 2025-07-01 to 2025-07-14");
    show(sales[1].complete ? "complete" : "cut short", "cut short");
    //! [custom]

    //! [spec]
    const auto shop = kpi::Calendar::from_spec("retail-454:nrf weeks=sunday zone=America/Chicago");
    show(shop.spec(), "retail-454:nrf weeks=sunday zone=America/Chicago");
    try {
        (void)kpi::Calendar::from_spec("fiscal:avril");
    } catch (const kpi::Error& error) {
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
