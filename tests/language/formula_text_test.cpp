// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>

#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;

namespace {

constexpr auto deals = count<Deal>().by(deal::closed);

template <class Operand>
std::string text(const Operand& formula) {
    return formula_text(metric("x", formula));
}

template <class R, std::size_t N>
std::string condition(const Condition<R, N>& c) {
    const std::string all = text(count<Deal>().where(c).by(deal::closed));
    const std::string before = "count(deals where ";
    return all.substr(
        before.size(), all.size() - before.size() - std::string{" by closed)"}.size());
}

}  // namespace

TEST_CASE("an aggregate reads as it is written") {
    CHECK(text(count<Deal>().by(deal::closed)) == "count(deals by closed)");
    CHECK(
        text(sum(deal::amount).where(won).by(deal::closed)) ==
        "sum(deals.amount where stage = won by closed)");
    CHECK(
        text(sum(deal::amount - deal::cost).by(deal::closed)) ==
        "sum(deals.amount - deals.cost by closed)");
    CHECK(
        text(sum(deal::amount * deal::probability).by(deal::closed)) ==
        "sum(deals.amount * deals.probability by closed)");
    CHECK(
        text(mean(days_between(deal::opened, deal::closed)).where(won).by(deal::closed)) ==
        "mean(days(deals.opened, deals.closed) where stage = won by closed)");
    CHECK(
        text(median(signed_days(deal::expected_close, deal::closed)).by(deal::closed)) ==
        "median(signed_days(deals.expected_close, deals.closed) by closed)");
    CHECK(
        text(mean(deal::amount / deal::list).where(won).by(deal::closed)) ==
        "mean(deals.amount / deals.list where stage = won by closed)");
    CHECK(text(smallest(deal::amount).by(deal::closed)) == "smallest(deals.amount by closed)");
    CHECK(text(largest(deal::amount).by(deal::closed)) == "largest(deals.amount by closed)");
    CHECK(text(median(deal::amount).by(deal::closed)) == "median(deals.amount by closed)");
    CHECK(
        text(percentile<90>(deal::amount).by(deal::closed)) ==
        "percentile(90, deals.amount by closed)");
    CHECK(text(distinct(deal::customer).by(deal::closed)) == "distinct(deals.customer by closed)");
    CHECK(
        text(time_in_force<Assignment>().active(assignment::from, assignment::until)) ==
        "months_in_force(assignments active from from until until)");
}

TEST_CASE("a placement in time reads as it is written") {
    const auto open = count<Deal>();
    CHECK(
        text(open.active(deal::created, deal::closed)) ==
        "count(deals active from created until closed)");
    CHECK(
        text(open.active_at_start(deal::created, deal::closed)) ==
        "count(deals active from created until closed at start)");
    CHECK(
        text(open.active_throughout(deal::created, deal::closed)) ==
        "count(deals active from created until closed throughout)");
    CHECK(
        text(sum(deal::amount).spread(deal::created, deal::closed)) ==
        "sum(deals.amount spread from created until closed)");
}

