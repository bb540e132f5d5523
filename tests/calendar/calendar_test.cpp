// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/value/error.hpp>

#include <date/date.h>

#include <string>
#include <utility>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace date::literals;

namespace {

const Calendar& civil() {
    static const Calendar calendar;
    return calendar;
}

std::string label_of(const Calendar& calendar, Grain grain, Date day) {
    return calendar.label(calendar.period(grain, day));
}

/// "2025-01-20..2025-02-01 (part)" for each period.
std::vector<std::string> spans(const std::vector<Period>& periods) {
    std::vector<std::string> result;
    for (const Period& period : periods) {
        std::string text = to_text(period.first) + ".." + to_text(period.until);
        result.push_back(period.complete ? text : text + " (part)");
    }
    return result;
}

}  // namespace

TEST_CASE("labels of every grain") {
    const Calendar april = Calendar::fiscal_from(date::April);
    const Date day = 2025_y / 3 / 1;
    CHECK(label_of(april, Grain::day, day) == "2025-03-01");
    CHECK(label_of(april, Grain::week, day) == "2025-W09");
    CHECK(label_of(april, Grain::month, day) == "2025-03");
    CHECK(label_of(april, Grain::quarter, day) == "2025-Q1");
    CHECK(label_of(april, Grain::half, day) == "2025-H1");
    CHECK(label_of(april, Grain::year, day) == "2025");
    CHECK(label_of(april, Grain::fiscal_week, day) == "FY2025 W48");
    CHECK(label_of(april, Grain::fiscal_month, day) == "FY2025 M12");
    CHECK(label_of(april, Grain::fiscal_quarter, day) == "FY2025 Q4");
    CHECK(label_of(april, Grain::fiscal_half, day) == "FY2025 H2");
    CHECK(label_of(april, Grain::fiscal_year, day) == "FY2025");
    CHECK(label_of(april, Grain::window, day) == "all");
}

TEST_CASE("typed periods become run-time periods") {
    const Period march = civil().period(Month{2025, 3});
    CHECK(march.grain == Grain::month);
    CHECK(march.ordinal == Month{2025, 3}.ordinal());
    CHECK(march.window() == Month{2025, 3}.window());
    CHECK(march.complete);
    CHECK(civil().period(Week{2020, 53}).window() == Week{2020, 53}.window());
    CHECK(civil().period(Day{2025_y / 3 / 1}) == civil().period(Grain::day, 2025_y / 3 / 1));
}

TEST_CASE("the calendar gives fiscal labels their days") {
    const FiscalQuarter q1{2026, 1};
    CHECK(civil().period(q1).window() == Window{2026_y / 1 / 1, 2026_y / 4 / 1});
    CHECK(
        Calendar::fiscal_from(date::April).period(q1).window() ==
        Window{2025_y / 4 / 1, 2025_y / 7 / 1});
    CHECK(
        Calendar::fiscal_from(date::April, FiscalName::by_start).period(q1).window() ==
        Window{2026_y / 4 / 1, 2026_y / 7 / 1});
    CHECK(
        Calendar::fiscal_from(date::February).period(FiscalQuarter{2026, 4}).window() ==
        Window{2025_y / 11 / 1, 2026_y / 2 / 1});
    CHECK(
        Calendar::fiscal_from(date::October).period(FiscalYear{2026}).window() ==
        Window{2025_y / 10 / 1, 2026_y / 10 / 1});
}

TEST_CASE("a fiscal year from January is the civil year, whatever names it") {
    CHECK(Calendar::fiscal_from(date::January) == civil());
    CHECK(Calendar::fiscal_from(date::January, FiscalName::by_start) == civil());
    CHECK(label_of(civil(), Grain::fiscal_year, 2025_y / 12 / 31) == "FY2025");
}

TEST_CASE("a calendar is a value") {
    Calendar a = Calendar::fiscal_from(date::July);
    const Calendar b = std::move(a);
    CHECK(a == b);
    CHECK(a.spec() == "fiscal:july:end");
    CHECK_FALSE(b == civil());
    CHECK_FALSE(b == Calendar::fiscal_from(date::July, FiscalName::by_start));
}

