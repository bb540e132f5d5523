// SPDX-License-Identifier: MIT
// What a metric is, is what it computes: not what it is called.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>

#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

/// What was lost, under the name of what was won.
constexpr auto mine = kpi::metric("revenue", sum(deal::amount).where(lost).by(deal::closed));
/// The library's, written again.
constexpr auto again = kpi::metric(
    "revenue", "Turnover", Better::higher, "", sum(deal::amount).where(won).by(deal::closed));
/// The same formula, of which less is called better.
constexpr auto inverted = kpi::metric(
    "revenue", "Revenue", Better::lower, "", sum(deal::amount).where(won).by(deal::closed));
constexpr auto takings = kpi::metric(
    "takings", "Revenue", Better::higher, "", sum(deal::amount).where(won).by(deal::closed));

Book book() {
    return make::book(make::deals(make::deal_of("A").won(100_usd), make::deal_of("B").lost(7_usd)));
}

std::string message_of(const Rollup& query) {
    try {
        (void)query.run();
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::duplicate_metric);
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("unlike metrics of one id are refused, with both formulas") {
    const Book deals = book();
    CHECK(
        message_of(rollup(deals).metrics(revenue, mine)) ==
        "two unlike metrics are called 'revenue': sum(deals.amount where stage = won by closed) "
        "and "
        "sum(deals.amount where stage = lost by closed)");
    CHECK(message_of(rollup(deals).metrics(revenue, win_rate, inverted)) != "no error");
    CHECK(message_of(rollup(deals).metrics("revenue").metrics(mine)) != "no error");
    // The same id at two places of a formula is no column, and no matter.
    CHECK(rollup(deals)
              .metrics(revenue, kpi::metric("x", mine / deals_lost))
              .run()[0]["x"]
              .has_value());
}

TEST_CASE("the same metric asked for twice is one column") {
    const Book deals = book();
    const Table table =
        rollup(deals).metrics(revenue, again, "revenue").metrics(Catalogue{}.at("revenue")).run();
    REQUIRE(table.metrics().size() == 1);
    CHECK(table[0][revenue] == Amount{Money{10000, usd}});
    CHECK(table[0][again] == Amount{Money{10000, usd}});
}

TEST_CASE("a column is read by the metric that made it, whoever wrote it down") {
    const Book deals = book();
    const Table table = rollup(deals).metrics(mine).run();
    CHECK(table[0][mine] == Amount{Money{700, usd}});
    CHECK(table[0]["revenue"] == AnyQuantity{Amount{Money{700, usd}}});
    try {
        (void)table[0][revenue];
        FAIL("the library's revenue is not in this table");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::no_such_cell);
        CHECK(
            std::string{error.what()} ==
            "the table's metric 'revenue' is another one: sum(deals.amount where stage = lost by "
            "closed) and not sum(deals.amount where stage = won by closed)");
    }
    CHECK_THROWS_AS(table[0][inverted], Error);
    CHECK_THROWS_AS(table[0].cell(Definition{revenue}), Error);
    CHECK_THROWS_AS(table[0][win_rate], Error);

    const Definition parsed = Catalogue{}.define(
        "win_rate", "Rate", Better::higher,
        "count(deals where stage = won by closed) / "
        "count(deals where stage = won or stage = lost by closed)");
    CHECK(parsed == Definition{win_rate});
    CHECK(rollup(deals).metrics(parsed).run()[0][win_rate] == percent(50));
}

TEST_CASE("the fingerprint is of formula, unit and direction; the title does not count") {
    CHECK(fingerprint(revenue) == fingerprint(again));
    CHECK(fingerprint(revenue) == fingerprint(takings));
    CHECK(fingerprint(revenue) != fingerprint(inverted));
    CHECK(fingerprint(revenue) != fingerprint(mine));
}

TEST_CASE("amounts of unlike currencies are unlike conditions") {
    constexpr auto in_dollars = filtered("large", revenue, deal::amount >= 1000_usd);
    constexpr auto in_euros = filtered("large", revenue, deal::amount >= 1000_eur);
    CHECK_FALSE(Definition{in_dollars} == Definition{in_euros});
    const Book deals = book();
    CHECK(message_of(rollup(deals).metrics(in_dollars, in_euros)) != "no error");
}

TEST_CASE("columns of one title get their ids added") {
    const Book deals = book();
    const Table table = rollup(deals).metrics(revenue, takings, deals_won).run();
    CHECK(table.metrics()[0].title() == "Revenue (revenue)");
    CHECK(table.metrics()[1].title() == "Revenue (takings)");
    CHECK(table.metrics()[2].title() == "Deals won");
    CHECK(table[0][takings] == table[0][revenue]);
}

TEST_CASE("texts that ask for metrics are those of the catalogue, or of the one that is given") {
    const Book deals = book();
    const Table table = rollup(deals).metrics("revenue", std::string{"revenue / deals_won"}).run();
    CHECK(table[0]["revenue / deals_won"] == AnyQuantity{Amount{Money{10000, usd}}});

    Catalogue ours;
    ours.add("ours", kpi::metric("lost_value", mine));
    CHECK(rollup(deals, ours).metrics("lost_value").run()[0]["lost_value"].has_value());
    CHECK_THROWS_AS(rollup(deals).metrics("lost_value"), Error);
}

TEST_CASE("targets go by id") {
    CHECK(target_of(mine).id() == "target(revenue)");
    CHECK(formula_text(target_of(mine)) == formula_text(target_of(revenue)));
}
