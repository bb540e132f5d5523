// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/calendar.hpp>

#include <date/date.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace date::literals;

// Exhaustive over every day of 1990-2100, every grain and several calendars. The loops count
// failures and check once, because a check per day would take minutes.
namespace {

const Window years{1990_y / 1 / 1, 2101_y / 1 / 1};

/// Seasons of uneven length, without gaps over the days that are looked at.
CustomPeriods seasons() {
    std::vector<NamedWindow> list;
    Date first = 1988_y / 11 / 27;
    for (int i = 0; first < Date{2104_y / 1 / 1}; ++i) {
        const Date last = first + date::days{40 + i * 37 % 90};
        list.push_back({"season " + std::to_string(i), {first, last}});
        first = last;
    }
    return CustomPeriods{std::move(list)};
}

std::vector<Calendar> calendars() {
    using enum RetailYear::End;
    const RetailYear last_of_june{last_in_month, date::Saturday, date::June, FiscalName::by_end};
    const RetailYear last_of_january{
        last_in_month, date::Saturday, date::January, FiscalName::by_start};
    const RetailYear near_new_year{
        nearest_to_month_end, date::Sunday, date::December, FiscalName::by_end};
    return {
        Calendar{},
        Calendar{}.weeks_from(date::Sunday).with(seasons()),
        Calendar{}.weeks_from(date::Saturday).in_zone("Asia/Riyadh"),
        Calendar::fiscal_from(date::February),
        Calendar::fiscal_from(date::April).weeks_from(date::Sunday),
        Calendar::fiscal_from(date::July, FiscalName::by_start),
        Calendar::fiscal_from(date::December, FiscalName::by_start),
        Calendar::retail(RetailPattern::p454),
        Calendar::retail(RetailPattern::p445, last_of_june).weeks_from(date::Sunday),
        Calendar::retail(RetailPattern::p544, last_of_january),
        Calendar::retail(RetailPattern::p445, near_new_year),
    };
}

bool has_grain(const Calendar& calendar, Grain grain) {
    return grain != Grain::custom || !calendar.custom_periods().all().empty();
}

/// Runs a law for every calendar and grain; the law returns its number of failures.
template <class Law>
void for_all(Law law) {
    for (const Calendar& calendar : calendars()) {
        for (const Grain grain : all_grains) {
            if (!has_grain(calendar, grain)) continue;
            INFO(calendar.spec() << " " << name(grain));
            CHECK(law(calendar, grain) == 0);
        }
    }
}

/// Years of the calendar have whole weeks, as far as this grain knows.
bool is_of_weeks(const Calendar& calendar, Grain grain) {
    if (grain == Grain::week || grain == Grain::fiscal_week) return true;
    const bool is_retail = calendar.spec().starts_with("retail");
    return is_retail && Grain::fiscal_week <= grain && grain <= Grain::fiscal_year;
}

std::vector<Period> whole_periods(const Calendar& calendar, Grain grain) {
    std::vector<Period> result;
    if (grain == Grain::window) {
        return result;
    }
    for (Period p = calendar.period(grain, years.first); p.first < years.until;
         p = calendar.next(p)) {
        result.push_back(p);
    }
    return result;
}

}  // namespace

TEST_CASE("every day lies in the period it is given, and neighbours differ only at an edge") {
    for_all([](const Calendar& calendar, Grain grain) {
        int wrong = 0;
        Period before = calendar.period(grain, years.first);
        for (Date day = years.first; day < years.until; day += date::days{1}) {
            const Period period = calendar.period(grain, day);
            wrong += !period.window().contains(day);
            const bool same = period == before;
            const bool adjoins = before.until == period.first && period.first == day &&
                                 period.ordinal == before.ordinal + 1;
            wrong += !same && !adjoins;
            before = period;
        }
        return wrong;
    });
}

TEST_CASE("periods adjoin, and stepping forth and back returns") {
    for_all([](const Calendar& calendar, Grain grain) {
        int wrong = 0;
        for (const Period& period : whole_periods(calendar, grain)) {
            wrong += period.window().empty() || !period.complete;
            wrong += calendar.next(period).first != period.until;
            wrong += calendar.previous(period).until != period.first;
            wrong += !(calendar.next(calendar.previous(period)) == period);
            wrong += !(calendar.numbered(grain, period.ordinal) == period);
            wrong += !(calendar.period(grain, period.until - date::days{1}) == period);
        }
        return wrong;
    });
}

