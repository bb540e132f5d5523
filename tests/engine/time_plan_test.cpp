// SPDX-License-Identifier: MIT
#include "engine/time_plan.hpp"

#include "catch.hpp"
#include "plan/other_periods.hpp"

#include <saleskpi/kpi/pipeline.hpp>

#include <vector>

using namespace saleskpi;
using detail::months_in;
using detail::TimePlan;
using detail::to_day;

namespace {

Window window(const char* first, const char* last) {
    return {try_parse_date(first).value(), try_parse_date(last).value()};
}

const Window quarter = window("2025-01-01", "2025-04-01");
const Window february = window("2025-02-01", "2025-03-01");
const Window to_may = window("2025-02-15", "2025-05-01");
const Window year_before = window("2024-01-01", "2024-04-01");

Leaf leaf(Placement::Kind kind, Aggregation aggregation = aggregates::count) {
    Leaf l;
    l.placement.kind = kind;
    l.aggregation = aggregation;
    return l;
}

}  // namespace

TEST_CASE("overlapping ranges are cut into pieces, and each is made of its own") {
    const std::vector<Window> ranges{quarter, to_may, february, year_before, quarter};
    const TimePlan plan{ranges};
    CHECK(plan.ranges() == 4);
    CHECK(plan.slots().size() == 6);  // 2024; January; to the 15th; to March; March; April
    const Leaf flow = leaf(Placement::Kind::by);
    for (const Window& range : ranges) {
        const auto columns = plan.columns(flow, plan.find(range));
        Date day = range.first;
        for (std::size_t s = columns.first; s < columns.until; ++s) {
            CHECK(plan.slots()[s].first == day);
            day = plan.slots()[s].until;
        }
        CHECK(day == range.until);
    }
    // The gap between the years belongs to nobody.
    CHECK(plan.slot_of()(to_day(try_parse_date("2024-06-01").value())) == -1);
    CHECK(plan.slot_of()(to_day(try_parse_date("2024-03-31").value())) == 0);
    CHECK(plan.slot_of()(missing_day) == -1);
}

TEST_CASE("stocks are taken at the end of a last day, or of the day before the first") {
    const TimePlan plan{std::vector{quarter, february}};
    const auto edge = [&](Placement::Kind kind, const Window& range) {
        const auto columns = plan.columns(leaf(kind), plan.find(range));
        CHECK(columns.until == columns.first + 1);
        return to_text(Date{date::days{plan.edges()[columns.first]}});
    };
    CHECK(edge(Placement::Kind::active_at_end, quarter) == "2025-03-31");
    CHECK(edge(Placement::Kind::active_at_start, quarter) == "2024-12-31");
    CHECK(edge(Placement::Kind::active_at_end, february) == "2025-02-28");
    CHECK(edge(Placement::Kind::active_at_start, february) == "2025-01-31");
    CHECK(plan.columns(leaf(Placement::Kind::active_at_end)) == 4);
}

TEST_CASE("who stays throughout is known only for the range as a whole") {
    const TimePlan plan{std::vector{quarter, february}};
    const Leaf stays = leaf(Placement::Kind::active_throughout);
    CHECK(plan.columns(stays) == 2);
    CHECK(plan.columns(stays, plan.find(february)).first == plan.find(february));
}

TEST_CASE("time in force is a flow, whatever its placement") {
    const TimePlan plan{std::vector{quarter, february}};
    const Leaf time = leaf(Placement::Kind::active_at_end, aggregates::time_in_force);
    CHECK(plan.columns(time) == plan.slots().size());
}

TEST_CASE("no ranges, no columns") {
    const TimePlan plan{std::vector<Window>{}};
    CHECK(plan.slots().empty());
    CHECK(plan.edges().empty());
    CHECK(plan.slot_of()(0) == -1);
}

TEST_CASE("each calendar month is one, whatever its length") {
    CHECK(months_in(quarter) == Rational{3});
    CHECK(months_in(february) == Rational{1});
    CHECK(months_in(window("2025-02-15", "2025-03-01")) == Rational{1, 2});
    CHECK(months_in(window("2024-02-01", "2024-02-02")) == Rational{1, 29});
    CHECK(months_in(window("2025-01-31", "2025-03-02")) == Rational{1, 31} + 1 + Rational{1, 31});
    CHECK(months_in(window("2025-01-31", "2025-01-31")) == Rational{0});
}
