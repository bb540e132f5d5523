// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/plan/operators.hpp>

#include <algorithm>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

/// The same in every part that a reader of definitions can see.
void check_same(const Definition& at_run_time, const Definition& typed) {
    INFO(typed.id());
    CHECK(at_run_time.id() == typed.id());
    CHECK(at_run_time.title() == typed.title());
    CHECK(at_run_time.unit() == typed.unit());
    CHECK(at_run_time.better() == typed.better());
    CHECK(at_run_time.since() == typed.since());
    CHECK(std::ranges::equal(at_run_time.leaves(), typed.leaves()));
    CHECK(std::ranges::equal(at_run_time.view().tests, typed.view().tests));
    CHECK(std::ranges::equal(at_run_time.steps(), typed.steps()));
    CHECK(formula_text(at_run_time) == formula_text(typed));
    CHECK(fingerprint(at_run_time) == fingerprint(typed));
}

constexpr auto attained = attainment(revenue);

}  // namespace

TEST_CASE("the operators at run time make what the typed ones make") {
    check_same(target_of(Definition{revenue}), target_of(revenue));
    check_same(target_of(Definition{win_rate}), target_of(win_rate));
    check_same(attainment(Definition{revenue}), attained);
    check_same(attainment(Definition{sales_cycle}), attainment(sales_cycle));
    check_same(attainment(Definition{win_rate}), attainment(win_rate));
    check_same(change(Definition{win_rate}, previous), change(win_rate, previous));
    check_same(change(Definition{revenue}, year_over_year), change(revenue, year_over_year));
    check_same(change(attainment(Definition{revenue}), previous), change(attained, previous));
}

TEST_CASE("a filter at run time makes what the typed one makes") {
    const auto on_web = deal::channel == "web";
    const Definition at_run_time =
        filtered("web", Definition{revenue_per_rep}, on_web, unfiltered<Assignment>);
    const Definition typed = filtered("web", revenue_per_rep, on_web, unfiltered<Assignment>);
    CHECK(
        formula_text(at_run_time) ==
        "sum(deals.amount where stage = won and channel = web by closed) / "
        "(months_in_force(assignments active from from until until) / period_months)");
    CHECK(formula_text(at_run_time) == formula_text(typed));
    CHECK(at_run_time.title() == typed.title());
}

TEST_CASE("the definition keeps its texts when the metric it came from is gone") {
    Definition kept = [] {
        const auto here = metric("here", sum(deal::amount).where(won).by(deal::closed));
        return attainment(Definition{here});
    }();
    CHECK(kept.id() == "attainment(here)");
    CHECK(
        formula_text(kept) ==
        "attain(sum(deals.amount where stage = won by closed), "
        "target(sum(targets.amount where metric = here spread from from until until)))");
}
