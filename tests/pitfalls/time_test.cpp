// SPDX-License-Identifier: MIT
// Traps of calendar and time in rollups, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <date/date.h>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

/// A sale of that amount on each day of [first, last).
std::vector<Deal> daily(Money amount, std::string_view first, std::string_view last) {
    std::vector<Deal> deals;
    const Window days = make::days(first, last);
    for (Date day = days.first; day < days.until; day += date::days{1})
        deals.push_back(deal_of().won(amount, to_text(day)));
    return deals;
}

template <class... Metrics>
Table every(Grain grain, const Window& window, const Book& book, const Metrics&... metrics) {
    return rollup(book).metrics(metrics...).every(grain).during(window).run();
}

}  // namespace

TEST_CASE("pitfall 89: a month to date is compared with the same days", "[pitfall]") {
    const Book book = make::book(daily(10_usd, "2025-02-01", "2025-04-01"));
    const Table mid_march =
        every(Grain::month, make::days("2025-02-01", "2025-03-16"), book, revenue, revenue_growth);
    CHECK(text(mid_march.at({}, Month{2025, 2})[revenue]) == "280.00 USD");
    CHECK(text(mid_march.at({}, Month{2025, 3})[revenue]) == "150.00 USD");
    CHECK(text(mid_march.at({}, Month{2025, 3})[revenue_growth]) == "0.00 %");  // not -46.43 %
    // Until the 30th of March is all of February: there is no more of it.
    const Table almost =
        every(Grain::month, make::days("2025-02-01", "2025-03-31"), book, revenue, revenue_growth);
    CHECK(almost.at({}, Month{2025, 3})[revenue_growth]->exact() == Rational(300 - 280, 280));
}

TEST_CASE("pitfall 90: unequal months", "[pitfall]") {
    const Book book = make::book(daily(10_usd, "2025-02-01", "2025-04-01"));
    const Table table =
        every(Grain::month, make::days("2025-02-01", "2025-04-01"), book, revenue, revenue_growth);
    CHECK(text(table.at({}, Month{2025, 2})[revenue]) == "280.00 USD");
    CHECK(text(table.at({}, Month{2025, 3})[revenue]) == "310.00 USD");
    CHECK(text(table.at({}, Month{2025, 3})[revenue_growth]) == "10.71 %");
}

TEST_CASE("pitfall 91: the month before is a whole month", "[pitfall]") {
    // One sale a day in March, and 62 in April: twice the 31, and not of 30.
    std::vector<Deal> deals = daily(1_usd, "2025-03-01", "2025-04-01");
    for (int i = 0; i < 62; ++i)
        deals.push_back(deal_of().won(1_usd, "2025-04-15"));
    constexpr auto growth = change(deals_won, previous);
    const Table table = every(
        Grain::month, make::days("2025-04-01", "2025-05-01"), make::book(deals), deals_won, growth);
    CHECK(text(table.at({}, Month{2025, 4})[growth]) == "100.00 %");
}

TEST_CASE("pitfall 92: the leap day", "[pitfall]") {
    const Book book = make::book(
        daily(10_usd, "2023-01-01", "2023-03-01"), daily(10_usd, "2024-01-01", "2024-03-01"));
    const auto growth = revenue_growth_year_over_year;
    const Table monthly =
        every(Grain::month, make::days("2024-02-01", "2024-03-01"), book, revenue, growth);
    CHECK(text(monthly.at({}, Month{2024, 2})[revenue]) == "290.00 USD");
    CHECK(text(monthly.at({}, Month{2024, 2})[growth]) == "3.57 %");
    // The year to February 29 has 60 days, and its like of the year before 59.
    const Table to_date =
        every(Grain::year, make::days("2024-01-01", "2024-03-01"), book, deals_won, growth);
    CHECK(text(to_date.at({}, Year{2024})[deals_won]) == "60");
    CHECK(to_date.at({}, Year{2024})[growth]->exact() == Rational(60 - 59, 59));
    // The day itself is compared with February 28.
    const Table day =
        every(Grain::day, make::days("2024-02-29", "2024-03-01"), book, revenue, growth);
    CHECK(text(day.at({}, Day{make::day("2024-02-29")})[growth]) == "0.00 %");
}

