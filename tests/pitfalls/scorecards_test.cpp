// SPDX-License-Identifier: MIT
// Traps of scorecards and rankings, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/acquisition.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/targets.hpp>
#include <saleskpi/plan/scorecard.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;
using make::times;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");

template <class... Metrics>
Table by_rep(const Book& book, const Metrics&... metrics) {
    return rollup(book).metrics(metrics...).by(rep).with_subtotals().during(january).run();
}

/// The company's target for a number.
Target number_target(std::string_view metric, int number) {
    Target t = make::quota("", 0_usd);
    t.metric = metric;
    t.amount.reset();
    t.number = Decimal::ratio(number, 1);
    return t;
}

}  // namespace

TEST_CASE("pitfall 21: actual by (target x weight)", "[pitfall]") {
    const Book book =
        make::book(make::deals(deal_of("A").won(80_usd)), std::vector{make::quota("A", 100_usd)});
    constexpr auto points = score_points(revenue, 40);
    constexpr auto literal = attainment_over_weighted_target(revenue, Rational(4, 10));
    const Table table = by_rep(book, revenue_attainment, points, literal);
    CHECK(text(table.at({"A"})[revenue_attainment]) == "80.00 %");
    CHECK(text(table.at({"A"})[points]) == "32.00 points");
    // As one source prints it: under a name of its own.
    CHECK(text(table.at({"A"})[literal]) == "200.00 %");
}

TEST_CASE("pitfall 22: the total of a scorecard", "[pitfall]") {
    std::vector<Customer> joined(6, make::customer_since("2025-01-20"));
    const Book book = make::book(
        make::deals(deal_of("").won(80_usd)), joined,
        std::vector{make::quota("", 100_usd), number_target("new_customers", 5)});
    constexpr auto of_revenue = score_points(revenue, 60);
    constexpr auto of_customers = score_points(new_customers, 40);
    const std::vector<ScorecardLine> lines{{revenue, 60}, {new_customers, 40}};
    const std::vector<Definition> metrics{of_revenue, of_customers, scorecard("card", lines)};
    const Table table = rollup(book).metrics(metrics).during(january).run();
    CHECK(text(table.at({})[of_revenue]) == "48.00 points");
    CHECK(text(table.at({})[of_customers]) == "48.00 points");
    CHECK(text(table.at({}).cell("card").outcome) == "96.00 points");
    // The weight at the target instead:
    constexpr auto revenue_over = attainment_over_weighted_target(revenue, Rational(6, 10));
    constexpr auto customers_over = attainment_over_weighted_target(new_customers, Rational(4, 10));
    const Table literal = rollup(book).metrics(revenue_over, customers_over).during(january).run();
    CHECK(text(literal.at({})[revenue_over]) == "133.33 %");
    CHECK(text(literal.at({})[customers_over]) == "300.00 %");

    // Weights that are not of 100 are refused, or scaled if that is said.
    const std::vector<ScorecardLine> half{{revenue, 30}, {new_customers, 20}};
    CHECK(code_of([&] { (void)scorecard("half", half); }) == ErrorCode::invalid_definition);
    const std::vector<Definition> scaled{scorecard("half", half, {.normalise = true})};
    const Table of_half = rollup(book).metrics(scaled).during(january).run();
    CHECK(text(of_half.at({}).cell("half").outcome) == "96.00 points");
}

TEST_CASE("pitfall 23: with a cap or without", "[pitfall]") {
    const Book book = make::book(
        make::deals(deal_of("").won(20'000_usd), deal_of("").won(20'000_usd)),
        std::vector{make::quota("", 20'000_usd), number_target("deals_won", 4)});
    const std::vector<ScorecardLine> lines{{deals_won, 20}, {revenue, 80}};
    const std::vector<Definition> cards{
        scorecard("uncapped", lines), scorecard("each_capped", lines, {.cap_each = 1}),
        scorecard("total_capped", lines, {.cap_total = 100})};
    const Table table = rollup(book).metrics(cards).during(january).run();
    CHECK(text(table.at({}).cell("uncapped").outcome) == "170.00 points");    // 10 + 160
    CHECK(text(table.at({}).cell("each_capped").outcome) == "90.00 points");  // 10 + 80
    CHECK(text(table.at({}).cell("total_capped").outcome) == "100.00 points");
}

TEST_CASE("pitfall 24: where less is better", "[pitfall]") {
    Target target = make::quota("", 100_usd);
    target.metric = "customer_acquisition_cost";
    const Book book = make::book(
        std::vector{make::spent(800_usd, "2025-01-10")},
        std::vector<Customer>(10, make::customer_since("2025-01-20")), std::vector{target});
    constexpr auto by_ratio = attainment(customer_acquisition_cost);
    constexpr auto by_difference = attainment_by_difference(customer_acquisition_cost);
    const Table table = rollup(book)
                            .metrics(customer_acquisition_cost, by_ratio, by_difference)
                            .during(january)
                            .run();
    CHECK(text(table.at({})[customer_acquisition_cost]) == "80.00 USD");
    CHECK(text(table.at({})[by_ratio]) == "125.00 %");  // and not 80 %
    CHECK(text(table.at({})[by_difference]) == "120.00 %");
}

TEST_CASE("pitfall 38: ties in a ranking", "[pitfall]") {
    const Book book = make::book(make::deals(
        deal_of("A").won(100_usd), deal_of("B").won(100_usd), deal_of("C").won(90_usd)));
    constexpr auto competition = rank(revenue);
    constexpr auto dense = rank(revenue, Ties::dense);
    const Table table = by_rep(book, competition, dense);
    CHECK(text(table.at({"A"})[competition]) == "1");
    CHECK(text(table.at({"B"})[competition]) == "1");
    CHECK(text(table.at({"C"})[competition]) == "3");
    CHECK(text(table.at({"A"})[dense]) == "1");
    CHECK(text(table.at({"B"})[dense]) == "1");
    CHECK(text(table.at({"C"})[dense]) == "2");
}

TEST_CASE("pitfall 39: rates of small samples in a ranking", "[pitfall]") {
    const Book book = make::book(make::deals(
        deal_of("A").won(), times(45, deal_of("B").won()), times(5, deal_of("B").lost())));
    constexpr auto at_least = wilson_low(win_rate);
    constexpr auto by_rate = rank(win_rate);
    constexpr auto by_bound = rank(at_least);
    const Table table = by_rep(book, win_rate, at_least, by_rate, by_bound);
    CHECK(text(table.at({"A"})[win_rate]) == "100.00 %");
    CHECK(text(table.at({"B"})[win_rate]) == "90.00 %");
    CHECK(text(table.at({"A"})[by_rate]) == "1");
    CHECK(text(table.at({"A"})[at_least]) == "20.65 %");
    CHECK(text(table.at({"B"})[at_least]) == "78.64 %");
    CHECK(text(table.at({"B"})[by_bound]) == "1");
    CHECK(text(table.at({"A"})[by_bound]) == "2");
}
