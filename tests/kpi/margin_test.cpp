// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/kpi/margin.hpp>

using namespace kpi_test;

namespace {

Deal at_cost(Money amount, std::optional<Money> cost) {
    Deal d = won_deal(amount);
    d.cost = cost;
    return d;
}

Deal at_list(Money amount, std::optional<Money> list) {
    Deal d = won_deal(amount);
    d.list = list;
    return d;
}

}  // namespace

// Pitfall 81: 100 at a cost of 60, 1,000 at a cost of 1,100. (40 - 100) / 1,100 = -60/1,100.
TEST_CASE("a margin is profit over revenue, not the mean of margins") {
    const std::vector deals{at_cost(100_usd, 60_usd), at_cost(1'000_usd, 1'100_usd)};
    CHECK(answer(gross_profit(deals)) == "-60.00 USD");
    CHECK(answer(gross_margin(deals)) == "-3/55");
}

// Pitfall 82: cost 60, price 100.
TEST_CASE("margin is over the price, markup over the cost") {
    const std::vector deals{at_cost(100_usd, 60_usd)};
    CHECK(answer(gross_margin(deals)) == "2/5");
    CHECK(answer(markup(deals)) == "2/3");
}

// 40 of profit on the 100 whose cost is known; the 900 of unknown cost are on neither side.
TEST_CASE("an unknown cost is neither zero nor a loss of the whole price") {
    const std::vector deals{at_cost(100_usd, 60_usd), at_cost(900_usd, {})};
    CHECK(answer(gross_profit(deals)) == "40.00 USD");
    CHECK(answer(gross_margin(deals)) == "2/5");
    CHECK(answer(markup(deals)) == "2/3");
    const std::vector unknown{at_cost(900_usd, {})};
    CHECK(answer(gross_profit(unknown)) == "missing_values");
    CHECK(answer(gross_margin(unknown)) == "missing_values");
}

TEST_CASE("what cost nothing has a margin and no markup") {
    const std::vector deals{at_cost(100_usd, 0_usd)};
    CHECK(answer(gross_margin(deals)) == "1");
    CHECK(answer(markup(deals)) == "zero_denominator");
}

// Pitfall 80: 1,000 sold at 500 and 10 sold at 10. 1 - 510/1,010 = 500/1,010.
TEST_CASE("a discount is of the sums, not the mean of discounts") {
    const std::vector deals{at_list(500_usd, 1'000_usd), at_list(10_usd, 10_usd)};
    CHECK(answer(discount_rate(deals)) == "50/101");
    CHECK(answer(price_realization(deals)) == "51/101");
}

// Pitfall 79: list 100 sold at 80, and a free item.
TEST_CASE("a free item does not change the discount") {
    const std::vector deals{at_list(80_usd, 100_usd), at_list(0_usd, 0_usd)};
    CHECK(answer(discount_rate(deals)) == "1/5");
    const std::vector free{at_list(0_usd, 0_usd)};
    CHECK(answer(discount_rate(free)) == "zero_denominator");
}

TEST_CASE("a deal without a list price has no discount") {
    const std::vector deals{at_list(80_usd, 100_usd), at_list(500_usd, {})};
    CHECK(answer(discount_rate(deals)) == "1/5");
    const std::vector unknown{at_list(500_usd, {})};
    CHECK(answer(discount_rate(unknown)) == "missing_values");
}

// 300 at or above list of 400 that can be judged.
TEST_CASE("full price share is by amount") {
    const std::vector deals{
        at_list(100_usd, 150_usd), at_list(200_usd, 200_usd), at_list(100_usd, 90_usd),
        at_list(999_usd, {})};
    CHECK(answer(full_price_share(deals)) == "3/4");
}

// 300 of pay and tools on sales of 1,200; marketing is not sales cost.
TEST_CASE("sales cost is spend on sales") {
    const std::vector deals{won_deal(1'200_usd)};
    const std::vector costs{
        spent(SpendPurpose::sales, 250_usd), spent(SpendPurpose::sales, 50_usd),
        spent(SpendPurpose::marketing, 1'000_usd)};
    CHECK(answer(sales_cost(costs)) == "300.00 USD");
    CHECK(answer(sales_cost_ratio(costs, deals)) == "1/4");
    CHECK(answer(sales_cost_ratio(deals, costs)) == "1/4");
    const std::vector<Spend> none;
    CHECK(answer(sales_cost_ratio(none, deals)) == "no_records");
}

// Cycles of 31 days lead a month back: 300 spent in January for the 1,500 of February.
TEST_CASE("sales cost of a cycle earlier") {
    Deal deal = won_deal(1'500_usd, "2025-02-20");
    deal.opened = day("2025-01-20");
    const std::vector deals{deal};
    const std::vector costs{
        spent(SpendPurpose::sales, 300_usd, "2025-01-10"),
        spent(SpendPurpose::sales, 600_usd, "2025-02-10"),
        spent(SpendPurpose::marketing, 9_usd, "2025-01-10")};
    const Window february = window("2025-02-01", "2025-03-01");
    CHECK(answer(sales_cost_ratio.within(february, costs, deals)) == "2/5");
    CHECK(answer(sales_cost_ratio_lagged.within(february, costs, deals)) == "1/5");
    // A cycle that is not known leads nowhere.
    const std::vector undated{won_deal(1'500_usd, "2025-02-20")};
    CHECK(answer(sales_cost_ratio_lagged.within(february, costs, undated)) == "missing_values");
}