TEST_CASE("stepping a clipped period gives a whole one") {
    const Period part = civil().periods({2025_y / 3 / 10, 2025_y / 3 / 20}, Grain::month).front();
    CHECK_FALSE(part.complete);
    CHECK(civil().next(part) == civil().period(Month{2025, 4}));
    CHECK(civil().previous(part) == civil().period(Month{2025, 2}));
    CHECK(civil().shift(part, 0) == civil().period(Month{2025, 3}));
    CHECK(civil().shift(part, -14) == civil().period(Month{2024, 1}));
    CHECK(civil().label(part) == "2025-03");
}

TEST_CASE("a window steps by its own length") {
    const Period ten_days =
        civil().periods({2025_y / 3 / 11, 2025_y / 3 / 21}, Grain::window).front();
    CHECK(civil().previous(ten_days).window() == Window{2025_y / 3 / 1, 2025_y / 3 / 11});
    CHECK(civil().shift(ten_days, 2).window() == Window{2025_y / 3 / 31, 2025_y / 4 / 10});
    CHECK_THROWS_AS(civil().shift(ten_days, 1'000'000'000), Error);
}

TEST_CASE("the period a year before") {
    const Calendar april = Calendar::fiscal_from(date::April);
    const auto before = [&](Period period) { return april.label(april.year_before(period)); };
    CHECK(before(april.period(Month{2025, 3})) == "2024-03");
    CHECK(before(april.period(Quarter{2025, 1})) == "2024-Q1");
    CHECK(before(april.period(Half{2025, 2})) == "2024-H2");
    CHECK(before(april.period(Year{2025})) == "2024");
    CHECK(before(april.period(FiscalQuarter{2026, 2})) == "FY2025 Q2");
    CHECK(before(april.period(FiscalYear{2026})) == "FY2025");
    CHECK(before(april.period(Day{2025_y / 3 / 1})) == "2024-03-01");
    CHECK(before(april.period(Day{2024_y / 2 / 29})) == "2023-02-28");
    CHECK(before(april.period(Week{2021, 1})) == "2020-W01");
    CHECK(before(april.period(Week{2020, 53})) == "2019-W52");
    CHECK(before(april.period(Week{2021, 52})) == "2020-W52");
}

TEST_CASE("a window a year before keeps whole months whole") {
    const auto before = [](Window window) {
        return civil().year_before(civil().periods(window, Grain::window).front()).window();
    };
    CHECK(before({2025_y / 2 / 1, 2025_y / 3 / 1}) == Window{2024_y / 2 / 1, 2024_y / 3 / 1});
    CHECK(before({2024_y / 1 / 1, 2024_y / 3 / 1}) == Window{2023_y / 1 / 1, 2023_y / 3 / 1});
    CHECK(before({2024_y / 2 / 1, 2024_y / 2 / 29}) == Window{2023_y / 2 / 1, 2023_y / 3 / 1});
    CHECK(before({2024_y / 2 / 29, 2024_y / 3 / 1}) == Window{2023_y / 2 / 28, 2023_y / 3 / 1});
}

TEST_CASE("the same part of another period") {
    const auto same = [](Window part, Grain grain, Period other) {
        return civil().same_part(civil().periods(part, grain).front(), other);
    };
    const Period february = civil().period(Month{2025, 2});

    // Mar 1 - 20, then Mar 1 - 30, which February does not have.
    CHECK(
        same({2025_y / 3 / 1, 2025_y / 3 / 21}, Grain::month, february).window() ==
        Window{2025_y / 2 / 1, 2025_y / 2 / 21});
    CHECK_FALSE(same({2025_y / 3 / 1, 2025_y / 3 / 21}, Grain::month, february).complete);
    CHECK(same({2025_y / 3 / 1, 2025_y / 3 / 31}, Grain::month, february) == february);
    CHECK(same({2025_y / 3 / 1, 2025_y / 3 / 31}, Grain::month, february).complete);
    // A whole February against March is the whole of March.
    CHECK(same({2025_y / 2 / 1, 2025_y / 3 / 1}, Grain::month, civil().period(Month{2025, 3}))
              .complete);
    // Apr 1 - May 20 against the first quarter.
    CHECK(
        same({2025_y / 4 / 1, 2025_y / 5 / 21}, Grain::quarter, civil().period(Quarter{2025, 1}))
            .window() == Window{2025_y / 1 / 1, 2025_y / 2 / 21});
    // The year to Feb 29.
    CHECK(
        same({2024_y / 1 / 1, 2024_y / 3 / 1}, Grain::year, civil().period(Year{2023})).window() ==
        Window{2023_y / 1 / 1, 2023_y / 3 / 1});
    // A year that began on May 15.
    CHECK(
        same({2025_y / 5 / 15, 2026_y / 1 / 1}, Grain::year, civil().period(Year{2024})).window() ==
        Window{2024_y / 5 / 15, 2025_y / 1 / 1});
    // Monday and Tuesday.
    CHECK(
        same({2025_y / 3 / 10, 2025_y / 3 / 12}, Grain::week, civil().period(Week{2025, 10}))
            .window() == Window{2025_y / 3 / 3, 2025_y / 3 / 5});
    CHECK_THROWS_AS(
        same({2025_y / 3 / 1, 2025_y / 3 / 5}, Grain::month, civil().period(Year{2024})), Error);
}

TEST_CASE("periods cover a window and mark what it cuts off") {
    const Window window{2025_y / 1 / 20, 2025_y / 3 / 16};
    CHECK(
        spans(civil().periods(window, Grain::month)) == std::vector<std::string>{
                                                            "2025-01-20..2025-02-01 (part)",
                                                            "2025-02-01..2025-03-01",
                                                            "2025-03-01..2025-03-16 (part)"});
    CHECK(
        spans(civil().periods(window, Grain::year)) ==
        std::vector<std::string>{"2025-01-20..2025-03-16 (part)"});
    CHECK(
        spans(civil().periods(window, Grain::window)) ==
        std::vector<std::string>{"2025-01-20..2025-03-16"});
    CHECK(civil().periods(window, Grain::day).size() == 55);
    // 2025-01-20 is a Monday and 2025-03-16 a Sunday: the window ends within its eighth week.
    CHECK(civil().periods(window, Grain::week).size() == 8);
    CHECK(civil().periods(window, Grain::week).front().complete);
    CHECK_FALSE(civil().periods(window, Grain::week).back().complete);
}

TEST_CASE("a window on the edges of its periods cuts nothing off") {
    const auto quarters = civil().periods({2025_y / 1 / 1, 2026_y / 1 / 1}, Grain::quarter);
    CHECK(quarters.size() == 4);
    CHECK(quarters.front() == civil().period(Quarter{2025, 1}));
    CHECK(quarters.back() == civil().period(Quarter{2025, 4}));
    CHECK(quarters.back().complete);
}

TEST_CASE("an empty window has no periods") {
    for (const Grain grain : all_grains) {
        CHECK(civil().periods({2025_y / 1 / 1, 2025_y / 1 / 1}, grain).empty());
        CHECK(civil().periods({2025_y / 1 / 2, 2025_y / 1 / 1}, grain).empty());
    }
}

TEST_CASE("the calendar reaches from the year 1 to the year 9999") {
    for (const Date day : {all_time.first, all_time.until - date::days{1}}) {
        for (const Grain grain : all_grains) {
            if (grain == Grain::custom) {
                continue;
            }
            const Period period = Calendar::fiscal_from(date::April).period(grain, day);
            CHECK(period.window().contains(day));
        }
    }
    CHECK(
        label_of(Calendar::fiscal_from(date::April), Grain::fiscal_year, 9999_y / 12 / 31) ==
        "FY10000");
    CHECK(label_of(civil(), Grain::year, date::year{1} / 1 / 1) == "0001");
    CHECK(civil().periods(all_time, Grain::year).size() == 9999);
    CHECK_THROWS_AS(civil().period(Grain::year, all_time.until), Error);
    CHECK_THROWS_AS(civil().period(FiscalYear{10000}), Error);
    CHECK_THROWS_AS(civil().next(civil().period(Month{9999, 12})), Error);
    CHECK_THROWS_AS(civil().previous(civil().period(Week{1, 1})), Error);
    CHECK_THROWS_AS(civil().year_before(civil().period(Day{date::year{1} / 6 / 1})), Error);
    CHECK_THROWS_AS(civil().year_before(civil().period(Grain::window, 2025_y / 1 / 1)), Error);
    CHECK_THROWS_AS(
        civil().periods({2025_y / 1 / 1, all_time.until + date::days{9}}, Grain::year), Error);
}

TEST_CASE("a fiscal year needs a month that exists") {
    CHECK_THROWS_AS(Calendar::fiscal_from(date::month{13}), Error);
    CHECK_THROWS_AS(Calendar::fiscal_from(date::month{0}), Error);
}
