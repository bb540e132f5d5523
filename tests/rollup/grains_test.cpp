// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/saleskpi.hpp>

#include <fmt/format.h>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace date::literals;

namespace {

/// A sale of 1.00 a day, from the last week of January 2023 on.
Book daily_sales(const Calendar& calendar) {
    std::vector<Deal> deals;
    for (Date day = 2023_y / 1 / 22; day < Date{2024_y / 3 / 10}; day += date::days{1}) {
        Deal& deal = deals.emplace_back();
        deal.id = to_text(day);
        deal.stage = Stage::won;
        deal.closed = day;
        deal.amount = 1_usd;
    }
    return BookBuilder{usd}.calendar(calendar).add(deals).build();
}

/// "label value" of each period.
template <class M>
std::vector<std::string> table_of(
    const Calendar& calendar, const M& metric, Grain grain, const Window& window) {
    const Book book = daily_sales(calendar);
    const Table table = rollup(book).metrics(metric).every(grain).during(window).run();
    std::vector<std::string> rows;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto& outcome = table[row].values()[0].outcome;
        rows.push_back(
            table[row].key().label + " " +
            (outcome ? to_text(outcome.value().exact()) : std::string{name(outcome.reason())}));
    }
    return rows;
}

using Rows = std::vector<std::string>;

}  // namespace

TEST_CASE("a retail calendar cuts a report by its own weeks and months") {
    const Calendar shop = Calendar::retail(RetailPattern::p454, nrf);
    CHECK(
        table_of(shop, revenue, Grain::fiscal_week, {2024_y / 1 / 28, 2024_y / 2 / 11}) ==
        Rows{"FY2023 W53 700", "FY2024 W01 700"});
    // January has five weeks in a year of 53.
    CHECK(
        table_of(shop, revenue, Grain::fiscal_month, {2023_y / 12 / 31, 2024_y / 3 / 3}) ==
        Rows{"FY2023 M12 3500", "FY2024 M01 2800"});
    CHECK(
        table_of(shop, revenue, Grain::fiscal_year, {2023_y / 1 / 29, 2024_y / 2 / 4}) ==
        Rows{"FY2023 37100"});
}

TEST_CASE("custom periods have rows of their own, and the first has none before it") {
    const Calendar seasons = Calendar{}.with(CustomPeriods{{
        {"spring 2023", {2023_y / 3 / 1, 2023_y / 3 / 11}},
        {"summer 2023", {2023_y / 7 / 1, 2023_y / 7 / 16}},
        {"spring 2024", {2024_y / 3 / 1, 2024_y / 3 / 6}},
    }});
    const Window window{2023_y / 2 / 1, 2024_y / 3 / 10};
    CHECK(
        table_of(seasons, revenue, Grain::custom, window) ==
        Rows{"spring 2023 1000", "summer 2023 1500", "spring 2024 500"});
    CHECK(
        table_of(seasons, change(revenue, previous), Grain::custom, window) ==
        Rows{"spring 2023 no_prior_period", "summer 2023 1/2", "spring 2024 -2/3"});
    CHECK(
        table_of(seasons, change(revenue, year_over_year), Grain::custom, window) ==
        Rows{"spring 2023 no_prior_period", "summer 2023 no_prior_period", "spring 2024 -1/2"});
}
