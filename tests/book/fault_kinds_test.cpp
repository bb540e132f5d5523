// SPDX-License-Identifier: MIT
// More of the kinds of fault that public reports tell of: two records of one key, a history that is not
// whole, a correction that is no deal.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/margin.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/kpi/targets.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;
using make::DealMaker;

namespace {

std::string value_of(const Book& book, const auto& metric) {
    return make::text(rollup(book).metrics(metric).run()[0][metric]);
}

DealMaker named(std::string_view id, std::string_view rep = "Ann") {
    return deal_of(rep).with(&Deal::id, std::string{id}).created_on("2025-01-01");
}

template <class R>
std::vector<std::vector<R>> both_orders(std::vector<R> records) {
    std::vector<std::vector<R>> all{records};
    std::reverse(records.begin(), records.end());
    all.push_back(std::move(records));
    return all;
}

}  // namespace

TEST_CASE("kind A: a customer whose rows name two segments is of neither, in both orders") {
    Customer small{.id = "C1", .segment = "small"};
    Customer large{.id = "C1", .segment = "large"};
    const auto deals = make::deals(named("1").from("C1").won(100_usd));
    for (const auto& customers : both_orders(std::vector{small, large})) {
        const Book book = BookBuilder{usd}.add(customers).add(deals).build();
        const Table table = rollup(book).metrics(revenue).by(deal::segment).run();
        CHECK(make::text(table.at({by::unassigned})[revenue]) == "100.00 USD");
        CHECK(book.report().findings.at(0).kind == FindingKind::conflict);
    }
}

TEST_CASE("kind A: a deal that is said twice alike counts once") {
    const auto deal = named("1").won(100_usd);
    const Book book = BookBuilder{usd}.add(std::vector<Deal>{deal, deal, deal}).build();
    CHECK(value_of(book, revenue) == "100.00 USD");
    CHECK(value_of(book, deals_won) == "1");
}

TEST_CASE("kind A: of two amounts of one deal none counts, and the deal does") {
    for (const auto& deals :
         both_orders(std::vector<Deal>{named("1").won(100_usd), named("1").won(120_usd)})) {
        const Book book = BookBuilder{usd}.add(deals).add(Deal{named("2").lost()}).build();
        CHECK(value_of(book, revenue) == "missing_values");
        CHECK(value_of(book, win_rate) == "50.00 %");
    }
}

TEST_CASE("kind B: a history that begins late takes nothing from the record") {
    const auto deal = named("1").won(150_usd, "2025-03-10");
    const std::vector changes{
        make::moved("1", "2025-02-01", "Demo"), make::moved("1", "2025-02-20", "Proposal")};
    const auto as_of = [&](const char* on) {
        return BookBuilder{usd}.as_of(day(on)).add(Deal{deal}).add(changes).build();
    };
    CHECK(value_of(as_of("2025-03-31"), revenue) == "150.00 USD");
    CHECK(value_of(as_of("2025-03-31"), open_deals) == "0");
    CHECK(value_of(as_of("2025-02-25"), open_deals) == "1");
}

TEST_CASE("kind B: changes of one field leave the others") {
    auto deal = named("1").won(150_usd, "2025-03-10");
    deal.product = "Basic";
    const FieldChange change{
        .table = "deals",
        .id = "1",
        .field = "product",
        .date = day("2025-02-01"),
        .value = "Basic",
        .before = "Trial"};
    const Book book = BookBuilder{usd}.as_of(day("2025-03-31")).add(Deal{deal}).add(change).build();
    const Table table = rollup(book).metrics(revenue).by(deal::product).run();
    CHECK(make::text(table.at({"Basic"})[revenue]) == "150.00 USD");
}

TEST_CASE("kind B: a deal without a day of closing stays decided, whatever its open stages") {
    auto lost = named("1").lost(50_usd);
    lost.closed.reset();
    const Book book = BookBuilder{usd}
                          .as_of(day("2025-03-31"))
                          .add(Deal{lost})
                          .add(make::moved("1", "2025-02-01", "Demo"))
                          .build();
    const Table table = rollup(book)
                            .metrics(open_deals, deals_lost)
                            .during(day("2025-01-01"), day("2025-04-01"))
                            .run();
    CHECK(make::text(table[0][open_deals]) == "0");
    CHECK(table[0].cell(open_deals).marks.undated() == 1);
    CHECK(table[0].cell(deals_lost).marks.undated() == 1);
}

TEST_CASE("kind F: corrections are no deals, and change sums") {
    const auto sale = named("1").won(500_usd);
    const auto note = named("1-CN").won(-100_usd).with(&Deal::corrects, "1");
    const auto lost = named("2").lost(300_usd);
    const Book book = BookBuilder{usd}.add(std::vector<Deal>{sale, note, lost}).build();
    CHECK(value_of(book, revenue) == "400.00 USD");
    CHECK(value_of(book, deals_won) == "1");
    CHECK(value_of(book, average_deal_size) == "400.00 USD");
    CHECK(value_of(book, win_rate) == "50.00 %");
    CHECK(value_of(book, largest_deal) == "400.00 USD");
}

TEST_CASE("kind F: a correction without a day of closing lacks in the sum, and is no deal") {
    const auto sale = named("1").won(500_usd);
    auto note = named("1-CN").won(-100_usd).with(&Deal::corrects, "1");
    note.closed.reset();
    const Book book = BookBuilder{usd}.add(std::vector<Deal>{sale, note}).build();
    const Table table = rollup(book).metrics(revenue, open_deals).run();
    CHECK(make::text(table[0][revenue]) == "500.00 USD");
    CHECK(table[0].cell(revenue).marks.undated() == 1);
    CHECK(make::text(table[0][open_deals]) == "0");
}

TEST_CASE("kind F: a correction of what is not there is found") {
    const auto sale = named("INV-100").won(500_usd);
    const auto note = named("CN-1").won(-100_usd).with(&Deal::corrects, "INV-10");
    const Book book = BookBuilder{usd}.add(std::vector<Deal>{sale, note}).build();
    CHECK(value_of(book, deals_won) == "1");
    CHECK(value_of(book, revenue) == "400.00 USD");
    CHECK(book.report().findings.at(0).kind == FindingKind::unresolved);
}
