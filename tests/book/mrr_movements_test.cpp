// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/make.hpp"
#include "support/random_book.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/recurring.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::paying;
using make::text;

namespace {

Subscription of_product(Subscription subscription, const char* product, const char* id = "") {
    subscription.product = product;
    subscription.id = id;
    return subscription;
}

/// Of everything, in order: kind, product and amount of a year.
std::vector<std::string> movements(const Book& book) {
    std::vector<std::string> all;
    const Table table =
        rollup(book)
            .metrics(
                new_mrr, expansion_mrr, contraction_mrr, churned_mrr, reactivation_mrr, moved_mrr)
            .by("product")
            .run();
    for (const auto& row : table)
        for (std::size_t i = 0; i < table.metrics().size(); ++i) {
            const std::string value = fmt::format("{}", row.values()[i].outcome);
            if (value != "0.00 USD")
                all.push_back(
                    std::string{row.key().group.front()} + " " +
                    std::string{table.metrics()[i].id()} + " " + value);
        }
    return all;
}

using Texts = std::vector<std::string>;

}  // namespace

// 100 to 130 is 30 more; what came as a new plan was paid before for the old one.
TEST_CASE("a change of plan moves what was paid, and expands by the rest") {
    const Book book = make::book(std::vector{
        of_product(paying("a", 100_usd, Interval::month, "2025-01-01", "2025-03-01"), "Basic"),
        of_product(paying("a", 130_usd, Interval::month, "2025-03-01"), "Pro")});
    CHECK(
        movements(book) == Texts{
                               "Basic new_mrr 100.00 USD", "Basic moved_mrr -100.00 USD",
                               "Pro expansion_mrr 30.00 USD", "Pro moved_mrr 100.00 USD"});
}

// 90 go; 40 and 80 come: of the 30 more, 10 are of the one and 20 of the other.
TEST_CASE("what is paid more is apportioned to all that came") {
    const Book book = make::book(std::vector{
        of_product(paying("a", 90_usd, Interval::month, "2025-01-01", "2025-03-01"), "Old"),
        of_product(paying("a", 40_usd, Interval::month, "2025-03-01"), "One"),
        of_product(paying("a", 80_usd, Interval::month, "2025-03-01"), "Two")});
    CHECK(
        movements(book) == Texts{
                               "Old new_mrr 90.00 USD", "Old moved_mrr -90.00 USD",
                               "One expansion_mrr 10.00 USD", "One moved_mrr 30.00 USD",
                               "Two expansion_mrr 20.00 USD", "Two moved_mrr 60.00 USD"});
}

TEST_CASE("free, same-day, reversed and unpriced subscriptions do not move") {
    std::vector all{
        paying("free", 0_usd), paying("day", 10_usd, Interval::month, "2025-02-01", "2025-02-01"),
        paying("unknown", 10_usd)};
    all.back().price.reset();
    CHECK(make::book(all).records("mrr_movements") == 0);
    // Who ends before he begins is noted, and never counts.
    all.assign({paying("back", 10_usd, Interval::month, "2025-03-01", "2025-02-01")});
    CHECK(make::book(all).records("mrr_movements") == 0);
}

TEST_CASE("who has no name is a customer of his own") {
    const Book book = make::book(std::vector{
        paying("", 10_usd, Interval::month, "2025-01-01", "2025-02-01"),
        paying("", 10_usd, Interval::month, "2025-02-01")});
    const Table table = rollup(book).metrics(new_mrr, churned_mrr).run();
    CHECK(text(table.at({})[new_mrr]) == "20.00 USD");
    CHECK(text(table.at({})[churned_mrr]) == "10.00 USD");
}

