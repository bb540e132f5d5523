// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/retention.hpp>
#include <saleskpi/language/words.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::paying;
using make::text;

namespace {

constexpr auto by_number = metric(
    "seats_kept",
    retained(subscription::quantity, subscription::customer)
        .active(subscription::started, subscription::ended));

Subscription of(Subscription one, std::string_view product, std::string_view rep = {}) {
    one.product = product;
    one.rep = rep;
    return one;
}

const std::vector<Subscription>& worked_example() {
    static const std::vector<Subscription> all{
        paying("A", 100_usd, Interval::month, "2025-01-01", "2025-02-10"),
        paying("A", 130_usd, Interval::month, "2025-02-10"),
        paying("B", 100_usd, Interval::month, "2025-01-01", "2025-02-11"),
        paying("B", 60_usd, Interval::month, "2025-02-11"),
        paying("C", 100_usd, Interval::month, "2025-01-01", "2025-02-20"),
        paying("D", 50_usd, Interval::month, "2025-02-05")};
    return all;
}

Table february(const std::vector<Subscription>& all, std::vector<std::string> dimensions = {}) {
    return rollup(make::book(all))
        .metrics(
            net_revenue_retention, gross_revenue_retention, paying_customer_retention_rate,
            paying_customer_churn_rate, arpa_at_start)
        .by(dimensions)
        .during(make::days("2025-02-01", "2025-03-01"))
        .with_subtotals()
        .run();
}

}  // namespace

// A 100 to 130, B 100 to 60, C 100 to nothing, D new with 50.
TEST_CASE("of those who paid at the start: net 190 of 300, gross 160 of 300") {
    const Table table = february(worked_example());
    CHECK(table[0][net_revenue_retention]->exact() == Rational(190, 300));
    CHECK(table[0][gross_revenue_retention]->exact() == Rational(160, 300));
    CHECK(table[0][paying_customer_retention_rate]->exact() == Rational(2, 3));
    CHECK(table[0][paying_customer_churn_rate]->exact() == Rational(1, 3));
    CHECK(text(table[0][arpa_at_start]) == "100.00 USD");
}

TEST_CASE(
    "who goes over to another plan is kept in full, and by plan one has lost and one has none") {
    std::vector<Subscription> all{
        of(paying("A", 100_usd, Interval::month, "2025-01-01", "2025-02-10"), "basic"),
        of(paying("A", 130_usd, Interval::month, "2025-02-10"), "large")};
    const Table table = february(all, {"product"});
    CHECK(table.at({})[gross_revenue_retention]->exact() == Rational(1));
    CHECK(table.at({})[net_revenue_retention]->exact() == Rational(13, 10));
    CHECK(table.at({"basic"})[gross_revenue_retention]->exact() == Rational(0));
    CHECK(table.at({"large"})[gross_revenue_retention].reason() == Reason::no_records);
}

TEST_CASE("a rest of a cent is kept, and counts in what is capped") {
    // 100 for seven weeks is 104/7 of 100 a year.
    std::vector<Subscription> all{paying("A", 100_usd, Interval::week, "2025-01-01", "2025-02-10")};
    all.back().interval_count = 7;
    all.push_back(paying("A", 50_usd, Interval::week, "2025-02-10"));
    all.back().interval_count = 7;
    CHECK(february(all)[0][gross_revenue_retention]->exact() == Rational(1, 2));
}

TEST_CASE("who is not named is by himself, and whose price is not known is left out") {
    std::vector<Subscription> all{
        paying("", 100_usd), paying("", 100_usd, Interval::month, "2025-01-01", "2025-02-10"),
        paying("A", 100_usd)};
    CHECK(february(all)[0][gross_revenue_retention]->exact() == Rational(2, 3));
    all.push_back(paying("A", 100_usd));
    all.back().price.reset();
    const Table table = february(all);
    CHECK(table[0][gross_revenue_retention]->exact() == Rational(1, 2));
    // In the divisor as well.
    CHECK(table[0].values()[1].records == 2 * 2);
    CHECK(table[0].values()[1].missing == 2 * 1);
}

TEST_CASE("who has nothing at the start, or less, is not among them") {
    const std::vector<Subscription> all{
        paying("A", 0_usd), paying("B", -10_usd), paying("C", 10_usd),
        paying("D", 10_usd, Interval::month, "2025-02-01")};
    const Table table = february(all);
    CHECK(table[0][paying_customer_retention_rate]->exact() == Rational(1));
    CHECK(text(table[0][arpa_at_start]) == "10.00 USD");
}

TEST_CASE("what happened in between does not matter, over a longer period neither") {
    const std::vector<Subscription> all{
        paying("A", 100_usd, Interval::month, "2025-01-01", "2025-02-10"),
        paying("A", 80_usd, Interval::month, "2025-03-10")};
    const Book book = make::book(all);
    const Table months = rollup(book)
                             .metrics(gross_revenue_retention, rolling(gross_revenue_retention, 3))
                             .every(Grain::month)
                             .during(make::days("2025-02-01", "2025-05-01"))
                             .run();
    CHECK(text(months[0][gross_revenue_retention]) == "0.00 %");
    CHECK(months[1][gross_revenue_retention].reason() == Reason::no_records);
    CHECK(text(months[2][rolling(gross_revenue_retention, 3)]) == "80.00 %");
}

// Of a deal that two share each has a part, and the number of units is the deal's, once.
TEST_CASE("of a shared record each has a part of the money, and the whole of what is no money") {
    Deal shared;
    shared.rep = "Asha";
    shared.customer = "A";
    shared.units = 6;
    shared.amount = 100_usd;
    shared.created = make::day("2025-01-10");
    shared.credits = {{"Asha", Decimal::ratio(3, 4)}, {"Ben", Decimal::ratio(1, 4)}};
    constexpr auto amount = metric(
        "held_amount", held(deal::amount, deal::customer).active(deal::created, deal::closed));
    constexpr auto units =
        metric("held_units", held(deal::units, deal::customer).active(deal::created, deal::closed));
    const Table table = rollup(make::book(std::vector{shared}))
                            .metrics(amount, units)
                            .by(by::rep)
                            .during(make::days("2025-02-01", "2025-03-01"))
                            .with_subtotals()
                            .run();
    CHECK(text(table.at({"Asha"})[amount]) == "75.00 USD");
    CHECK(text(table.at({"Ben"})[amount]) == "25.00 USD");
    CHECK(text(table.at({})[amount]) == "100.00 USD");
    CHECK(text(table.at({"Ben"})[units]) == "6");
    CHECK(text(table.at({})[units]) == "6");
}

TEST_CASE("what each has is told in words") {
    const Definition definition = gross_revenue_retention;
    CHECK(
        formula_text(definition) ==
        "retained_capped(subscriptions.yearly + subscriptions.yearly_above / "
        "subscriptions.yearly_below of each customer active from started until ended) / "
        "held(subscriptions.yearly + subscriptions.yearly_above / subscriptions.yearly_below of "
        "each customer active from started until ended)");
    CHECK(
        formula_text(by_number) ==
        "retained(subscriptions.quantity of each customer active from started until ended)");
}
