// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/rollup/rollup.hpp>

using namespace kpi_test;

namespace {

Deal open_deal(Money amount, std::string_view created, std::string_view closed = {}) {
    Deal d;
    d.amount = amount;
    d.created = d.opened = day(created);
    if (!closed.empty()) {
        d.closed = day(closed);
        d.stage = Stage::lost;
    }
    return d;
}

const Window january = window("2025-01-01", "2025-02-01");
const Window february = window("2025-02-01", "2025-03-01");
const Window march = window("2025-03-01", "2025-04-01");
const Window quarter = window("2025-01-01", "2025-04-01");

}  // namespace

// Pitfall 11: 500k, 600k and 400k at the month ends; the quarter closes with 400k, not 1,500k.
TEST_CASE("the pipeline of a quarter is that of its last day") {
    const std::vector deals{
        open_deal(400'000_usd, "2024-12-01"), open_deal(100'000_usd, "2024-12-01", "2025-03-05"),
        open_deal(100'000_usd, "2025-02-10", "2025-03-31")};
    CHECK(answer(pipeline_value.within(january, deals)) == "500000.00 USD");
    CHECK(answer(pipeline_value.within(february, deals)) == "600000.00 USD");
    CHECK(answer(pipeline_value.within(march, deals)) == "400000.00 USD");
    CHECK(answer(pipeline_value.within(quarter, deals)) == "400000.00 USD");
    CHECK(answer(open_deals.within(january, deals)) == "2");
    CHECK(answer(open_deals.within(february, deals)) == "3");
    CHECK(answer(open_deals.within(quarter, deals)) == "1");
}

TEST_CASE("a deal is open from the day it is created to the day before it closes") {
    const std::vector deals{open_deal(1_usd, "2025-01-10", "2025-01-12")};
    const auto open_on = [&](std::string_view the_day) {
        const Window w{day(the_day), day(the_day) + date::days{1}};
        return answer(open_deals.within(w, deals));
    };
    CHECK(open_on("2025-01-09") == "0");
    CHECK(open_on("2025-01-10") == "1");
    CHECK(open_on("2025-01-11") == "1");
    CHECK(open_on("2025-01-12") == "0");
}

// Pitfall 4: 100 at 99 % and 200 at 0 %.
TEST_CASE("the pipeline is weighted deal by deal") {
    std::vector deals{
        open_deal(100_usd, "2025-01-01"), open_deal(200_usd, "2025-01-01"),
        open_deal(5'000_usd, "2025-01-01")};
    deals[0].probability = Decimal::ratio(99, 100);
    deals[1].probability = Decimal{};
    CHECK(answer(weighted_pipeline(deals)) == "99.00 USD");
}

TEST_CASE("opportunities count when they became one") {
    std::vector deals{
        open_deal(100_usd, "2025-01-10"), open_deal(200_usd, "2025-02-10"),
        open_deal(400_usd, "2025-01-01")};
    deals[2].opened.reset();  // created, and not yet an opportunity
    CHECK(answer(opportunities_created.within(january, deals)) == "1");
    CHECK(answer(opportunities_created(deals)) == "2");
    CHECK(answer(opportunity_value_created(deals)) == "300.00 USD");
}

// Pitfall 17. A: 10 opportunities, 5 of 10 won at 10,000 each in 20 days. B: 30, 6 of 30 won at
// 20,000 in 60 days. Pooled: 40 x 11/40 x (170,000 / 11) / (460 / 11) = 170,000 x 11 / 460 a day.
TEST_CASE("velocities do not add, their parts do") {
    const auto decided_after = [](Stage stage, Money amount, int days) {
        Deal d = decided_deal(stage, amount, "2025-03-31");
        d.opened = day("2025-03-31") - date::days{days};
        return d;
    };
    std::vector<Deal> a, b;
    add(a, 5, decided_after(Stage::won, 10'000_usd, 20));
    add(a, 5, decided_after(Stage::lost, 10'000_usd, 20));
    add(b, 6, decided_after(Stage::won, 20'000_usd, 60));
    add(b, 24, decided_after(Stage::lost, 20'000_usd, 60));
    CHECK(answer(sales_velocity(a)) == "2500.00 USD");
    CHECK(answer(sales_velocity(b)) == "2000.00 USD");
    a.insert(a.end(), b.begin(), b.end());
    CHECK(answer(sales_velocity(a)) == "9350000/23 cents of USD");  // 4,065.22
}

TEST_CASE("without a won deal there is no velocity") {
    const std::vector<Deal> none;
    CHECK(answer(sales_velocity(none)) == "no_records");
    std::vector deals{won_deal(100_usd)};
    deals[0].opened = deals[0].closed;  // won on the day it was opened
    CHECK(answer(sales_velocity(deals)) == "zero_denominator");
}

// Pitfall 61: closed 100, commit 50, best case 30, pipeline 20.
TEST_CASE("a forecast by category, and with what is surer") {
    const auto expected_deal = [](Money amount, std::optional<ForecastCategory> category) {
        Deal d;
        d.amount = amount;
        d.expected_close = day("2025-03-20");
        d.forecast_category = category;
        return d;
    };
    std::vector deals{
        won_deal(100_usd, "2025-03-03"),
        expected_deal(50_usd, ForecastCategory::commit),
        expected_deal(30_usd, ForecastCategory::best_case),
        expected_deal(20_usd, ForecastCategory::pipeline),
        expected_deal(5_usd, ForecastCategory::omitted),
        expected_deal(6_usd, {})};
    Deal lost_since =
        expected_deal(70_usd, ForecastCategory::commit);  // it was lost in the meantime
    lost_since.stage = Stage::lost;
    lost_since.closed = day("2025-03-10");
    deals.push_back(lost_since);
    CHECK(answer(forecast_commit.within(march, deals)) == "50.00 USD");
    CHECK(answer(forecast_best_case.within(march, deals)) == "30.00 USD");
    CHECK(answer(forecast_pipeline.within(march, deals)) == "20.00 USD");
    CHECK(answer(forecast_commit_cumulative.within(march, deals)) == "150.00 USD");
    CHECK(answer(forecast_best_case_cumulative.within(march, deals)) == "180.00 USD");
    CHECK(answer(forecast_pipeline_cumulative.within(march, deals)) == "200.00 USD");
    const Window april = window("2025-04-01", "2025-05-01");
    CHECK(answer(forecast_commit.within(april, deals)) == "0.00 USD");
}

TEST_CASE("the age of what is open, on the day of the pipeline") {
    // On March 31: 30 and 59 days; what was closed or came later has none.
    const std::vector<Deal> deals{
        open_deal(1_usd, "2025-03-01"), open_deal(1_usd, "2025-01-31"),
        open_deal(1_usd, "2025-01-02", "2025-03-31"), open_deal(1_usd, "2025-04-01")};
    CHECK(answer(average_open_age.within(march, deals)) == "89/2");
    // On February 28: 28 and 57.
    CHECK(answer(average_open_age.within(february, deals)) == "85/2");
    CHECK(answer(average_open_age.within(march, std::vector<Deal>{})) == "no_records");
}

// Pitfall 62: target 100, won 60, open 120.
TEST_CASE("the pipeline covers what is left of the target") {
    const auto coverage_of = [](Money sold_for) {
        Deal open = open_deal(120_usd, "2025-01-02");
        open.id = "1", open.rep = "A";
        Deal of_other = open_deal(999_usd, "2025-01-02");  // without a target to cover
        of_other.id = "2", of_other.rep = "B";
        Deal sold = decided_deal(Stage::won, sold_for, "2025-01-20");
        sold.id = "3", sold.rep = "A";
        Target target;
        target.metric = "revenue", target.rep = "A", target.amount = 100_usd;
        target.from = january.first, target.until = january.until;
        const Book book = BookBuilder{usd}
                              .add(std::vector{open, of_other, sold})
                              .add(std::vector{target})
                              .build();
        return rollup(book)
            .metrics(pipeline_coverage, pipeline_coverage_of_full_target)
            .by(rep)
            .with_subtotals()
            .during(january)
            .run();
    };
    const Table table = coverage_of(60_usd);
    CHECK(answer(table.at({"A"})[pipeline_coverage]) == "3");
    CHECK(answer(table.at({"A"})[pipeline_coverage_of_full_target]) == "6/5");
    CHECK(answer(table.at({"B"})[pipeline_coverage]) == "no_target");
    CHECK(answer(table.at({})[pipeline_coverage]) == "3");
    // Of a target that is reached nothing is left to cover.
    CHECK(answer(coverage_of(130_usd).at({"A"})[pipeline_coverage]) == "zero_denominator");
}
