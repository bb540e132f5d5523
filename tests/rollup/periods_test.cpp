// SPDX-License-Identifier: MIT
// Metrics to date, rolling, cumulative and averaged over shorter periods.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/plan/operators.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

/// 100 in January, 20 in February, 30 in March, 40 in April; each from a customer of its own, but
/// the one of March bought in January already.
Book four_months() {
    return make::book(make::deals(
        deal_of().from("Acme").won(100_usd, "2025-01-20"),
        deal_of().from("Bolt").won(20_usd, "2025-02-20"),
        deal_of().from("Acme").won(30_usd, "2025-03-20"),
        deal_of().from("Cato").won(40_usd, "2025-04-20"), deal_of().lost(1_usd, "2025-03-21")));
}

template <class... Metrics>
Table monthly(const Book& book, const Metrics&... metrics) {
    return rollup(book)
        .metrics(metrics...)
        .every(Grain::month)
        .during(make::days("2025-01-01", "2025-05-01"))
        .run();
}

}  // namespace

TEST_CASE("a sum to date starts with the longer period") {
    constexpr auto quarter_to_date = to_date(revenue, Grain::quarter);
    constexpr auto year_to_date = to_date(revenue, Grain::year);
    const Table table = monthly(four_months(), quarter_to_date, year_to_date);
    CHECK(text(table.at({}, Month{2025, 3})[quarter_to_date]) == "150.00 USD");
    CHECK(text(table.at({}, Month{2025, 4})[quarter_to_date]) == "40.00 USD");
    CHECK(text(table.at({}, Month{2025, 4})[year_to_date]) == "190.00 USD");
}

TEST_CASE("rolling periods merge their parts") {
    constexpr auto rolling_rate = rolling(win_rate, 3);
    constexpr auto buyers = metric("buyers", distinct(deal::customer).where(won).by(deal::closed));
    constexpr auto rolling_buyers = rolling(buyers, 3);
    const Table table = monthly(four_months(), rolling_rate, rolling_buyers);
    const RowView march = table.at({}, Month{2025, 3});
    CHECK(march[rolling_rate] == Ratio{Rational{3, 4}});
    CHECK(text(march[rolling_buyers]) == "2");  // Acme and Bolt, not 1 + 1 + 1
    CHECK(text(table.at({}, Month{2025, 4})[rolling_buyers]) == "3");
    CHECK(text(table.at({}, Month{2025, 2})[rolling_rate]) == "no_prior_period");
}

TEST_CASE("a cumulative metric runs from the beginning of the report") {
    constexpr auto running = cumulative(revenue);
    const Table table = rollup(four_months())
                            .metrics(running)
                            .every(Grain::month)
                            .during(make::days("2025-02-01", "2025-05-01"))
                            .run();
    CHECK(text(table.at({}, Month{2025, 2})[running]) == "20.00 USD");
    CHECK(text(table.at({}, Month{2025, 4})[running]) == "90.00 USD");
}

TEST_CASE("a stock to date is taken at the end; its average has a name of its own") {
    // Open at the ends of January, February and March: 500, 600, 400.
    const Book book = make::book(make::deals(
        deal_of().created_on("2025-01-02").worth(400_usd),
        deal_of().created_on("2025-01-03").won(100_usd, "2025-03-10"),
        deal_of().created_on("2025-02-03").won(100_usd, "2025-03-11")));
    constexpr auto average = average_over(pipeline_value, Grain::month);
    constexpr auto year_to_date = to_date(pipeline_value, Grain::year);
    const Table table = rollup(book)
                            .metrics(pipeline_value, average, year_to_date)
                            .every(Grain::quarter)
                            .during(make::days("2025-01-01", "2025-04-01"))
                            .run();
    const RowView quarter = table.at({}, Quarter{2025, 1});
    CHECK(text(quarter[pipeline_value]) == "400.00 USD");
    CHECK(text(quarter[year_to_date]) == "400.00 USD");
    CHECK(text(quarter[average]) == "500.00 USD");
}

TEST_CASE("what compares both ends of a period is rolled to those of several") {
    // Three customers at the end of December; one leaves in January and one in March.
    const Book book = make::book(std::vector{
        make::customer_since("2024-11-01", "2025-01-10"),
        make::customer_since("2024-11-01", "2025-03-10"), make::customer_since("2024-11-01")});
    constexpr auto churned = rolling(customer_churn_rate, 3);
    const Table table = rollup(book)
                            .metrics(customer_churn_rate, churned)
                            .every(Grain::month)
                            .during(make::days("2025-01-01", "2025-04-01"))
                            .run();
    const RowView march = table.at({}, Month{2025, 3});
    CHECK(text(march[customer_churn_rate]) == "50.00 %");
    CHECK(text(march[churned]) == "66.67 %");
}

TEST_CASE("differences and points") {
    constexpr auto more = difference(revenue, previous);
    constexpr auto points = change_in_points(win_rate, previous);
    const Table table = monthly(four_months(), more, points);
    const RowView march = table.at({}, Month{2025, 3});
    CHECK(text(march[more]) == "10.00 USD");
    CHECK(text(march[points]) == "-50.00 pp");  // from 100 % to 50 %
    CHECK(text(table.at({}, Month{2025, 1})[more]) == "no_prior_period");
}

TEST_CASE("what cannot be meant is refused") {
    const Definition rate{win_rate};
    CHECK_THROWS_AS(moving_average(rate, 3), Error);
    CHECK_THROWS_AS(rolling(rate, 0), Error);
    CHECK_NOTHROW(rolling(rate, 256));
    CHECK_THROWS_AS(rolling(rate, 10'001), Error);
    CHECK_THROWS_AS(change_in_points(Definition{revenue}, previous), Error);
    CHECK_THROWS_AS(per_day(rate), Error);
    CHECK_THROWS_AS(run_rate(Definition{pipeline_value}), Error);
    CHECK_THROWS_AS(rolling(Definition{pipeline_value}, 2), Error);
    CHECK_THROWS_AS(cumulative(Definition{pipeline_value}), Error);
}
