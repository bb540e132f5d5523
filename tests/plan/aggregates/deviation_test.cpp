// SPDX-License-Identifier: MIT
// Standard deviations, worked out by hand: 2, 4, 4, 4, 5, 5, 7, 9 lie around 5, and their distances have
// squares of 32 together.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/language/words.hpp>

#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

constexpr auto of_a_sample =
    metric("of_a_sample", sample_standard_deviation(deal::units).where(won).by(deal::closed));
constexpr auto of_all =
    metric("of_all", population_standard_deviation(deal::units).where(won).by(deal::closed));

std::vector<Deal> deals_of(const std::vector<std::int64_t>& units) {
    std::vector<Deal> deals;
    for (const std::int64_t n : units)
        deals.push_back(make::deal_of("A").won().with(&Deal::units, n));
    return deals;
}

template <class Q>
std::string exact(const Outcome<Q>& outcome) {
    return outcome ? to_text(outcome->exact()) : std::string{name(outcome.reason())};
}

}  // namespace

TEST_CASE("the deviation of a sample divides by one less") {
    const std::vector<Deal> deals = deals_of({2, 4, 4, 4, 5, 5, 7, 9});
    CHECK(exact(of_all(deals)) == "2");  // the root of 32 / 8
    // The root of 32 / 7, 2.138089935299395..., to twelve places.
    CHECK(exact(of_a_sample(deals)) == "2138089935299/1000000000000");
    CHECK(exact(of_all(deals_of({1, 2}))) == "1/2");
    CHECK(exact(of_a_sample(deals_of({-3, -3, -3}))) == "0");
}

TEST_CASE("a root that is no fraction is marked as rounded") {
    const Book book = make::book(deals_of({2, 4, 4, 4, 5, 5, 7, 9}));
    const Table table = rollup(book).metrics(of_a_sample, of_all).run();
    CHECK(table.at({}).cell("of_a_sample").marks == Marks{Mark::rounded});
    CHECK(table.at({}).cell("of_all").marks == Marks{});
}

TEST_CASE("one value has no deviation as a sample, and none as all there is") {
    CHECK(exact(of_a_sample(deals_of({7}))) == "insufficient_n");
    CHECK(exact(of_all(deals_of({7}))) == "0");
    CHECK(exact(of_all(deals_of({}))) == "no_records");
    std::vector<Deal> unknown = deals_of({7});
    unknown[0].units.reset();
    CHECK(exact(of_a_sample(unknown)) == "missing_values");
    CHECK(
        words(of_a_sample).no_value ==
        "no_records: nothing in deals counts; missing_values: nothing in deals that counts has "
        "units; insufficient_n: there are fewer than two values");
}

// 4 and 8 stand together in February; 4 has gone by the end of March. Around 6 they lie by 2.
TEST_CASE("what leaves a stock is taken away again") {
    constexpr auto spread = metric(
        "spread", population_standard_deviation(subscription::price)
                      .active(subscription::started, subscription::ended));
    const Book book = make::book(std::vector{
        make::paying("C", Money{400, usd}, Interval::month, "2025-02-01", "2025-03-15"),
        make::paying("D", Money{800, usd}, Interval::month, "2025-02-01")});
    const Table table = rollup(book)
                            .metrics(spread)
                            .every(Grain::month)
                            .during(make::days("2025-01-01", "2025-04-01"))
                            .run();
    CHECK(make::text(table.at({}, Month{2025, 1})[spread]) == "no_records");
    CHECK(make::text(table.at({}, Month{2025, 2})[spread]) == "2.00 USD");
    CHECK(make::text(table.at({}, Month{2025, 3})[spread]) == "0.00 USD");
}

// 0.1 and 0.3 lie by 0.1 around 0.2.
TEST_CASE("the deviation of decimals counts whole ones") {
    constexpr auto spread = metric(
        "spread", population_standard_deviation(deal::probability).where(won).by(deal::closed));
    const std::vector<Deal> deals{
        make::deal_of().won().likely(10), make::deal_of().won().likely(30)};
    CHECK(exact(spread(deals)) == "1/10");
}

TEST_CASE("a square that 128 bits do not hold is an overflow") {
    constexpr auto spread = metric(
        "spread", population_standard_deviation(deal::amount * deal::probability)
                      .where(won)
                      .by(deal::closed));
    const std::vector deals{make::deal_of().won(Money{9'000'000'000'000'000'000, usd}).likely(100)};
    try {
        (void)rollup(make::book(deals)).metrics(spread).run();
        FAIL("no overflow");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::overflow);
        CHECK_THAT(error.what(), Catch::Contains("spread"));
    }
}
