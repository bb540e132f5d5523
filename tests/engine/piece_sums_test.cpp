// SPDX-License-Identifier: MIT
// Sums of 64 bits are taken only where they suffice.
#include "engine/piece_sums.hpp"

#include "book/book_data.hpp"
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/metric/aggregates.hpp>

#include <cstdint>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

constexpr std::int64_t two_to_60 = std::int64_t{1} << 60;

std::vector<Deal> three(std::int64_t largest, std::int64_t cost = 0) {
    return make::deals(
        make::deal_of().won(Money{largest, usd}).costing(Money{cost, usd}),
        make::deal_of().won(Money{1, usd}), make::deal_of().won(Money{1, usd}));
}

template <class Value>
bool fit(const std::vector<Deal>& deals, const Value& value) {
    const Book book = make::book(deals);
    const auto parts = detail::data_of(book).parts("deals");
    return detail::PieceSums::fit(detail::row_expression(value).value, parts[0]->plain);
}

}  // namespace

// Of three rows: what is four times as large stays below 2^62.
TEST_CASE("the bound of sums of 64 bits") {
    CHECK(fit(three(two_to_60 - 1), deal::amount));
    CHECK_FALSE(fit(three(two_to_60), deal::amount));
    CHECK(fit(three(1 - two_to_60), deal::amount));
    CHECK_FALSE(fit(three(-two_to_60), deal::amount));
    CHECK(fit(three(two_to_60 / 2, two_to_60 / 2 - 1), deal::amount - deal::cost));
    CHECK_FALSE(fit(three(two_to_60 / 2, two_to_60 / 2), deal::amount - deal::cost));
    CHECK_FALSE(fit(three(two_to_60 / 2, -two_to_60 / 2), deal::amount - deal::cost));
    CHECK_FALSE(fit(three(1), deal::amount * deal::probability));
    CHECK(fit(three(two_to_60), days_between(deal::opened, deal::closed)));
}

TEST_CASE("sums around the bound are exact, whichever way they are had") {
    constexpr auto profit =
        metric("profit", sum(deal::amount - deal::cost).where(won).by(deal::closed));
    for (const std::int64_t each :
         {two_to_60 - 1, two_to_60, 2 * two_to_60, 4 * two_to_60, 7 * two_to_60}) {
        const auto sums_to = [&](std::int64_t amount, std::int64_t cost, int128 total) {
            const auto deals = make::times(
                3, make::deal_of("A").won(Money{amount, usd}).costing(Money{cost, usd}));
            const Book book = make::book(make::deals(deals));
            const Table table = rollup(book).metrics(revenue, profit).by(by::rep).run();
            CHECK(table.at({"A"})[revenue]->exact() == Rational{int128{3} * amount});
            CHECK(table.at({"A"})[profit]->exact() == Rational{total});
        };
        sums_to(each, 0, int128{3} * each);
        sums_to(-each, 0, int128{-3} * each);
        sums_to(each / 2, -(each / 2), int128{6} * (each / 2));
    }
}
