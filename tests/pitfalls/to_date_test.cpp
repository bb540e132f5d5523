// SPDX-License-Identifier: MIT
// Traps of metrics over longer, shorter and shifted periods, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/plan/operators.hpp>
#include <saleskpi/value/compound.hpp>

#include <date/date.h>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

std::vector<Deal> daily(Money amount, std::string_view first, std::string_view last) {
    std::vector<Deal> deals;
    const Window days = make::days(first, last);
    for (Date day = days.first; day < days.until; day += date::days{1}) {
        deals.push_back(deal_of().won(amount, to_text(day)));
        deals.back().id = to_text(day);
    }
    return deals;
}

std::string range(const Window& days) {
    return to_text(days.first) + " to " + to_text(days.until - date::days{1});
}

}  // namespace

TEST_CASE("pitfall 14: a running total read by month is its last value", "[pitfall]") {
    constexpr auto month_to_date = to_date(revenue, Grain::month);
    const Book book = make::book(daily(10_usd, "2025-03-01", "2025-04-01"));
    const Window march = make::days("2025-03-01", "2025-04-01");
    const Table by_day = rollup(book).metrics(month_to_date).every(Grain::day).during(march).run();
    CHECK(text(by_day.at({}, Day{march.first})[month_to_date]) == "10.00 USD");
    const Table by_month =
        rollup(book).metrics(month_to_date).every(Grain::month).during(march).run();
    CHECK(text(by_month.at({}, Month{2025, 3})[month_to_date]) == "310.00 USD");  // not the first
}

TEST_CASE("pitfall 33: a year of growth, told apart into months", "[pitfall]") {
    CHECK(fmt::format("{:.4}", growth_per_period(Ratio{Rational{1, 5}}, 12)) == "1.5309 %");
    CHECK(fmt::format("{}", compounded(Ratio{Rational{1, 10}}, 12)) == "213.84 %");
}

TEST_CASE("pitfall 45: a cohort that is still young", "[pitfall]") {
    // Four leads: converted on day 10 and on day 20; still open on day 15 and on day 30.
    const auto lead_of = [](std::string_view created, std::string_view converted) {
        Lead lead;
        lead.id = fmt::format("{} {}", created, converted);
        lead.created = make::day(created);
        if (!converted.empty()) lead.converted = make::day(converted);
        return lead;
    };
    const std::vector leads{
        lead_of("2025-01-01", "2025-01-11"), lead_of("2025-01-01", "2025-01-21"),
        lead_of("2025-01-16", ""), lead_of("2025-01-01", "")};
    constexpr auto within_20_days = metric(
        "converted_within_20_days",
        reached_within<20>(lead::created, lead::converted).by(lead::created));
    const Book book = BookBuilder{usd}.add(leads).as_of(make::day("2025-01-31")).build();
    const Table table = rollup(book)
                            .metrics(within_20_days, lead_conversion_rate)
                            .during(make::days("2025-01-01", "2025-02-01"))
                            .run();
    // 1 - 3/4 x 1/2, and not "conversion fell to 50 %".
    CHECK(text(table.at({})[within_20_days]) == "62.50 %");
    CHECK(text(table.at({})[lead_conversion_rate]) == "50.00 %");
}

TEST_CASE("pitfall 89: month to date against the month before, to the same day", "[pitfall]") {
    constexpr auto growth = change(revenue, previous);
    constexpr auto to_date_growth = to_date(growth, Grain::month);
    const Book book = make::book(daily(10_usd, "2025-02-01", "2025-04-01"));
    const Table table = rollup(book)
                            .metrics(to_date_growth)
                            .every(Grain::day)
                            .during(make::days("2025-03-15", "2025-03-16"))
                            .run();
    const RowView row = table.at({}, Day{make::day("2025-03-15")});
    CHECK(text(row[to_date_growth]) == "0.00 %");  // not -46.43 %
    const std::vector<Window> days = row.days(to_date_growth.id());
    REQUIRE(days.size() == 2);
    CHECK(range(days[0]) == "2025-02-01 to 2025-02-15");
    CHECK(range(days[1]) == "2025-03-01 to 2025-03-15");
    // A book as of a day in the middle of a month compares as much of it, without being asked to.
    const Book known = BookBuilder{usd}
                           .add(daily(10_usd, "2025-02-01", "2025-04-01"))
                           .as_of(make::day("2025-03-15"))
                           .build();
    const Table march = rollup(known)
                            .metrics(revenue_growth)
                            .every(Grain::month)
                            .during(make::days("2025-03-01", "2025-04-01"))
                            .run();
    CHECK(text(march.at({}, Month{2025, 3})[revenue_growth]) == "0.00 %");
    CHECK_FALSE(march.at({}, Month{2025, 3}).key().period.complete);
}

