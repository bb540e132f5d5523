// SPDX-License-Identifier: MIT
// A deal's amount, shared out among its touches.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/attribution.hpp>
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;
using make::touch_of;

namespace {

make::DealMaker named(const char* id, make::DealMaker deal) {
    deal.id = id;
    return deal;
}

/// "member value, ..." of the sources.
template <class M>
std::string by_source(const Book& book, const M& metric) {
    std::string all;
    const Table table = rollup(book).metrics(metric).by(touch::source).run();
    for (std::size_t row = 0; row < table.size(); ++row)
        all += fmt::format(
            "{}{} {}", row == 0 ? "" : ", ", table[row].key().group.at(0),
            text(table[row][metric]));
    return all;
}

const std::vector three{
    touch_of("D", "2025-01-03", "c"), touch_of("D", "2025-01-03", "b"),
    touch_of("D", "2025-01-01", "z")};

}  // namespace

TEST_CASE("the first cent that is left over is the earliest touch's") {
    const Book book = make::book(three, make::deals(named("D", deal_of().won(100_usd))));
    CHECK(by_source(book, attributed_revenue) == "b 33.33 USD, c 33.33 USD, z 33.34 USD");
    CHECK(by_source(book, first_touch_revenue) == "b 0.00 USD, c 0.00 USD, z 100.00 USD");
    CHECK(by_source(book, last_touch_revenue) == "b 0.00 USD, c 100.00 USD, z 0.00 USD");
    // In any order of the records.
    const Book other = make::book(
        std::vector{three[2], three[0], three[1]}, make::deals(named("D", deal_of().won(100_usd))));
    CHECK(by_source(other, attributed_revenue) == by_source(book, attributed_revenue));
    CHECK(by_source(other, last_touch_revenue) == by_source(book, last_touch_revenue));
}

TEST_CASE("a touch after the closing has no part") {
    std::vector touches = three;
    touches.push_back(touch_of("D", "2025-01-20", "on the day"));
    touches.push_back(touch_of("D", "2025-01-21", "too late"));
    const Book book =
        make::book(touches, make::deals(named("D", deal_of().won(100_usd, "2025-01-20"))));
    CHECK(
        by_source(book, attributed_revenue) ==
        "b 25.00 USD, c 25.00 USD, on the day 25.00 USD, too late 0.00 USD, z 25.00 USD");
    CHECK(
        by_source(book, last_touch_revenue) ==
        "b 0.00 USD, c 0.00 USD, on the day 100.00 USD, too late 0.00 USD, z 0.00 USD");
}

TEST_CASE("lost and open deals, and touches of no deal, bring no revenue") {
    const std::vector touches{
        touch_of("L", "2025-01-01", "a"), touch_of("O", "2025-01-01", "b"),
        touch_of("?", "2025-01-01", "c")};
    const Book book = make::book(
        touches, make::deals(named("L", deal_of().lost()), named("O", deal_of().worth(5_usd))));
    CHECK(by_source(book, attributed_revenue) == "a 0.00 USD, b 0.00 USD, c 0.00 USD");
}

TEST_CASE("over all sources it is the revenue of the touched deals") {
    const std::vector touches{
        touch_of("1", "2025-01-01", "a"), touch_of("1", "2025-01-01", "a"),
        touch_of("1", "2025-01-01", "b"), touch_of("2", "2025-01-02", "")};
    const auto deals = make::deals(
        named("1", deal_of("Asha").won(99_usd + Money{99, usd})),
        named("2", deal_of("Ben").won(Money{-10'01, usd})));  // a credit note
    const Book book = make::book(touches, deals);
    const Table table = rollup(book)
                            .metrics(attributed_revenue, first_touch_revenue, revenue)
                            .by(rep)
                            .with_subtotals()
                            .run();
    for (const std::vector<std::string>& who :
         {std::vector<std::string>{}, std::vector<std::string>{"Asha"},
          std::vector<std::string>{"Ben"}})
        for (std::size_t row = 0; row < table.size(); ++row)
            if (table[row].key().group == who) {
                CHECK(text(table[row][attributed_revenue]) == text(table[row][revenue]));
                CHECK(text(table[row][first_touch_revenue]) == text(table[row][revenue]));
            }
}

TEST_CASE("a touch without a deal or a day is rejected") {
    const Book book = make::book(std::vector<Touch>(1));
    CHECK(book.records("touches") == 0);
    CHECK(book.report().findings.size() == 1);
}

TEST_CASE("a deal that closes later is open, and its touches share an amount that is no revenue") {
    BookBuilder builder{usd};
    builder.add(three)
        .add(make::deals(named("D", deal_of().created_on("2025-01-01").won(100_usd, "2025-02-02"))))
        .as_of(make::day("2025-01-02"));
    const Book book = builder.build();
    CHECK(book.records("touches") == 1);  // two came later
    CHECK(by_source(book, attributed_revenue).find("z 0.00 USD") != std::string::npos);
}

TEST_CASE("a book grows by touches of other deals, and not by more of the same") {
    const Book first = make::book(three, make::deals(named("D", deal_of().won(100_usd))));
    const auto grown = [](const Book& book, const std::vector<Touch>& touches,
                          const std::vector<Deal>& deals) {
        return BookBuilder{book}.add(touches).add(deals).build();
    };
    const std::vector other{touch_of("E", "2025-01-05", "b")};
    const auto deal = make::deals(named("E", deal_of().won(10_usd)));
    CHECK(
        by_source(grown(first, other, deal), attributed_revenue) ==
        "b 43.33 USD, c 33.33 USD, z 33.34 USD");
    CHECK(
        by_source(grown(grown(first, {}, deal), other, {}), attributed_revenue) ==
        "b 43.33 USD, c 33.33 USD, z 33.34 USD");
    CHECK(code_of([&] { (void)grown(first, three, {}); }) == ErrorCode::incompatible);
    const Book without_deal = grown(first, other, {});
    CHECK(code_of([&] { (void)grown(without_deal, {}, deal); }) == ErrorCode::incompatible);
}
