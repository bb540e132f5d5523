// SPDX-License-Identifier: MIT
// Formulas from people who are not trusted: long ones, and such as ask for the same days again and again.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/catalogue.hpp>

#include <string>

using namespace saleskpi;

namespace {

Book book() { return make::book(make::deals(make::deal_of("Asha").won(100_usd))); }

}  // namespace

TEST_CASE("a sum may have many terms") {
    std::string sum = "revenue";
    for (int i = 1; i < 20'000; ++i)
        sum += " + revenue";
    const Table table = rollup(book()).metrics(sum).run();
    CHECK(table[0].values()[0].outcome == AnyQuantity{Amount{2'000'000_usd}});
}

TEST_CASE("changes of changes take no longer for each of them") {
    std::string change = "revenue";
    for (int i = 0; i < 40; ++i)
        change = "change(" + change + ", previous)";
    const Table table = rollup(book())
                            .metrics(change)
                            .every(Grain::month)
                            .during("2024-01-01"_date, "2026-01-01"_date)
                            .run();
    CHECK(table.size() == 24);
    for (const auto row : table)
        CHECK_FALSE(row.values()[0].outcome.has_value());
}
