// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/metric/additivity.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

template <class M>
constexpr Additivity of(const M& m) {
    return additivity(m.formula().leaves, m.formula().steps);
}

template <class M>
Leaf target_leaf(const M& m) {
    return target_of(m).formula().leaves[0];
}

}  // namespace

TEST_CASE("what happened adds over groups and time") {
    CHECK(of(revenue) == Additivity::groups_and_time);
    CHECK(of(deals_won) == Additivity::groups_and_time);
    CHECK(of(metric("x", 2 * (revenue - gross_profit) / 3)) == Additivity::groups_and_time);
}

TEST_CASE("a stock adds over groups") {
    CHECK(of(open_deals) == Additivity::groups);
    CHECK(of(mrr) == Additivity::groups);
    CHECK(of(arr) == Additivity::groups);
}

TEST_CASE("all else adds over nothing") {
    CHECK(of(win_rate) == Additivity::nothing);
    CHECK(of(discount_rate) == Additivity::nothing);
    CHECK(of(average_deal_size) == Additivity::nothing);
    CHECK(of(median_deal_size) == Additivity::nothing);
    CHECK(of(largest_deal) == Additivity::nothing);
    CHECK(of(paying_customers) == Additivity::nothing);
    CHECK(of(revenue_growth) == Additivity::nothing);
    CHECK(of(metric("x", deals_decided + open_deals)) == Additivity::nothing);
    CHECK(of(metric("x", deals_won + constant<Unit::count>(1))) == Additivity::nothing);
}

TEST_CASE("a target is apportioned by days only for what adds up over time") {
    CHECK(target_leaf(revenue).aggregation == aggregates::sum);
    CHECK(target_leaf(revenue).placement.kind == Placement::Kind::spread);
    CHECK(target_leaf(mrr).aggregation == aggregates::sum);
    CHECK(target_leaf(mrr).placement.kind == Placement::Kind::active_at_end);
    CHECK(target_leaf(win_rate).aggregation == aggregates::mean);
    CHECK(target_leaf(win_rate).placement.kind == Placement::Kind::active_at_end);
}
