// SPDX-License-Identifier: MIT
// The slow computation itself, with numbers worked out by hand.
#include "support/slow.hpp"

#include "catch.hpp"
#include "support/make.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>

#include <stdexcept>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

/// January to July 2025, without May.
laws::Records revenue_of_months() {
    laws::Records records;
    const std::vector<Deal> deals = make::deals(
        make::deal_of().won(Money{100, usd}, "2025-01-10"),
        make::deal_of().won(Money{200, usd}, "2025-02-10"),
        make::deal_of().won(Money{400, usd}, "2025-03-10"),
        make::deal_of().won(Money{300, usd}, "2025-04-10"),
        make::deal_of().won(Money{500, usd}, "2025-06-10"),
        make::deal_of().won(Money{700, usd}, "2025-07-10"));
    records.deals = make::identified(deals, 1);
    return records;
}

/// The value of a formula in which x is the average deal size, of which May has none.
std::string said(const std::string& formula, const Period& period) {
    const Definition metric = kpi::metric("x", mean(deal::amount).where(won).by(deal::closed));
    std::string text;
    for (const char c : formula)
        text += c == 'x' ? formula_text(metric) : std::string{c};
    const slow::Tables tables = slow::tables_of(revenue_of_months(), usd);
    const slow::Evaluator slow{tables, usd, Calendar{}};
    const slow::Answer answer =
        slow.value(metric, slow::formula_of(metric, text), slow::Group{}, period);
    const bool is_small = answer.marks.has(Mark::small_sample);
    return (answer.outcome ? to_text(answer.outcome->exact())
                           : std::string{name(answer.outcome.reason())}) +
           " of " + std::to_string(answer.records) + (is_small ? " ?" : "");
}

std::string in_month(const std::string& formula, int month) {
    return said(formula, Calendar{}.period(Month{2025, month}));
}

}  // namespace

TEST_CASE("the slow computation knows arithmetic, numbers and their units") {
    CHECK(in_month("x - 3/2 * (2 ratio + -1) / 5 - 1", 1) == "987/10 of 1");
    CHECK(in_month("least(x, 150, 120)", 2) == "120 of 1");
    CHECK(in_month("at_most(x, 150)", 1) == "100 of 1");
    CHECK(in_month("greatest(x, 150 money)", 1) == "150 of 1");
    CHECK(in_month("x / 0", 1) == "zero_denominator of 1");
    CHECK_THROWS_AS(in_month("no_such_name(x)", 1), std::logic_error);
    CHECK_THROWS_AS(in_month("least(x", 1), std::logic_error);
}

TEST_CASE("the slow computation keeps a value between bounds") {
    CHECK(in_month("clamp(x, 150, 250)", 1) == "150 of 1");
    CHECK(in_month("clamp(x, 150, 250)", 2) == "200 of 1");
    CHECK(in_month("clamp(x, 150, 250)", 3) == "250 of 1");
    CHECK(in_month("clamp(x, 250, 150)", 2) == "incomparable of 1");
    CHECK(in_month("clamp(x, 150, 250)", 5) == "no_records of 0");
}

TEST_CASE("the slow computation falls back on another value") {
    CHECK(in_month("fallback(x, 5)", 1) == "100 of 1");
    CHECK(in_month("fallback(x, 5)", 5) == "5 of 0");
    CHECK(in_month("fallback(before(x, previous), x)", 6) == "500 of 1");
    CHECK(in_month("fallback(x / 0, before(x, 9))", 1) == "zero_denominator of 1");
}

TEST_CASE("the slow computation looks some periods back") {
    CHECK(in_month("before(x, 6)", 7) == "100 of 1");
    CHECK(in_month("change(x, 6)", 7) == "6 of 2");
    CHECK(in_month("before(x, 6)", 6) == "no_prior_period of 0");
    CHECK(in_month("change(x, 1)", 6) == "no_prior_period of 1");
}

TEST_CASE("the slow computation multiplies the values of shorter periods") {
    const Calendar calendar;
    CHECK(said("product_over(x, month)", calendar.period(Quarter{2025, 1})) == "8000000 of 3");
    CHECK(said("product_over(x, month)", calendar.period(Quarter{2025, 2})) == "no_records of 0");
    CHECK(said("average_over(x, month)", calendar.period(Quarter{2025, 1})) == "700/3 of 3");
}

TEST_CASE("the slow computation lays a line through the last periods") {
    // (-2, 100), (-1, 200), (0, 400): 300 over two periods.
    CHECK(in_month("trend(x, 3)", 3) == "150 of 3 ?");
    // December is before all records.
    CHECK(in_month("trend(x, 4)", 3) == "150 of 3 ?");
    CHECK(in_month("trend(x, 2)", 3) == "insufficient_n of 2");
    // (-3, 300), (-1, 500), (0, 700): May has no value. Means -4/3 and 500: 600 / (14/3).
    CHECK(in_month("trend(x, 4)", 7) == "900/7 of 3 ?");
    // (-4, 100), (-3, 200), (-2, 400), (-1, 300). Means -5/2 and 250: 400 / 5.
    CHECK(in_month("trend(x, 6)", 5) == "80 of 4 ?");
}
