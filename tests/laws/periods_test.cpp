// SPDX-License-Identifier: MIT
// The days of periods are those that plain steps over the days find.
#include "catch.hpp"
#include "support/slow_periods.hpp"

#include <date/date.h>

#include <array>

using namespace saleskpi;

namespace {

constexpr std::array grains{Grain::day,         Grain::week,         Grain::month,
                            Grain::quarter,     Grain::half,         Grain::year,
                            Grain::fiscal_week, Grain::fiscal_month, Grain::fiscal_quarter,
                            Grain::fiscal_half, Grain::fiscal_year};

std::string days(const Period& period) {
    return to_text(period.first) + " " + to_text(period.until) + (period.complete ? "" : " part");
}

}  // namespace

TEST_CASE("periods, those before them and those of the year before are found by plain steps") {
    for (const char* spec :
         {"iso", "fiscal:april:end", "fiscal:july:start weeks=sunday", "retail-454:nrf",
          "retail-445:last-saturday-of-june:end"}) {
        const Calendar calendar = Calendar::parse_spec(spec);
        for (const Grain grain : grains) {
            Date day{date::year{2018} / 12 / 20};
            for (int i = 0; i < 400; ++i, day += date::days{7}) {
                const Period period = slow::period_of(grain, day, calendar);
                const Period known = calendar.period(grain, day);
                INFO(spec << " " << name(grain) << " " << days(known));
                REQUIRE(days(period) == days(known));
                REQUIRE(
                    days(*slow::periods_before(period, 1, calendar)) ==
                    days(calendar.previous(known)));
                REQUIRE(
                    days(*slow::periods_before(period, 6, calendar)) ==
                    days(calendar.shift(known, -6)));
                REQUIRE(
                    days(*slow::year_before(period, calendar)) ==
                    days(calendar.year_before(known)));
            }
        }
    }
}

TEST_CASE("parts of periods are compared with those that plain steps find") {
    for (const char* spec : {"iso", "fiscal:april:end", "retail-454:nrf"}) {
        const Calendar calendar = Calendar::parse_spec(spec);
        for (const Grain grain : grains) {
            Date day{date::year{2019} / 12 / 20};
            for (int i = 0; i < 400; ++i, day += date::days{1}) {
                const Date first = calendar.period(grain, day).first;
                const Period part = calendar.periods({first, day + date::days{1}}, grain).front();
                if (part.complete) continue;
                INFO(spec << " " << name(grain) << " " << days(part));
                REQUIRE(
                    days(*slow::periods_before(part, 1, calendar)) ==
                    days(calendar.same_part(part, calendar.previous(part))));
                REQUIRE(
                    days(*slow::year_before(part, calendar)) ==
                    days(calendar.same_part(part, calendar.year_before(part))));
            }
        }
    }
}
