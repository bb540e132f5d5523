// SPDX-License-Identifier: MIT
// Percentiles by method, and the most frequent value.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/metric/operators.hpp>

#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

/// Of amounts in cents, which may be less than nothing.
std::string of(const std::string& call, const std::vector<std::int64_t>& cents) {
    std::vector<Deal> deals;
    for (const std::int64_t n : cents)
        deals.push_back(make::deal_of("A").won(Money{n, usd}));
    const Catalogue catalogue;
    const Definition metric = catalogue.at(call + "deals.amount by closed)");
    // Not by lanes too: rows without a rep have values of 128 bits.
    const Outcome<AnyQuantity> outcome =
        rollup(make::book(deals)).metrics(metric).run().at({})[metric.id()];
    for (Deal& deal : deals)
        deal.rep = "";
    CHECK(rollup(make::book(deals)).metrics(metric).run().at({})[metric.id()] == outcome);
    return outcome ? to_text(outcome->exact()) : std::string{name(outcome.reason())};
}

const std::vector<std::int64_t> tens{50, 10, 90, 30, 70, 100, 20, 80, 60, 40};

}  // namespace

TEST_CASE("pitfall 8: the 90th percentile by three methods", "[pitfall]") {
    CHECK(of("percentile(90, ", tens) == "90");
    CHECK(of("percentile_r7(90, ", tens) == "91");  // rank 9.1
    CHECK(of("percentile_r6(90, ", tens) == "99");  // rank 9.9
}

TEST_CASE("percentiles between two values are exact") {
    CHECK(of("percentile_r7(25, ", {20, 10}) == "25/2");  // rank 1.25
    CHECK(of("percentile_r6(25, ", {20, 10}) == "10");    // rank 0.75: below the first value
    CHECK(of("percentile_r6(99, ", {20, 10}) == "20");
    CHECK(of("percentile_r6(40, ", {20, 10}) == "12");  // rank 1.2
    CHECK(of("percentile_r6(50, ", tens) == "55");
    CHECK(of("percentile_r7(50, ", tens) == "55");
    CHECK(of("percentile_r7(1, ", tens) == "109/10");
    CHECK(of("percentile_r7(100, ", tens) == "100");
    CHECK(of("percentile_r6(100, ", {7}) == "7");
    CHECK(of("percentile_r7(33, ", {-9, -9, -9}) == "-9");
}

TEST_CASE("the most frequent value, and of several the least") {
    CHECK(of("mode(", {3, 1, 3, 1, 2}) == "1");
    CHECK(of("mode(", {2, 7, 7}) == "7");
    CHECK(of("mode(", {5}) == "5");
    CHECK(of("mode(", {-4, 9, -4, 9, 9, -4}) == "-4");
}

TEST_CASE("of no values there is neither") {
    for (const char* call : {"percentile_r6(90, ", "percentile_r7(90, ", "mode("})
        CHECK([&] {
            const Catalogue catalogue;
            const Definition metric = catalogue.at(std::string{call} + "deals.units by closed)");
            const Book book = make::book(make::deals(make::deal_of().won()));
            return name(rollup(book).metrics(metric).run().at({})[metric.id()].reason());
        }() == "missing_values");
}

TEST_CASE("constants and texts are the same definitions") {
    constexpr auto sixth = metric("sixth", percentile_r6<90>(deal::amount).by(deal::closed));
    constexpr auto seventh = metric("seventh", percentile_r7<90>(deal::amount).by(deal::closed));
    constexpr auto usual = metric("usual", mode(deal::amount).by(deal::closed));
    CHECK(formula_text(sixth) == "percentile_r6(90, deals.amount by closed)");
    CHECK(formula_text(seventh) == "percentile_r7(90, deals.amount by closed)");
    CHECK(formula_text(usual) == "mode(deals.amount by closed)");
    CHECK(
        words(usual).rolls_up ==
        "recomputed from the values, for the most frequent ones do not add");
}

// Deals of 1 and 3 have 2 in the middle, and of 5 there are 40 %.
TEST_CASE("a percentile has targets, and is judged by them") {
    constexpr auto typical =
        metric("typical_deal", percentile_r7<50>(deal::amount).where(won).by(deal::closed));
    Target target = make::quota("A", 5_usd);
    target.metric = "typical_deal";
    const Book book = make::book(
        make::deals(make::deal_of("A").won(1_usd), make::deal_of("A").won(3_usd)),
        std::vector{target});
    const Table table = rollup(book)
                            .metrics(attainment(typical), target_of(typical))
                            .by(by::rep)
                            .during(make::days("2025-01-01", "2025-02-01"))
                            .run();
    CHECK(make::text(table.at({"A"})[attainment(typical)]) == "40.00 %");
    CHECK(make::text(table.at({"A"})[target_of(typical)]) == "5.00 USD");
}
