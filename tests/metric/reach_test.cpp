// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/metric/reach.hpp>
#include <saleskpi/plan/operators.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using detail::Reach;

namespace {

template <class M>
constexpr Reach of(const M& m) {
    using detail::reach_of;  // or the friend of Expression
    return reach_of(m.formula());
}

constexpr auto opening =
    metric("opening", count<Customer>().active_at_start(customer::since, customer::until));
constexpr auto loyal =
    metric("loyal", count<Customer>().active_throughout(customer::since, customer::until));
constexpr auto one = constant<Unit::count>(1);

}  // namespace

TEST_CASE("what happens depends on all days of a period") {
    CHECK(of(revenue) == Reach::days);
    CHECK(of(win_rate) == Reach::days);
    CHECK(of(revenue_per_customer) == Reach::days);
    CHECK(of(revenue_target) == Reach::days);
    CHECK(of(revenue_per_rep) == Reach::days);  // the time in seat
    CHECK(of(metric("x", deals_won / (deals_won + open_deals))) == Reach::days);
    CHECK(of(metric("x", pipeline_value / period_months())) == Reach::days);
}

TEST_CASE("a stock depends on one day, and what is made of stocks of one day does") {
    CHECK(of(open_deals) == Reach::last_edge);
    CHECK(of(paying_customers) == Reach::last_edge);
    CHECK(of(arr) == Reach::last_edge);
    CHECK(of(arpa) == Reach::last_edge);
    CHECK(of(average_open_age) == Reach::last_edge);
    CHECK(of(attainment(mrr)) == Reach::last_edge);
    CHECK(of(rank(mrr)) == Reach::last_edge);
    CHECK(of(share_of(mrr, Level::company)) == Reach::last_edge);
    CHECK(of(opening) == Reach::first_edge);
    CHECK(of(metric("x", one * 2 + one)) == Reach::nothing);
    CHECK(of(metric("x", customers + one)) == Reach::last_edge);
}

TEST_CASE("two edges, and what lasts from one to the other, span the period") {
    CHECK(of(loyal) == Reach::days);
    CHECK(of(retention_rate) == Reach::days);
    CHECK(of(customer_growth) == Reach::days);
    CHECK(of(metric("x", customers - opening)) == Reach::days);
}

TEST_CASE("steps to other days") {
    CHECK(of(before(mrr, previous)) == Reach::first_edge);
    CHECK(of(before(mrr, year_over_year)) == Reach::last_edge);
    CHECK(of(change(mrr, previous)) == Reach::days);
    CHECK(of(difference(mrr, previous)) == Reach::days);
    CHECK(of(difference(mrr, year_over_year)) == Reach::last_edge);
    CHECK(of(to_date(revenue, Grain::year)) == Reach::last_edge);
    CHECK(of(cumulative(revenue)) == Reach::last_edge);
    CHECK(of(rolling(revenue, 3)) == Reach::days);
    CHECK(of(average_over(mrr, Grain::month)) == Reach::days);
    CHECK(of(floor_attainment(open_deals, 5)) == Reach::days);
    CHECK(of(correlation(mrr, open_deals)) == Reach::last_edge);
    CHECK(of(correlation(mrr, open_deals, Fit::pearson, Over::periods)) == Reach::days);
}

TEST_CASE("a definition made at run time reaches as far as its constant") {
    CHECK(of(Definition{mrr}) == Reach::last_edge);
    CHECK(of(Definition{customer_growth}) == Reach::days);
    CHECK(of(before(Definition{mrr}, previous)) == Reach::first_edge);
}

namespace {

/// Each operator over time, and whether it takes the metric.
template <class M>
std::string taken_by(const M& m) {
    std::string all;
    const auto add = [&](const char* name, auto&& make) {
        const auto code = code_of([&] { (void)make(); });
        if (!code)
            all += std::string{all.empty() ? "" : " "} + name;
        else
            CHECK(*code == ErrorCode::invalid_definition);
    };
    add("change", [&] { return change(m, previous); });
    add("difference", [&] { return difference(m, previous); });
    add("before", [&] { return before(m, year_over_year); });
    add("to_date", [&] { return to_date(m, Grain::year); });
    add("rolling", [&] { return rolling(m, 2); });
    add("moving_average", [&] { return moving_average(m, 2); });
    add("cumulative", [&] { return cumulative(m); });
    add("average_over", [&] { return average_over(m, Grain::month); });
    add("per_day", [&] { return per_day(m); });
    add("per_working_day", [&] { return per_working_day(m); });
    add("run_rate", [&] { return run_rate(m); });
    add("required_run_rate", [&] { return required_run_rate(m); });
    add("floor_attainment", [&] { return floor_attainment(m, 1); });
    add("pace", [&] { return pace(m); });
    return all;
}

}  // namespace

TEST_CASE("what operators over time take follows from what a metric is") {
    const std::string everything =
        "change difference before to_date rolling moving_average cumulative average_over per_day "
        "per_working_day run_rate required_run_rate floor_attainment pace";
    const std::string of_a_stock =
        "change difference before to_date average_over floor_attainment pace";
    const std::string of_what_is_recomputed =
        "change difference before to_date rolling cumulative average_over per_day per_working_day "
        "floor_attainment pace";
    // Adds up over time.
    CHECK(taken_by(Definition{revenue}) == everything);
    CHECK(taken_by(Definition{calls}) == everything);
    // Stocks, whether they add over groups, are sets, or are ratios of stocks.
    for (const Definition& stock : std::vector<Definition>{
             mrr, open_deals, paying_customers, arpa, average_open_age, opening})
        CHECK(taken_by(stock) == of_a_stock);
    // What is carried to the end of the period from elsewhere.
    CHECK(taken_by(to_date(Definition{revenue}, Grain::year)) == of_a_stock);
    CHECK(taken_by(cumulative(Definition{revenue})) == of_a_stock);
    // Ratios and sets of what happened, and what compares both ends.
    for (const Definition& metric :
         std::vector<Definition>{revenue_per_customer, average_deal_size, revenue_per_rep})
        CHECK(taken_by(metric) == of_what_is_recomputed);
    CHECK(taken_by(Definition{metric("net", customers - opening)}) == of_what_is_recomputed);
}

TEST_CASE("the refusal says what a stock has not") {
    const auto says = [](auto&& f) { return message_of(f); };
    CHECK(
        says([] { (void)rolling(Definition{mrr}, 2); }) ==
        "what depends on one day alone, such as a stock, has no rolling value: take average_over "
        "or "
        "change");
    CHECK(
        says([] { (void)cumulative(mrr); }) ==
        "what depends on one day alone, such as a stock, has no cumulative value: take "
        "average_over "
        "or change");
    CHECK(says([] {
              (void)per_day(open_deals);
          }) == "what depends on one day alone, such as a stock, has no value per day");
}
