// SPDX-License-Identifier: MIT
// Formulas from people who are not trusted: long ones, and such as ask for the same days again and again.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>

#include <pthread.h>

#include <cstdint>
#include <string>
#include <utility>

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

namespace {

/// Runs on a thread with a stack of 256 KB.
template <class Work>
void on_a_small_stack(Work work) {
    pthread_attr_t small;
    REQUIRE(pthread_attr_init(&small) == 0);
    REQUIRE(pthread_attr_setstacksize(&small, 256 * 1024) == 0);
    pthread_t thread;
    const auto call = [](void* w) -> void* {
        (*static_cast<Work*>(w))();
        return nullptr;
    };
    REQUIRE(pthread_create(&thread, &small, call, &work) == 0);
    REQUIRE(pthread_join(thread, nullptr) == 0);
}

}  // namespace

TEST_CASE("long formulas need no deep stack") {
    const Book deals = book();
    const Period january = Calendar{}.parse("2025-01");
    std::string values;
    on_a_small_stack([&] {
        Expression left = Definition{kpi::revenue}.formula();
        for (int i = 0; i < 20'000; ++i)
            left = std::move(left) + Definition{kpi::revenue} * (i % 7);
        Expression right = Definition{kpi::revenue}.formula();
        for (int i = 0; i < 500; ++i)
            right = Definition{kpi::revenue}.formula() * (i % 3) - right;
        for (const Definition& metric : {kpi::metric("left", left), kpi::metric("right", right)}) {
            const Table table = rollup(deals).metrics(metric).run();
            values += to_text(table[0].values()[0].outcome->exact()) + " ";
            (void)words(metric);
            (void)rollup(deals).explain(metric, {}, january);
        }
        const Definition sum = kpi::metric("sum", left);
        values +=
            formula_text(Catalogue{}.at(formula_text(sum))) == formula_text(sum) ? "= " : "!= ";
        // As many steps in other periods as there may be.
        Definition deep = kpi::revenue;
        for (int i = 0; i < 100; ++i)
            deep = kpi::metric("m", kpi::before(deep, kpi::previous).formula());
        values += rollup(deals).explain(deep, {}, january).numbers;
    });
    // 20,000 terms of 100 times 0 to 6; 500 steps of r = (i % 3) * 100 - r.
    std::int64_t left = 10'000;
    for (int i = 0; i < 20'000; ++i)
        left += 10'000 * (i % 7);
    std::int64_t right = 10'000;
    for (int i = 0; i < 500; ++i)
        right = 10'000 * (i % 3) - right;
    CHECK(values == std::to_string(left) + " " + std::to_string(right) + " = no_prior_period");
    Definition deeper = kpi::revenue;
    const std::string why = message_of([&] {
        for (int i = 0; i < 101; ++i)
            deeper = kpi::metric("m", kpi::before(deeper, kpi::previous).formula());
    });
    CHECK_THAT(why, Catch::Contains("too many steps in other periods or groups, in each other"));
}

TEST_CASE("definitions of definitions have each step once") {
    Catalogue catalogue;
    catalogue.add("own", catalogue.define("x0", "x0", Better::higher, "revenue"));
    for (int i = 1; i <= 16; ++i) {
        const std::string before = "x" + std::to_string(i - 1);
        const std::string id = "x" + std::to_string(i);
        catalogue.add("own", catalogue.define(id, id, Better::higher, before + " + " + before));
    }
    const Definition last = catalogue.at("x16");
    CHECK(last.leaves().size() == 1);
    CHECK(last.steps().size() == 17);
    const Table table = rollup(book()).metrics(last).run();
    CHECK(table[0].values()[0].outcome == AnyQuantity{Amount{6'553'600_usd}});
    CHECK(formula_text(Catalogue{}.at(formula_text(last))) == formula_text(last));
    CHECK(rollup(book()).explain(last, {}, Calendar{}.parse("2025-01")).parts.size() == 1);
}

TEST_CASE("eight hundred years of days") {
    const Book deals = book();
    const Window days{"1225-01-01"_date, "2026-01-01"_date};
    const Table table =
        rollup(deals)
            .metrics("cumulative(revenue)", "change(revenue, previous)", "to_date(revenue, year)")
            .every(Grain::day)
            .during(days)
            .run();
    CHECK(table.size() == 292'559);
    const RowView last = table[table.size() - 1];
    CHECK(last.values()[0].outcome == AnyQuantity{Amount{100_usd}});
    CHECK(last.values()[2].outcome == AnyQuantity{Amount{100_usd}});
    const RowView before = table[table.size() - 400];
    CHECK(before.values()[0].outcome == AnyQuantity{Amount{0_usd}});
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