TEST_CASE("labels round-trip") {
    for_all([](const Calendar& calendar, Grain grain) {
        int wrong = 0;
        for (const Period& period : whole_periods(calendar, grain)) {
            wrong += calendar.try_parse(calendar.label(period)) != period;
        }
        return wrong;
    });
}

TEST_CASE("a year before is a year before") {
    for_all([](const Calendar& calendar, Grain grain) {
        int wrong = 0;
        if (grain == Grain::custom) return wrong;  // no two years of a list are alike
        for (const Period& period : whole_periods(calendar, grain)) {
            const auto shift = (period.first - calendar.year_before(period).first).count();
            const bool weeks = shift == 52 * 7 || shift == 53 * 7;
            const bool dates = shift == 365 || shift == 366;
            wrong += is_of_weeks(calendar, grain) ? !weeks : !dates;
        }
        return wrong;
    });
}

TEST_CASE("restated, a year before is the same days 364 days before") {
    for_all([](const Calendar& calendar, Grain grain) {
        int wrong = 0;
        if (grain == Grain::custom) return wrong;
        for (const Period& period : whole_periods(calendar, grain)) {
            const Period before = calendar.year_before(period, YearBefore::restated);
            wrong += before.first != period.first - date::days{364};
            wrong += before.until != period.until - date::days{364};
            wrong += !before.complete || before.grain != grain;
            const bool is_a_period = calendar.numbered(grain, before.ordinal) == before;
            const bool must_be =
                grain == Grain::day || grain == Grain::week || grain == Grain::fiscal_week;
            wrong += must_be && !is_a_period;
        }
        return wrong;
    });
}

TEST_CASE("fiscal months make quarters, quarters halves, and halves years") {
    constexpr std::array grains{
        Grain::fiscal_month, Grain::fiscal_quarter, Grain::fiscal_half, Grain::fiscal_year};
    for (const Calendar& calendar : calendars())
        for (std::size_t i = 1; i < grains.size(); ++i) {
            INFO(calendar.spec() << " " << name(grains[i]));
            int wrong = 0;
            for (const Period& part : whole_periods(calendar, grains[i - 1])) {
                const Period whole = calendar.period(grains[i], part.first);
                wrong += intersect(part.window(), whole.window()) != part.window();
            }
            CHECK(wrong == 0);
        }
}

TEST_CASE("a retail year has 52 or 53 weeks, and 13 a quarter but for the last") {
    for (const Calendar& calendar : calendars()) {
        if (calendar.spec().find("retail") == std::string::npos) continue;
        INFO(calendar.spec());
        int wrong = 0;
        for (const Period& quarter : whole_periods(calendar, Grain::fiscal_quarter)) {
            const bool is_last = quarter.ordinal % 4 == 3;
            const std::int32_t days = quarter.window().days();
            wrong += days != 13 * 7 && !(is_last && days == 14 * 7);
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("the same part of a whole period is the whole other period") {
    for_all([](const Calendar& calendar, Grain grain) {
        int wrong = 0;
        if (grain == Grain::custom) return wrong;
        for (const Period& period : whole_periods(calendar, grain)) {
            const Period before = calendar.year_before(period);
            const Period part = calendar.same_part(period, before);
            wrong += !(part == before) || !part.complete;
        }
        return wrong;
    });
}

TEST_CASE(
    "the periods of any window hold each of its days once, and are complete where nothing is cut "
    "off") {
    for_all([](const Calendar& calendar, Grain grain) {
        int wrong = 0;
        for (int offset = 0; offset < 400; offset += 13) {
            const Date first = Date{2019_y / 11 / 20} + date::days{offset};
            const Window window{first, first + date::days{1 + offset * 3}};
            Date covered = window.first;
            for (const Period& period : calendar.periods(window, grain)) {
                wrong += period.first != covered || period.window().empty();
                covered = period.until;
                const bool whole = grain == Grain::window || calendar.shift(period, 0) == period;
                wrong += period.complete != whole;
            }
            wrong += covered != window.until;
        }
        return wrong;
    });
}
