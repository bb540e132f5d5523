// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/calendar.hpp>

#include <date/date.h>

#include <vector>

using namespace saleskpi;
using namespace date::literals;

// Exhaustive over every day of 1990-2100, every grain and several calendars. The loops count
// failures and check once, because a check per day would take minutes.
namespace {

const Window years{1990_y / 1 / 1, 2101_y / 1 / 1};

std::vector<Calendar> calendars() {
    return {
        Calendar{},
        Calendar::fiscal_from(date::February),
        Calendar::fiscal_from(date::April),
        Calendar::fiscal_from(date::July, FiscalName::by_start),
        Calendar::fiscal_from(date::December, FiscalName::by_start),
    };
}

/// Runs a law for every calendar and grain; the law returns its number of failures.
template <class Law>
void for_all(Law law) {
    for (const Calendar& calendar : calendars()) {
        for (const Grain grain : all_grains) {
            INFO(calendar.spec() << " " << name(grain));
            CHECK(law(calendar, grain) == 0);
        }
    }
}

std::vector<Period> whole_periods(const Calendar& calendar, Grain grain) {
    std::vector<Period> result;
    if (grain == Grain::window) {
        return result;
    }
    for (Period p = calendar.period(grain, years.first); p.first < years.last;
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
        for (Date day = years.first; day < years.last; day += date::days{1}) {
            const Period period = calendar.period(grain, day);
            wrong += !period.window().contains(day);
            const bool same = period == before;
            const bool adjoins = before.last == period.first && period.first == day &&
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
            wrong += calendar.next(period).first != period.last;
            wrong += calendar.previous(period).last != period.first;
            wrong += !(calendar.next(calendar.previous(period)) == period);
            wrong += !(calendar.numbered(grain, period.ordinal) == period);
            wrong += !(calendar.period(grain, period.last - date::days{1}) == period);
        }
        return wrong;
    });
}

TEST_CASE("labels round-trip") {
    for_all([](const Calendar& calendar, Grain grain) {
        int wrong = 0;
        for (const Period& period : whole_periods(calendar, grain)) {
            wrong += calendar.parse(calendar.label(period)) != period;
        }
        return wrong;
    });
}

TEST_CASE("a year before is a year before") {
    for_all([](const Calendar& calendar, Grain grain) {
        int wrong = 0;
        for (const Period& period : whole_periods(calendar, grain)) {
            const auto shift = (period.first - calendar.year_before(period).first).count();
            const bool week = grain == Grain::week;
            wrong += week ? shift != 52 * 7 && shift != 53 * 7 : shift != 365 && shift != 366;
        }
        return wrong;
    });
}

TEST_CASE("the same part of a whole period is the whole other period") {
    for_all([](const Calendar& calendar, Grain grain) {
        int wrong = 0;
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
                covered = period.last;
                const bool whole = grain == Grain::window || calendar.shift(period, 0) == period;
                wrong += period.complete != whole;
            }
            wrong += covered != window.last;
        }
        return wrong;
    });
}