TEST_CASE("a condition names columns, and constants in their own notation") {
    CHECK(condition(deal::amount >= 100'000_usd) == "amount >= 100000.00 USD");
    CHECK(condition(deal::amount > Money{}) == "amount > 0");
    CHECK(condition(deal::probability > Decimal::ratio(1, 4)) == "probability > 0.25");
    CHECK(condition(deal::units != 3) == "units != 3");
    CHECK(
        condition(deal::closed < date::sys_days{date::year{2025} / 3 / 1}) ==
        "closed < 2025-03-01");
    CHECK(condition(deal::collateral_used == true) == "collateral_used = yes");
    CHECK(condition(deal::amount <= deal::list) == "amount <= deals.list");
    CHECK(condition(is_missing(deal::amount)) == "amount is missing");
    CHECK(condition(is_known(deal::amount)) == "amount is known");
    CHECK(condition(!is_known(deal::amount)) == "not (amount is known)");
}

TEST_CASE("a text is quoted where it would not be one word") {
    CHECK(condition(deal::channel == "web") == "channel = web");
    CHECK(condition(deal::channel == "web shop") == "channel = \"web shop\"");
    CHECK(condition(deal::channel == "") == "channel = \"\"");
    CHECK(condition(deal::channel == "and") == "channel = \"and\"");
    CHECK(condition(deal::channel == "2025") == "channel = \"2025\"");
    CHECK(condition(deal::channel == "deals.list") == "channel = \"deals.list\"");
    CHECK(condition(deal::channel == "a\"b\\c\n") == "channel = \"a\\\"b\\\\c\\x0a\"");
    CHECK(condition(deal::channel == "Zürich") == "channel = \"Zürich\"");
}

TEST_CASE("and binds tighter than or") {
    const auto a = deal::units == 1;
    const auto b = deal::units == 2;
    const auto c = deal::units == 3;
    CHECK(condition((a && b) || c) == "units = 1 and units = 2 or units = 3");
    CHECK(condition(a && (b || c)) == "units = 1 and (units = 2 or units = 3)");
    CHECK(condition((a || b) && c) == "(units = 1 or units = 2) and units = 3");
    CHECK(condition(!(a || b) && c) == "not (units = 1 or units = 2) and units = 3");
    CHECK(condition(a && (b && c)) == condition((a && b) && c));
    CHECK(condition(one_of(deal::units, 1, 2, 3)) == "units = 1 or units = 2 or units = 3");
}

TEST_CASE("arithmetic has the brackets it needs and no others") {
    const std::string d = "count(deals by closed)";
    CHECK(text(deals + deals - deals) == d + " + " + d + " - " + d);
    CHECK(text(deals - (deals + deals)) == d + " - (" + d + " + " + d + ")");
    CHECK(text(deals / deals * deals) == d + " / " + d + " * " + d);
    CHECK(text(deals / (deals * deals)) == d + " / (" + d + " * " + d + ")");
    CHECK(text((deals + deals) / deals) == "(" + d + " + " + d + ") / " + d);
    CHECK(text(deals + deals / deals * deals) == d + " + " + d + " / " + d + " * " + d);
}

TEST_CASE("a fraction has no blanks around its bar, a division has") {
    CHECK(text(deals * Rational(52, 12)) == "count(deals by closed) * 13/3");
    CHECK(text(1 - deals / deals) == "1 - count(deals by closed) / count(deals by closed)");
    CHECK(
        text(deals / deals + Rational(-1, 2)) ==
        "count(deals by closed) / count(deals by closed) + -1/2");
    CHECK(text(period_months() / constant<Unit::months>(1)) == "period_months / 1 months");
}

TEST_CASE("a metric of metrics is written out in full") {
    CHECK(
        formula_text(win_rate) ==
        "count(deals where stage = won by closed) / "
        "count(deals where stage = won or stage = lost by closed)");
    CHECK(
        formula_text(revenue_growth) ==
        "change(sum(deals.amount where stage = won by closed), previous)");
    CHECK(
        formula_text(revenue_attainment) ==
        "attain(sum(deals.amount where stage = won by closed), "
        "target(sum(targets.amount where metric = revenue spread from from until until)))");
    CHECK(
        formula_text(attainment(sales_cycle)) ==
        "attain_lower(mean(days(deals.opened, deals.closed) where stage = won by closed), "
        "target(mean(targets.number where metric = sales_cycle active from from until until)))");
}

// Whoever stores a fingerprint next to a number compares it years later: these values may not
// change unless the definition does.
TEST_CASE("fingerprints are FNV-1a of the text, the unit and the direction") {
    CHECK(fingerprint(revenue) == 0x3c6cb0c4fc4b5e70u);
    CHECK(fingerprint(win_rate) == 0x5527a50b6b1ad3bcu);
    CHECK(fingerprint(mrr) == 0xe90c426007fa1af1u);
}

TEST_CASE("id and title do not enter the fingerprint, each number does") {
    const auto revenue_again = metric(
        "turnover", "Turnover", Better::higher, "", sum(deal::amount).where(won).by(deal::closed));
    CHECK(fingerprint(revenue_again) == fingerprint(revenue));
    CHECK(
        fingerprint(metric("p", percentile<90>(deal::amount).by(deal::closed))) !=
        fingerprint(metric("p", percentile<95>(deal::amount).by(deal::closed))));
    CHECK(
        fingerprint(metric("p", sum(deal::amount).where(deal::units > 1).by(deal::closed))) !=
        fingerprint(metric("p", sum(deal::amount).where(deal::units > 2).by(deal::closed))));
}
