// SPDX-License-Identifier: MIT
// What the report of merged parts tells of records that are in each of them.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;

namespace {

Table both(const Book& one, const Book& other) {
    const auto part = [](const Book& book) {
        return rollup(book)
            .metrics(revenue)
            .during(make::days("2025-01-01", "2025-02-01"))
            .partial();
    };
    Partial merged = part(one);
    merged.merge(part(other));
    return merged.table();
}

}  // namespace

TEST_CASE("what every part has, and a book rejects, is told once") {
    const std::vector rates{ExchangeRate{"no code", "USD", {}, Decimal::ratio(2, 1)}};
    const auto book_with = [&](const char* id, const std::vector<ExchangeRate>& some) {
        return make::book(make::deals(deal_of("Asha").won(30_usd).with(&Deal::id, id)), some);
    };
    const Table merged = both(book_with("1", rates), book_with("2", rates));
    const Table whole = both(book_with("1", rates), book_with("2", {}));
    CHECK(laws::difference(whole, merged) == "");
    CHECK(merged.report().findings.size() == 1);
    // Other ones are not the same.
    const std::vector others{ExchangeRate{"none", "USD", {}, Decimal::ratio(2, 1)}};
    const Table two = both(book_with("1", rates), book_with("2", others));
    CHECK(two.report().findings.size() == 2);
    CHECK(
        two.report().tables ==
        std::vector<TableCount>{{"deals", 2, 2}, {"exchange_rates", 2, 0, 2}});
}