TEST_CASE("a credit beside a subscription is of its customer's total") {
    const Book book = make::book(std::vector{
        paying("a", 100_usd), paying("a", -30_usd, Interval::month, "2025-02-01", "2025-03-01")});
    const Table table = rollup(book).metrics(new_mrr, expansion_mrr, contraction_mrr).run();
    CHECK(text(table.at({})[new_mrr]) == "100.00 USD");
    CHECK(text(table.at({})[contraction_mrr]) == "30.00 USD");
    CHECK(text(table.at({})[expansion_mrr]) == "30.00 USD");
}

TEST_CASE("a book that grows works out anew what its customers' revenue did") {
    const std::vector first{
        of_product(paying("a", 100_usd, Interval::month, "2025-03-01"), "Basic", "1"),
        of_product(paying("b", 50_usd, Interval::month, "2025-01-01"), "Basic", "2")};
    const std::vector second{
        of_product(paying("a", 60_usd, Interval::month, "2025-01-01", "2025-02-01"), "Pro", "3")};
    const Book grown = BookBuilder{make::book(first)}.add(second).build();
    const Texts expected{
        "Basic new_mrr 50.00 USD", "Basic reactivation_mrr 100.00 USD", "Pro new_mrr 60.00 USD",
        "Pro churned_mrr 60.00 USD"};
    CHECK(movements(grown) == expected);
    CHECK(grown.records("mrr_movements") == 4);
    CHECK(movements(make::book(first)) == Texts{"Basic new_mrr 150.00 USD"});
}

TEST_CASE("movements are not added to a book") {
    CHECK(code_of([] {
              BookBuilder{usd}.add(std::vector{MrrMovement{}}).build();
          }) == ErrorCode::invalid_argument);
}

TEST_CASE("a metric of movements takes subscriptions, and is found by its name") {
    const std::vector all{
        paying("a", 10_eur, Interval::week, "2025-01-01", "2025-03-01"), paying("b", 10_eur)};
    const Definition churned = Catalogue{}.at("churned_mrr");
    const std::vector<RowSource> sources{row_source(all)};
    const auto outcome = detail::evaluate(churned.view(), sources, all_time);
    REQUIRE(outcome.has_value());
    CHECK(outcome->exact() == Rational(13000, 3));
    CHECK(outcome->currency() == eur);
}

TEST_CASE("opening and movements are closing, in every cell") {
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        laws::Records records = laws::random_records(900 + seed, {300});
        // Often something ends on the day on which another begins.
        for (Subscription& subscription : records.subscriptions)
            for (std::optional<Date>* const date : {&subscription.started, &subscription.ended})
                if (*date && (*date)->time_since_epoch().count() % 3 == 0)
                    *date = Date{date::year_month_day{**date}.year() / 7 / 1};
        const Book book = records.book();
        // A rep may move with his subscriptions to another team: nothing that a customer does.
        for (const char* by : {"customer", "rep", "product", "segment", "company"}) {
            INFO(by);
            const Table table = rollup(book)
                                    .metrics(
                                        opening_mrr, new_mrr, expansion_mrr, contraction_mrr,
                                        churned_mrr, reactivation_mrr, moved_mrr, net_new_mrr, mrr)
                                    .by(by)
                                    .with_subtotals()
                                    .every(Grain::month)
                                    .during(make::days("2024-01-01", "2025-12-01"))
                                    .run();
            std::size_t cells = 0;
            for (const auto& row : table) {
                const auto exact = [&](const auto& metric) {
                    const auto outcome = row[metric];
                    return outcome ? outcome->exact() : Rational{};
                };
                const Rational net = exact(new_mrr) + exact(expansion_mrr) +
                                     exact(reactivation_mrr) + exact(moved_mrr) -
                                     exact(contraction_mrr) - exact(churned_mrr);
                CHECK(exact(net_new_mrr) == net);
                INFO((row.key().group.empty() ? std::string{} : row.key().group.front()));
                INFO(row.key().label);
                CHECK(exact(opening_mrr) + net == exact(mrr));
                cells += net.is_zero() ? 0U : 1U;
            }
            CHECK(cells > 20);
        }
    }
}