TEST_CASE("pitfall 100: a day without a time is in its month", "[pitfall]") {
    const Book book = make::book(make::deals(deal_of().won(1_usd, "2025-03-01")));
    const Table table =
        every(Grain::month, make::days("2025-02-01", "2025-04-01"), book, deals_won);
    CHECK(text(table.at({}, Month{2025, 2})[deals_won]) == "0");
    CHECK(text(table.at({}, Month{2025, 3})[deals_won]) == "1");
}

TEST_CASE("pitfall 101: a record on the edge is in one period", "[pitfall]") {
    const Book book = make::book(
        make::deals(deal_of().won(1_usd, "2025-03-31"), deal_of().won(2_usd, "2025-04-01")));
    const Table table =
        every(Grain::quarter, make::days("2025-01-01", "2025-07-01"), book, revenue, deals_won);
    CHECK(text(table.at({}, Quarter{2025, 1})[revenue]) == "1.00 USD");
    CHECK(text(table.at({}, Quarter{2025, 2})[revenue]) == "2.00 USD");
    CHECK(text(table.at({}, Quarter{2025, 2})[deals_won]) == "1");
}

TEST_CASE("pitfall 102: a month without records", "[pitfall]") {
    constexpr auto per_month = metric("revenue_per_month", revenue / period_months());
    const Book book = make::book(
        make::deals(deal_of().won(100_usd, "2025-01-20"), deal_of().won(200_usd, "2025-03-20")));
    const Window quarter = make::days("2025-01-01", "2025-04-01");
    const Table monthly =
        every(Grain::month, quarter, book, revenue, deals_won, win_rate, revenue_growth);
    REQUIRE(monthly.size() == 3);
    const RowView february = monthly.at({}, Month{2025, 2});
    CHECK(text(february[revenue]) == "0.00 USD");
    CHECK(text(february[deals_won]) == "0");
    CHECK(text(february[win_rate]) == "no_records");
    CHECK(text(february[revenue_growth]) == "-100.00 %");
    const RowView march = monthly.at({}, Month{2025, 3});
    CHECK(text(march[revenue_growth]) == "zero_base");  // not +100 % to January
    const Table quarterly = every(Grain::quarter, quarter, book, per_month);
    CHECK(text(quarterly.at({}, Quarter{2025, 1})[per_month]) == "100.00 USD/month");  // not 150
}

TEST_CASE("pitfall 103: growth from zero and from a loss", "[pitfall]") {
    const auto growth = [](Money before, Money now) {
        const Book book = make::book(
            make::deals(deal_of().won(before, "2025-01-20"), deal_of().won(now, "2025-02-20")));
        const Table table =
            every(Grain::month, make::days("2025-01-01", "2025-03-01"), book, revenue_growth);
        return text(table.at({}, Month{2025, 2})[revenue_growth]);
    };
    CHECK(growth(0_usd, 50_usd) == "zero_base");    // not infinite, nor 100 %
    CHECK(growth(-100_usd, -50_usd) == "50.00 %");  // half the loss, not -50 %
}

TEST_CASE("pitfall 107: a season is no failure", "[pitfall]") {
    const Book book = make::book(make::deals(
        deal_of().won(75_usd, "2024-01-20"), deal_of().won(120_usd, "2024-12-20"),
        deal_of().won(90_usd, "2025-01-20")));
    const Table table = every(
        Grain::month, make::days("2025-01-01", "2025-02-01"), book, revenue_growth,
        revenue_growth_year_over_year);
    const RowView january = table.at({}, Month{2025, 1});
    CHECK(text(january[revenue_growth]) == "-25.00 %");
    CHECK(text(january[revenue_growth_year_over_year]) == "20.00 %");
}
