// SPDX-License-Identifier: MIT
// What the library's KPIs are written with, a user's can be.
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/plan/operators.hpp>

#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

constexpr auto deals_from(std::string_view channel, int days) {
    return metric(
        call_text("deals_from", channel, days),
        joined_text("Deals from ", channel, " within ", days, " days"), Better::higher, "",
        count<Deal>()
            .where(deal::channel == channel && deal::closed <= deal::created + date::days{days})
            .by(deal::closed));
}

constexpr auto left_to_sell =
    metric("left_to_sell", not_below_zero(target_of(revenue) - with_target(revenue)));
constexpr auto open_with_target = metric("open_with_target", with_target(pipeline_value, revenue));
constexpr auto lagged_ratio =
    metric("lagged_ratio", share(lagged(deals_won, sales_cycle) / deals_won));

std::string text(const char* formula) { return formula_text(Catalogue{}.at(formula)); }

}  // namespace

TEST_CASE("the id of a metric that a function makes is a call") {
    CHECK(deals_from("web", 7).id() == "deals_from(web, 7)");
    CHECK(deals_from("web", 7).title() == "Deals from web within 7 days");
    CHECK(call_text("f", "on site", -3) == "f(\"on site\", -3)");
    CHECK(call_text("f", "say \"hi\" \\", "2nd") == "f(\"say \\\"hi\\\" \\\\\", \"2nd\")");
    CHECK(call_text("f", "") == "f(\"\")");
    CHECK(call_text("f", 0) == "f(0)");
    CHECK(joined_text("only") == "only");
    CHECK(code_of([] { call_text("f", std::string(95, 'x')); }) == ErrorCode::invalid_definition);
}

TEST_CASE("operators of formulas are public, and are those of formulas as text") {
    const std::string of_revenue =
        "target(sum(targets.amount where metric = revenue spread from from until until))";
    CHECK(
        formula_text(left_to_sell) ==
        "greatest(" + of_revenue +
            " - with_target(sum(deals.amount where stage = won by closed), " + of_revenue +
            "), 0 money)");
    CHECK(formula_text(open_with_target) == text("with_target(pipeline_value, target(revenue))"));
    // Of metrics that are known only at run time they are the same.
    const Definition wins = deals_won;
    const Definition cycle = sales_cycle;
    const Definition value = revenue;
    const auto formula = [](const Expression& of) {
        return formula_text(metric("any", "Any", Better::higher, "", of));
    };
    CHECK(formula(share(lagged(wins, cycle) / wins)) == formula_text(lagged_ratio));
    CHECK(
        formula(not_below_zero(target_of(value) - with_target(value))) ==
        formula_text(left_to_sell));
    CHECK(
        formula(with_target(Definition{pipeline_value}, value)) == formula_text(open_with_target));
    CHECK(formula(with_target(pipeline_value, value)) == formula_text(open_with_target));
    CHECK(code_of([&] { lagged(wins, wins); }) == ErrorCode::unit_mismatch);
    CHECK(formula_text(lagged_ratio) == text("share(lagged(deals_won, sales_cycle) / deals_won)"));
}
