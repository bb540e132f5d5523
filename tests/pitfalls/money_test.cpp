// SPDX-License-Identifier: MIT
// Traps of money in books and KPIs, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/margin.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <algorithm>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;
using make::times;

namespace {

template <class... Metrics>
Table by_rep(const Book& book, const Metrics&... metrics) {
    return rollup(book).metrics(metrics...).by(rep).with_subtotals().run();
}

}  // namespace

TEST_CASE("pitfall 76: a book converts at the rate of each record's day", "[pitfall]") {
    const Book book = make::book(
        std::vector{
            make::rate("EUR", "2025-01-01", "1.10"), make::rate("EUR", "2025-02-01", "1.05"),
            make::rate("EUR", "2025-06-01", "1.20")},
        make::deals(
            deal_of().won(1'000_eur, "2025-01-20"), deal_of().won(1'000_eur, "2025-02-20")));
    // Not 2,400 at the rate of today, nor 2,000 of whatever currency.
    CHECK(text(rollup(book).metrics(revenue).run().at({})[revenue]) == "2150.00 USD");
}

TEST_CASE("pitfall 77: growth at constant exchange rates", "[pitfall]") {
    const auto deals =
        make::deals(deal_of().won(1'000_eur, "2024-01-20"), deal_of().won(1'000_eur, "2025-01-20"));
    const auto growth = [&](const std::vector<ExchangeRate>& rates) {
        const Book book = make::book(rates, deals);
        const Table table = rollup(book)
                                .metrics(revenue_growth_year_over_year)
                                .every(Grain::year)
                                .during(make::days("2024-01-01", "2026-01-01"))
                                .run();
        return text(table.at({}, Year{2025})[revenue_growth_year_over_year]);
    };
    const auto before = make::rate("EUR", "2024-01-01", "1.10");
    CHECK(growth({before, make::rate("EUR", "2025-01-01", "1.00")}) == "-9.09 %");
    CHECK(growth({before}) == "0.00 %");
}

TEST_CASE("pitfall 78: a credit note", "[pitfall]") {
    const Book book = make::book(
        make::deals(deal_of().won(100_usd, "2025-01-20"), deal_of().won(-20_usd, "2025-02-20")));
    const auto query = rollup(book).metrics(revenue).during(make::days("2025-01-01", "2025-03-01"));
    const Table monthly = Rollup{query}.every(Grain::month).run();
    CHECK(text(monthly.at({}, Month{2025, 1})[revenue]) == "100.00 USD");
    CHECK(text(monthly.at({}, Month{2025, 2})[revenue]) == "-20.00 USD");
    CHECK(text(query.run().at({})[revenue]) == "80.00 USD");  // not 120
}

TEST_CASE("pitfall 79: a discount with an item that is free", "[pitfall]") {
    const auto deals = make::deals(
        deal_of("A").listed_at(100_usd).won(80_usd), deal_of("B").listed_at(0_usd).won(0_usd));
    const Table table = by_rep(make::book(deals), discount_rate);
    CHECK(text(table.at({"A"})[discount_rate]) == "20.00 %");
    CHECK(text(table.at({"B"})[discount_rate]) == "zero_denominator");
    CHECK(text(table.at({})[discount_rate]) == "20.00 %");  // not 10 %, nor no number
}