TEST_CASE("pitfalls 90 and 92: per day, unequal months are equal", "[pitfall]") {
    constexpr auto daily_revenue = per_day(revenue);
    constexpr auto per_day_growth = change(daily_revenue, previous);
    const Book book = make::book(daily(10_usd, "2024-02-01", "2025-04-01"));
    const Table table = rollup(book)
                            .metrics(daily_revenue, per_day_growth)
                            .every(Grain::month)
                            .during(make::days("2025-03-01", "2025-04-01"))
                            .run();
    const RowView march = table.at({}, Month{2025, 3});
    CHECK(text(march[daily_revenue]) == "10.00 USD/day");
    CHECK(text(march[per_day_growth]) == "0.00 %");  // and not 10.71 %
}

TEST_CASE("pitfall 93: Mondays are compared with Mondays", "[pitfall]") {
    constexpr auto growth = change(revenue, same_weekday);
    constexpr auto by_date = change(revenue, year_over_year);
    const Book book = make::book(make::deals(
        deal_of().won(40_usd, "2024-01-08"), deal_of().won(10_usd, "2024-01-06"),
        deal_of().won(60_usd, "2025-01-06")));
    const Table table = rollup(book)
                            .metrics(growth, by_date)
                            .every(Grain::day)
                            .during(make::days("2025-01-06", "2025-01-07"))
                            .run();
    const RowView monday = table.at({}, Day{make::day("2025-01-06")});
    CHECK(text(monday[growth]) == "50.00 %");
    CHECK(range(monday.days(growth.id()).front()) == "2024-01-08 to 2024-01-08");
    CHECK(text(monday[by_date]) == "500.00 %");
    CHECK(range(monday.days(by_date.id()).front()) == "2024-01-06 to 2024-01-06");
}

TEST_CASE("pitfall 102: a mean of three months counts the empty one", "[pitfall]") {
    constexpr auto average = moving_average(revenue, 3);
    const Book book = make::book(
        make::deals(deal_of().won(100_usd, "2025-01-20"), deal_of().won(200_usd, "2025-03-20")));
    const Table table = rollup(book)
                            .metrics(average)
                            .every(Grain::month)
                            .during(make::days("2025-01-01", "2025-04-01"))
                            .run();
    CHECK(text(table.at({}, Month{2025, 3})[average]) == "100.00 USD");  // not 150
    // Two months back there are no records yet: that is no mean of three.
    CHECK(text(table.at({}, Month{2025, 2})[average]) == "no_prior_period");
}

TEST_CASE("pitfall 103: growth from a loss is marked", "[pitfall]") {
    const Book book = make::book(
        make::deals(deal_of().won(-100_usd, "2025-01-20"), deal_of().won(-50_usd, "2025-02-20")));
    const Table table = rollup(book)
                            .metrics(revenue_growth)
                            .every(Grain::month)
                            .during(make::days("2025-02-01", "2025-03-01"))
                            .run();
    const CellValue value = table.at({}, Month{2025, 2}).cell("revenue_growth");
    CHECK(text(value.outcome) == "50.00 %");
    CHECK(value.marks == Marks{Mark::negative_base});
}

TEST_CASE("pitfall 104: a loss a month is a smaller one a year than twelve of them", "[pitfall]") {
    CHECK(fmt::format("{}", compounded(Ratio{Rational{-1, 20}}, 12)) == "-45.96 %");  // not 60 %
}
