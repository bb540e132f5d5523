// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/cycle.hpp>
#include <saleskpi/kpi/targets.hpp>
#include <saleskpi/rollup/rollup.hpp>

using namespace kpi_test;

namespace {

const Window january = window("2025-01-01", "2025-02-01");

Target target_for(
    std::string_view rep,
    Money amount,
    std::string_view from = "2025-01-01",
    std::string_view until = "2025-02-01") {
    Target t;
    t.metric = "revenue";
    t.rep = rep;
    t.from = day(from);
    t.until = day(until);
    t.amount = amount;
    return t;
}

Deal sold_by(std::string_view rep, Money amount) {
    Deal d = won_deal(amount);
    d.rep = rep;
    return d;
}

std::vector<Deal> with_ids(std::vector<Deal> deals) {
    for (std::size_t i = 0; i < deals.size(); ++i)
        deals[i].id = std::to_string(i);
    return deals;
}

/// The attainment of each rep and of all, "Asha 4/5, Ben no_target, 4/5".
std::string attained(const std::vector<Deal>& deals, const std::vector<Target>& targets) {
    const Book book = BookBuilder{usd}.add(with_ids(deals)).add(targets).build();
    const Table table =
        rollup(book).metrics(revenue_attainment).by("rep").with_subtotals().during(january).run();
    std::string text;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (i > 0) text += ", ";
        for (const std::string& name : table[i].key().group)
            text += name + " ";
        text += answer(table[i][revenue_attainment]);
    }
    return text;
}

}  // namespace

// Pitfall 27: of 30,000 for the 30 days of April, 21 days are left from the 10th.
TEST_CASE("a target is spread over its days") {
    const std::vector targets{target_for("", 30'000_usd, "2025-04-01", "2025-05-01")};
    CHECK(
        answer(revenue_target.within(window("2025-04-10", "2025-05-01"), targets)) ==
        "21000.00 USD");
    CHECK(
        answer(revenue_target.within(window("2025-04-01", "2025-05-01"), targets)) ==
        "30000.00 USD");
    CHECK(
        answer(revenue_target.within(window("2025-05-01", "2025-06-01"), targets)) == "no_target");
}

TEST_CASE("the targets of other metrics are not for revenue") {
    std::vector targets{target_for("", 100_usd)};
    targets[0].metric = "gross_profit";
    CHECK(answer(revenue_target.within(january, targets)) == "no_target");
}

TEST_CASE("attainment is actual over target") {
    const std::vector deals{won_deal(80_usd)};
    CHECK(
        answer(revenue_attainment.within(january, deals, std::vector{target_for("", 100_usd)})) ==
        "4/5");
    // Pitfall 26: a target of nothing is neither reached nor missed.
    CHECK(
        answer(revenue_attainment.within(january, deals, std::vector{target_for("", 0_usd)})) ==
        "zero_target");
}

// Pitfall 2: 120 of 100 and 50 of 400 are 170 of 500, and not 66 % or 132 %.
TEST_CASE("attainment of a team is of the sums") {
    CHECK(
        attained(
            {sold_by("Asha", 120_usd), sold_by("Ben", 50_usd)},
            {target_for("Asha", 100_usd), target_for("Ben", 400_usd)}) ==
        "Asha 6/5, Ben 1/8, 17/50");
}

// Pitfall 25: Asha sold 80 of 100, Ben sold 50 without a target.
TEST_CASE("who has no target is left out of the attainment of all") {
    CHECK(
        attained(
            {sold_by("Asha", 80_usd), sold_by("Ben", 50_usd)}, {target_for("Asha", 100_usd)}) ==
        "Asha 4/5, Ben no_target, 4/5");
}

// Won after 40 days, aimed at 30: 30 / 40.
TEST_CASE("where less is better, attainment is target over actual") {
    std::vector deals{won_deal(1_usd, "2025-01-31")};
    deals[0].opened = day("2025-01-31") - date::days{40};
    Target target = target_for("", 0_usd);
    target.metric = "sales_cycle";
    target.amount.reset();
    target.number = Decimal::ratio(30, 1);
    const auto faster = attainment(sales_cycle);
    CHECK(answer(faster.within(january, deals, std::vector{target})) == "3/4");
}

// 2 of 5 won, aimed at 50 % in each month of the quarter.
TEST_CASE("a target for a rate is the same in each part of its days") {
    std::vector<Deal> deals;
    add(deals, 2, won_deal(1_usd));
    add(deals, 3, decided_deal(Stage::lost, 1_usd));
    Target target = target_for("", 0_usd, "2025-01-01", "2025-04-01");
    target.metric = "win_rate";
    target.amount.reset();
    target.number = Decimal::ratio(1, 2);
    const auto rate = attainment(win_rate);
    CHECK(answer(rate.within(january, deals, std::vector{target})) == "4/5");
}

// Pitfall 29: on the 15th of the 31 days of March, 140 of a target of 310.
TEST_CASE("pace, run rate and what is required are as of a day") {
    const Window march = window("2025-03-01", "2025-04-01");
    Deal sold = sold_by("Asha", 140_usd);
    sold.id = "1";
    sold.closed = day("2025-03-10");
    const std::vector deals{sold};
    const std::vector targets{target_for("Asha", 310_usd, "2025-03-01", "2025-04-01")};
    const Book book = BookBuilder{usd}.add(deals).add(targets).as_of(day("2025-03-15")).build();
    const Table table =
        rollup(book)
            .metrics(
                revenue_pace, revenue_run_rate, revenue_required_per_day, revenue_gap_to_target)
            .every(Grain::month)
            .during(march)
            .run();
    const RowView row = table.at({}, Month{2025, 3});
    CHECK(answer(row[revenue_pace]) == "14/15");
    CHECK(answer(row[revenue_run_rate]) == "86800/3 cents of USD");         // 140 / 15 x 31
    CHECK(answer(row[revenue_required_per_day]) == "2125/2 cents of USD");  // 170 / 16
    CHECK(answer(row[revenue_gap_to_target]) == "170.00 USD");
}

// 200, 50 and 50 of 100 each; the fourth has none.
TEST_CASE("reps at their target are counted by the head") {
    const std::vector deals = with_ids(
        {sold_by("A", 200_usd), sold_by("B", 50_usd), sold_by("C", 50_usd), sold_by("D", 999_usd)});
    const std::vector targets{
        target_for("A", 100_usd), target_for("B", 100_usd), target_for("C", 100_usd)};
    const Book book = BookBuilder{usd}.add(deals).add(targets).build();
    const Table table =
        rollup(book).metrics(reps_at_revenue_target, revenue_attainment).during(january).run();
    CHECK(answer(table.at({})[reps_at_revenue_target]) == "1/3");
    CHECK(answer(table.at({})[revenue_attainment]) == "1");
}
