// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/kpi/attribution.hpp>

using namespace kpi_test;

// A deal of 100 with three touches, of which the second was too late; a lost one with one touch.
TEST_CASE("revenue by the touches that led to it") {
    std::vector<Touch> touches(4);
    for (Touch& t : touches) {
        t.deal_stage = Stage::won;
        t.deal_closed = day("2025-01-20");
        t.deal_amount = 100_usd;
    }
    touches[0].amount = touches[2].amount = 50_usd;
    touches[0].position = TouchPosition::first;
    touches[2].position = TouchPosition::last;
    touches[3].deal_stage = Stage::lost;
    touches[3].amount = 100_usd;
    touches[3].position = TouchPosition::only;
    CHECK(answer(attributed_revenue(touches)) == "100.00 USD");
    CHECK(answer(first_touch_revenue(touches)) == "100.00 USD");
    CHECK(answer(last_touch_revenue(touches)) == "100.00 USD");
    touches[2].position = TouchPosition::only;
    CHECK(answer(first_touch_revenue(touches)) == "200.00 USD");
    const std::vector<Touch> none;
    CHECK(answer(attributed_revenue(none)) == "no_records");
}
