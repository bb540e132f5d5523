// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

TEST_CASE("words of a sum") {
    const Words w = words(revenue);
    CHECK(w.formula == "sum(deals.amount where stage = won by closed)");
    CHECK(w.records == "deals where stage = won, amount known");
    CHECK(w.date == "deals.closed");
    CHECK(w.unit == "money");
    CHECK(w.rolls_up == "adds over groups and time");
    CHECK(
        w.no_value ==
        "no_records: there is nothing in deals; "
        "missing_values: nothing in deals that counts has amount");
}

TEST_CASE("words of a rate") {
    const Words w = words(win_rate);
    CHECK(w.records == "deals where stage = won; deals where stage = won or stage = lost");
    CHECK(w.date == "deals.closed");
    CHECK(w.unit == "ratio");
    CHECK(w.rolls_up == "recomputed from its parts: counts and sums add over groups and time");
    CHECK(
        w.no_value ==
        "no_records: there is nothing in deals, or no record is behind a division; "
        "zero_denominator: what is divided by is zero");
}

TEST_CASE("words of signed days and of a quotient") {
    const Words late = words(metric(
        "late", mean(signed_days(deal::expected_close, deal::closed)).where(won).by(deal::closed)));
    CHECK(late.records == "deals where stage = won, expected_close and closed known");
    CHECK(late.unit == "days");
    const Words price = words(metric("price", mean(deal::amount / deal::units).by(deal::closed)));
    CHECK(price.records == "all deals, amount and units known, units not zero");
    CHECK(price.unit == "money");
    CHECK(
        price.no_value ==
        "no_records: nothing in deals counts; "
        "missing_values: nothing in deals that counts has both amount and units other than zero");
    CHECK(
        words(
            metric(
                "price",
                sum(deal::amount / deal::units).having(deal::amount, deal::units).by(deal::closed)))
            .no_value ==
        "no_records: there is nothing in deals; "
        "missing_values: nothing in deals that counts has amount and units, or nothing in deals "
        "that counts has units other than zero");
}

TEST_CASE("words of a stock") {
    const Words w = words(open_deals);
    CHECK(w.records == "all deals");
    CHECK(
        w.date ==
        "in force from deals.created until deals.closed, "
        "at the end of the period's last day");
    CHECK(
        w.rolls_up ==
        "adds over groups; over time it is taken at the longer period's edge; "
        "what several reps share counts once above them");
}

TEST_CASE("words of a median, a mean and a set") {
    CHECK(
        words(sales_cycle_median).rolls_up ==
        "recomputed from the values, for medians and percentiles do not add");
    CHECK(
        words(sales_cycle).rolls_up ==
        "recomputed from the sum and the number of values, which add");
    CHECK(words(sales_cycle).records == "deals where stage = won, closed not before opened");
    CHECK(
        words(sales_cycle).no_value ==
        "no_records: nothing in deals counts; "
        "missing_values: nothing in deals that counts has opened");
    CHECK(
        words(paying_customers).rolls_up ==
        "the sets of different values are united, their sizes do not add; "
        "over time it is taken at the longer period's edge");
    CHECK(words(largest_deal).rolls_up == "the extreme of the extremes");
}

TEST_CASE("sums of scaled sums still add") {
    CHECK(
        words(mrr).rolls_up ==
        "adds over groups; over time it is taken at the longer period's edge");
    CHECK(words(arr).rolls_up == words(mrr).rolls_up);
    const auto twice = metric("twice", 2 * revenue);
    CHECK(words(twice).rolls_up == "adds over groups and time");
    const auto shifted = metric("shifted", deals_won + constant<Unit::count>(1));
    CHECK(
        words(shifted).rolls_up ==
        "recomputed from its parts: counts and sums add over groups and time");
}

TEST_CASE("words of growth and attainment") {
    CHECK(words(revenue_growth).date == "deals.closed; compared with the period before");
    CHECK(
        words(revenue_growth).no_value ==
        "no_records: there is nothing in deals; "
        "missing_values: nothing in deals that counts has amount; "
        "no_prior_period: the period to compare with lies outside the data; "
        "zero_base: it was zero in the period to compare with; "
        "immature: the period has not begun");
    CHECK(
        words(revenue_target).rolls_up ==
        "a group's own target, or else the sum of its members'; adds over time");
    CHECK(
        words(target_of(win_rate)).rolls_up ==
        "a group's own target, for those of its members do not add; "
        "over time it is the one in force at the period's end");
    CHECK(words(revenue_target).no_value == "no_target: there is no target");
    CHECK(
        words(revenue_attainment).date ==
        "deals.closed; spread evenly over the days from targets.from until targets.until");
}

TEST_CASE("a condition that asks for a value, or compares it, leaves no missing one") {
    const auto no_value = [](const auto& condition) {
        return words(metric("x", sum(deal::amount).where(condition).by(deal::closed))).no_value;
    };
    const std::string never_missing = "no_records: there is nothing in deals";
    const std::string may_be_missing =
        never_missing + "; missing_values: nothing in deals that counts has amount";
    CHECK(no_value(is_known(deal::amount)) == never_missing);
    CHECK(no_value(won && is_known(deal::amount)) == never_missing);
    CHECK(no_value(deal::amount >= deal::list) == never_missing);
    CHECK(no_value(deal::list < deal::amount) == never_missing);
    CHECK(no_value(!(deal::amount >= deal::list)) == never_missing);
    CHECK(no_value(!(lost || is_missing(deal::amount))) == never_missing);
    CHECK(no_value(won || is_known(deal::amount)) == may_be_missing);
    CHECK(no_value(!(won && deal::amount >= deal::list)) == may_be_missing);
    CHECK(no_value(!(won && is_known(deal::amount))) == may_be_missing);
    CHECK(no_value(is_known(deal::list)) == may_be_missing);
}