TEST_CASE("pitfall 80: discounts roll up by their sums", "[pitfall]") {
    const Table table = by_rep(
        make::book(make::deals(
            deal_of("A").listed_at(1'000_usd).won(500_usd),
            deal_of("B").listed_at(10_usd).won(10_usd))),
        discount_rate);
    CHECK(text(table.at({"A"})[discount_rate]) == "50.00 %");
    CHECK(text(table.at({"B"})[discount_rate]) == "0.00 %");
    CHECK(text(table.at({})[discount_rate]) == "49.50 %");  // not 25 %
}

TEST_CASE("pitfall 81: margins roll up by their sums, losses too", "[pitfall]") {
    const Table table = by_rep(
        make::book(make::deals(
            deal_of("A").costing(60_usd).won(100_usd),
            deal_of("B").costing(1'100_usd).won(1'000_usd))),
        gross_margin);
    CHECK(text(table.at({"A"})[gross_margin]) == "40.00 %");
    CHECK(text(table.at({"B"})[gross_margin]) == "-10.00 %");
    CHECK(text(table.at({})[gross_margin]) == "-5.45 %");  // not +15 %
}

TEST_CASE("pitfall 82: margin and markup", "[pitfall]") {
    const auto deals = make::deals(deal_of().costing(60_usd).won(100_usd));
    CHECK(text(gross_margin(deals)) == "40.00 %");
    CHECK(text(markup(deals)) == "66.67 %");
}

TEST_CASE("pitfall 83: a sum of fractions of a cent is rounded once", "[pitfall]") {
    auto open = deal_of().created_on("2025-01-05").worth(1_usd);
    open.probability = Decimal::ratio(125, 1'000);                              // 0.125 USD each
    CHECK(text(weighted_pipeline(make::deals(times(3, open)))) == "0.38 USD");  // not 0.39, 0.36
}

TEST_CASE("pitfall 84: tenths add up exactly, and halves of a cent round up", "[pitfall]") {
    CHECK(text(revenue(make::deals(times(10, deal_of().won(0.10_usd))))) == "1.00 USD");
    const auto deals =
        make::deals(deal_of().created_on("2025-01-05").worth(10.05_usd).likely(10));  // 1.005
    CHECK(weighted_pipeline(deals)->exact() == Rational(1005, 10));
    CHECK(text(weighted_pipeline(deals)) == "1.01 USD");  // not 1.00
}

TEST_CASE("pitfall 85: a sum does not depend on order or threads", "[pitfall]") {
    const Money huge = 10'000'000'000'000'000_usd;
    std::vector<Deal> deals = make::deals(
        deal_of("A").won(huge, "2025-01-10"), deal_of("B").won(1_usd, "2025-01-20"),
        deal_of("C").won(-huge, "2025-01-30"));
    for (int order = 0; order < 6; ++order) {
        CHECK(text(revenue(deals)) == "1.00 USD");
        for (const unsigned threads : {1U, 2U, 3U, 8U}) {
            const Table table = rollup(make::book(deals)).metrics(revenue).threads(threads).run();
            CHECK(text(table.at({})[revenue]) == "1.00 USD");
        }
        std::next_permutation(
            deals.begin(), deals.end(), [](const Deal& a, const Deal& b) { return a.rep < b.rep; });
    }
}

TEST_CASE("pitfall 86: sums and merges do not wrap", "[pitfall]") {
    const auto ten_million = make::deals(times(3, deal_of().won(10'000'000_usd)));
    CHECK(revenue(ten_million)->exact() == 3'000'000'000);  // more than 32 bits hold

    // Each half fits in 64 bits; what both make together does not.
    const auto half = [](const char* id) {
        const auto deal = deal_of().won(90'000'000'000'000'000_usd).with(&Deal::id, id);
        return rollup(make::book(make::deals(deal)))
            .metrics(revenue)
            .during(make::days("2025-01-01", "2025-02-01"))
            .partial();
    };
    Partial both = half("1");
    both.merge(half("2"));
    CHECK(text(both.table().at({})[revenue]) == "180000000000000000.00 USD");
}

TEST_CASE("pitfall 87: each currency has its own minor unit", "[pitfall]") {
    CHECK(text(revenue(make::deals(deal_of().won(1'000_jpy)))) == "1000 JPY");
    CHECK(text(revenue(make::deals(deal_of().won(1.234_kwd)))) == "1.234 KWD");
    // One and a half dollars to the yen's whole units: 1.5 x 150 = 225.
    ExchangeRate rate = make::rate("USD", "2025-01-01", "150");
    rate.quote = "JPY";
    const Book book = make::book_in(jpy, std::vector{rate}, make::deals(deal_of().won(1.50_usd)));
    CHECK(text(rollup(book).metrics(revenue).run().at({})[revenue]) == "225 JPY");
}

TEST_CASE("pitfall 88: money of two currencies does not add", "[pitfall]") {
    const auto deals = make::deals(deal_of().won(100_usd), deal_of().won(100_eur));
    CHECK(code_of([&] { (void)revenue(deals); }) == ErrorCode::currency_mismatch);
    // A book without a rate refuses the amount, and says so.
    const Book book = make::book(deals);
    CHECK(text(rollup(book).metrics(revenue).run().at({})[revenue]) == "100.00 USD");
    CHECK(book.records("deals") == 2);
    CHECK(book.report().findings.at(0).value == "100.00 EUR");
}
