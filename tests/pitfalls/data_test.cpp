// SPDX-License-Identifier: MIT
// Traps of data quality and of merged results, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/margin.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <array>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");

/// Revenue by region of deals worth 1 in these regions.
Partial by_region(const std::vector<const char*>& regions) {
    std::vector<Deal> deals;
    std::vector<Assignment> seats;
    for (const char* name : {"N", "S", "E"})
        seats.push_back({.rep = name, .region = name});
    for (const char* name : regions)
        deals.push_back(deal_of(name).won(1_usd));
    const Book book = make::book(deals, seats);
    return rollup(book).metrics(revenue).by(region).with_subtotals().during(january).partial();
}

}  // namespace

TEST_CASE("pitfall 136: an unknown amount is not zero", "[pitfall]") {
    const Book book =
        make::book(make::deals(deal_of().won(100_usd), deal_of().won({}), deal_of().won(200_usd)));
    const Table table = rollup(book).metrics(average_deal_size).run();
    CHECK(text(table.at({})[average_deal_size]) == "150.00 USD");  // not 100
    CHECK(table.at({}).cell("average_deal_size").records == 2);
    CHECK(table.at({}).cell("average_deal_size").missing == 1);

    // Of what takes two fields as well: profit of the two deals whose cost is known, of three.
    const Table margins = rollup(make::book(make::deals(
                                     deal_of().won(100_usd).costing(60_usd), deal_of().won(900_usd),
                                     deal_of().won(300_usd).costing(100_usd))))
                              .metrics(gross_profit, gross_margin)
                              .run();
    CHECK(text(margins.at({})[gross_margin]) == "60.00 %");  // not 18.46 %, nor 87.69 %
    const CellValue& profit = margins.at({}).cell("gross_profit");
    CHECK(profit.records == 2);
    CHECK(profit.missing == 1);
    // A ratio reports both of its sides.
    CHECK(margins.at({}).cell("gross_margin").records == 4);
    CHECK(margins.at({}).cell("gross_margin").missing == 2);
}

TEST_CASE("pitfall 137: no NaN comes in, and merged parts are the whole", "[pitfall]") {
    for (const char* no_number : {"NaN", "nan", "inf", "-Infinity", "1e999", ""}) {
        CHECK_FALSE(Money::try_parse(no_number, usd));
        CHECK_FALSE(Decimal::try_parse(no_number));
    }
    const std::vector<Deal> deals = make::deals(
        deal_of("A").won(0.10_usd), deal_of("B").won(0.20_usd), deal_of("B").lost(5_usd));
    const auto states = [](const std::vector<Deal>& part) {
        return rollup(make::book(part)).metrics(revenue, win_rate).during(january).partial();
    };
    Partial merged = states({deals[2]});
    merged.merge(states({deals[0]}));
    merged.merge(states({deals[1]}));
    for (const Table& table : {merged.table(), states(deals).table()}) {
        CHECK(text(table.at({})[revenue]) == "0.30 USD");
        CHECK(table.at({})[win_rate]->exact() == Rational(2, 3));
    }
}

TEST_CASE("pitfall 138: a merge that fails changes nothing", "[pitfall]") {
    Partial states = by_region({"N", "S"});
    const Book book = make::book(make::deals(deal_of("N").won(5_usd)));
    const Partial of_another_metric =
        rollup(book).metrics(revenue, win_rate).by(region).during(january).partial();
    CHECK(code_of([&] { states.merge(of_another_metric); }) == ErrorCode::incompatible);
    CHECK(text(states.table().at({"N"})[revenue]) == "1.00 USD");
    CHECK(text(states.table().at({})[revenue]) == "2.00 USD");
}

TEST_CASE("pitfall 139: merging results with different members", "[pitfall]") {
    Partial states = by_region({"N", "S"});
    states.merge(by_region({"S", "E"}));
    const Table table = states.table();
    CHECK(text(table.at({"N"})[revenue]) == "1.00 USD");
    CHECK(text(table.at({"S"})[revenue]) == "2.00 USD");
    CHECK(text(table.at({"E"})[revenue]) == "1.00 USD");
    CHECK(text(table.at({})[revenue]) == "4.00 USD");
}

TEST_CASE("pitfall 142: the records behind a number are those that made it", "[pitfall]") {
    const auto in = [](const char* id, const char* segment) {
        return deal_of().with(&Deal::id, id).with(&Deal::segment, segment);
    };
    const Book book = make::book(make::deals(
        in("1", "SMB").won(10_usd), in("2", "Ent").won(20_usd), in("3", "Ent").won(30_usd),
        in("4", "Ent").lost(40_usd), in("5", "Ent").won(50_usd, "2025-02-20")));
    const auto enterprise = filtered("enterprise_revenue", revenue, deal::segment == "Ent");
    const std::array<std::string_view, 1> group{"A"};
    const Explanation explained = rollup(book).by(rep).explain(
        Definition{enterprise}, group, Calendar{}.period(Month{2025, 1}));
    CHECK(text(explained.value.outcome) == "50.00 USD");
    REQUIRE(explained.parts.size() == 1);
    CHECK(explained.parts[0].ids == std::vector<std::string>{"2", "3"});
}
