// SPDX-License-Identifier: MIT
// Steps that name what they are cut by, in definitions and in their texts.
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/plan/operators.hpp>

#include <algorithm>
#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

void check_read(const Definition& metric, const std::string& call) {
    INFO(call);
    const Definition read = Catalogue{}.at(call);
    CHECK(read.id() == metric.id());
    CHECK(read == metric);
    CHECK(formula_text(read) == formula_text(metric));
    const Definition again = Catalogue{}.at(formula_text(metric));
    CHECK(formula_text(again) == formula_text(metric));
    CHECK(std::ranges::equal(again.steps(), metric.steps()));
}

std::optional<ErrorCode> refusal_of(const std::string& text) {
    return code_of([&] { (void)Catalogue{}.at(text); });
}

}  // namespace

TEST_CASE("what a metric is cut by stands in its text") {
    check_read(mix_adjusted(win_rate, deal::segment), "mix_adjusted(win_rate, segment)");
    check_read(
        mix_adjusted(win_rate, by::rep, Level::parent), "mix_adjusted(win_rate, rep, parent)");
    check_read(
        mix_effect(average_deal_size, deal::product, year_over_year),
        "mix_effect(average_deal_size, product, year_over_year)");
    check_read(
        rate_effect(win_rate, "sales area", 3, Convention::midpoint),
        "rate_effect(win_rate, \"sales area\", 3, midpoint)");
    check_read(
        volume_effect(revenue, deals_won, previous), "volume_effect(revenue, deals_won, previous)");
    check_read(
        price_effect(revenue, deals_won, 2, Convention::two_part),
        "price_effect(revenue, deals_won, 2, two_part)");
    check_read(
        joint_effect(revenue, deals_won, same_weekday),
        "joint_effect(revenue, deals_won, same_weekday)");
}

TEST_CASE("the text of a mix is that of the rate and of its weights") {
    const auto text = [](const Definition& metric) { return formula_text(metric); };
    CHECK(
        text(mix_adjusted(average_deal_size, deal::product)) ==
        "adjusted_to_mix(mean(deals.amount where stage = won by closed), "
        "mean(deals.amount where stage = won by closed), product, company)");
    CHECK(
        text(mix_effect(collateral_usage, deal::product, 2))
            .find("count(deals where stage = won by closed), product, 2, two_part)") !=
        std::string::npos);
    // Of 1 - a / b the weights are b.
    CHECK(
        text(mix_adjusted(discount_rate, by::team))
            .find("having amount and list by closed), team, company)") != std::string::npos);
    CHECK(
        text(volume_effect(revenue, deals_won, previous)) ==
        "volume_effect(sum(deals.amount where stage = won by closed), count(deals where stage = "
        "won "
        "by closed), previous, three_part)");
}

TEST_CASE("the operators of mixes at run time make what the typed ones make") {
    const auto check_same = [](const Definition& at_run_time, const Definition& typed) {
        INFO(typed.id());
        CHECK(at_run_time.id() == typed.id());
        CHECK(at_run_time.title() == typed.title());
        CHECK(at_run_time.unit() == typed.unit());
        CHECK(std::ranges::equal(at_run_time.steps(), typed.steps()));
    };
    const Definition rate = win_rate;
    check_same(mix_adjusted(rate, by::team), mix_adjusted(win_rate, by::team));
    check_same(mix_effect(rate, by::team, 2), mix_effect(win_rate, by::team, 2));
    check_same(rate_effect(rate, by::team, previous), rate_effect(win_rate, by::team, previous));
    check_same(
        price_effect(Definition{revenue}, Definition{deals_won}, previous),
        price_effect(revenue, deals_won, previous));
    CHECK(mix_effect(win_rate, by::team, previous).unit == Unit::percentage_points);
    CHECK(mix_effect(average_deal_size, by::team, previous).unit == Unit::money);
    CHECK(mix_effect(rate, by::team, previous).unit() == Unit::percentage_points);
    CHECK_FALSE(mix_effect(rate, by::team, previous) == mix_effect(rate, by::rep, previous));
}

TEST_CASE("what has no mix, and no price, is refused") {
    CHECK(refusal_of("mix_adjusted(revenue, product)") == ErrorCode::invalid_definition);
    CHECK(
        refusal_of("mix_effect(median_deal_size, product, previous)") ==
        ErrorCode::invalid_definition);
    CHECK(
        refusal_of("mix_effect(win_rate, product, previous, three_part)") ==
        ErrorCode::invalid_definition);
    CHECK(
        refusal_of("mix_adjusted(moving_average(revenue, 3), product)") ==
        ErrorCode::invalid_definition);
    CHECK(refusal_of("mix_adjusted(win_rate, \"\")") == ErrorCode::invalid_definition);
    CHECK(refusal_of("mix_adjusted(win_rate, 3)") == ErrorCode::invalid_definition);
    CHECK(
        refusal_of("mix_adjusted(win_rate, " + std::string(48, 'x') + ")") ==
        ErrorCode::invalid_definition);
    CHECK(refusal_of("volume_effect(deals_won, revenue, previous)") == ErrorCode::unit_mismatch);
    CHECK(
        refusal_of("price_effect(revenue, pipeline_value, previous)") == ErrorCode::unit_mismatch);
    CHECK(refusal_of("price_effect(revenue, 3, previous)") == ErrorCode::invalid_definition);
    CHECK_THROWS(mix_adjusted(Definition{revenue}, by::team));
    CHECK_THROWS(volume_effect(Definition{deals_won}, Definition{revenue}, previous));
}
