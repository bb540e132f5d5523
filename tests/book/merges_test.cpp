// SPDX-License-Identifier: MIT
// Records that are merged.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/acquisition.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/merge.hpp>

#include <algorithm>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;

namespace {

constexpr auto units_of_all =
    metric("units_of_all", "Units", Better::higher, "0.1", sum(deal::units).by(deal::closed));
constexpr auto customers_there = metric(
    "customers_there",
    "Customers",
    Better::higher,
    "0.1",
    count<Customer>().active(customer::since, customer::until));

Merge merged(const char* id, const char* into) { return {"customers", id, into}; }

constexpr Money worth = 75_usd;

Deal sold(std::string id, const char* customer, Money amount = worth) {
    Deal deal = make::deal_of("Ann").won(amount).from(customer);
    deal.id = std::move(id);
    return deal;
}

/// "member: revenue" of all.
std::string revenue_by(const Book& book, const char* dimension) {
    std::string text;
    const Table table = rollup(book).metrics(revenue).by(std::vector<std::string>{dimension}).run();
    for (std::size_t row = 0; row < table.size(); ++row)
        text +=
            fmt::format("{}: {}; ", table[row].key().group.at(0), make::text(table[row][revenue]));
    return text;
}

std::string rejections(const Book& book) {
    std::string text;
    for (const Finding& f : book.report().findings)
        text += fmt::format("{} {}: {} {}; ", f.table, f.field, f.value, f.reason);
    return text;
}

template <class M>
std::string value_of(const Book& book, const M& metric) {
    const Table table = rollup(book).metrics(metric).run();
    return make::text(table[0][metric]);
}

}  // namespace

TEST_CASE("case 36: a list of merged customers", "[case]") {
    const std::vector deals{sold("1", "C1"), sold("2", "C1-old")};
    const Book book = BookBuilder{usd}.add(deals).add(merged("C1-old", "C1")).build();
    CHECK(revenue_by(book, "customer") == "C1: 150.00 USD; ");
    CHECK(rejections(book).empty());
    // With records of the customers, too.
    const std::vector<Customer> both{{.id = "C1-old", .segment = "SMB"}, {.id = "C1"}};
    const Book with_records =
        BookBuilder{usd}.add(deals).add(both).add(merged("C1-old", "C1")).build();
    CHECK(revenue_by(with_records, "customer") == "C1: 150.00 USD; ");
    CHECK(with_records.records("customers") == 1);
    CHECK(revenue_by(with_records, "segment") == "SMB: 150.00 USD; ");
    CHECK(with_records.report().tables[0] == TableCount{"customers", 2, 1, 0, 0, 1});
}

TEST_CASE("pitfall 56: duplicate leads of one person", "[pitfall]") {
    std::vector<Lead> leads;
    for (const char* id : {"L1", "L2", "L3"})
        leads.push_back({.id = id, .created = day("2025-01-05")});
    leads[1].converted = day("2025-01-20");
    CHECK(value_of(BookBuilder{usd}.add(leads).build(), lead_conversion_rate) == "33.33 %");
    for (const char* into : {"L1", "L2", "L3"}) {
        std::vector<Merge> merges;
        for (const Lead& lead : leads)
            if (lead.id != into) merges.push_back({"leads", lead.id, into});
        const Book book = BookBuilder{usd}.add(leads).add(merges).build();
        CHECK(value_of(book, lead_conversion_rate) == "100.00 %");
        CHECK(book.records("leads") == 1);
    }
}

TEST_CASE("chains of merges are followed, circles and unknown ids are reported") {
    const std::vector deals{sold("1", "A"), sold("2", "B"), sold("3", "C")};
    std::vector<Merge> chain{merged("A", "B"), merged("B", "C")};
    for (int i = 0; i < 2; ++i) {
        const Book book = BookBuilder{usd}.add(deals).add(chain).build();
        CHECK(revenue_by(book, "customer") == "C: 225.00 USD; ");
        std::reverse(chain.begin(), chain.end());
    }
    const Book circle = BookBuilder{usd}
                            .add(deals)
                            .add(std::vector{merged("A", "B"), merged("B", "A"), merged("C", "B")})
                            .build();
    CHECK(
        rejections(circle) ==
        "merges into: B goes in a circle; merges into: A goes in a circle; merges into: B goes in "
        "a "
        "circle; ");
    CHECK(revenue_by(circle, "customer") == "A: 75.00 USD; B: 75.00 USD; C: 75.00 USD; ");
    const Book unknown = BookBuilder{usd}.add(deals).add(merged("A", "D")).build();
    CHECK(rejections(unknown) == "merges into: D is the id of nothing among customers; ");
    CHECK(revenue_by(unknown, "customer") == "A: 75.00 USD; B: 75.00 USD; C: 75.00 USD; ");
    const Book twice =
        BookBuilder{usd}.add(deals).add(std::vector{merged("A", "B"), merged("A", "C")}).build();
    CHECK(twice.report().rejected() == 2);
    CHECK(twice.report().findings[0].kind == FindingKind::conflict);
}

TEST_CASE("of merged deals the survivor's fields stand, and its history has both") {
    Deal kept = sold("1", "C1", 100_usd);
    kept.product = "";
    Deal gone = sold("2", "C2", 75_usd);
    gone.product = "Basic";
    gone.units = 3;
    std::vector deals{kept, gone};
    const Activity call{.id = "X", .rep = "Ann", .deal = "2"};
    const auto quote = [] {
        Quote q = make::quote_of("2");
        q.id = "Q";
        return q;
    }();
    for (int i = 0; i < 2; ++i) {
        const Book book =
            BookBuilder{usd}.add(deals).add(quote).add(call).add(Merge{"deals", "2", "1"}).build();
        CHECK(revenue_by(book, "customer") == "C1: 100.00 USD; ");
        CHECK(revenue_by(book, "product") == "Basic: 100.00 USD; ");
        CHECK(value_of(book, deals_won) == "1");
        CHECK(value_of(book, units_of_all) == "3");
        std::reverse(deals.begin(), deals.end());
    }
}

TEST_CASE("without a record of the id that lives on, another one becomes its record") {
    std::vector<Customer> all{
        {.id = "B", .segment = "SMB", .industry = "steel"}, {.id = "A", .segment = "Ent"}};
    for (int i = 0; i < 2; ++i) {
        const Book book = BookBuilder{usd}
                              .add(std::vector{sold("1", "A"), sold("2", "N")})
                              .add(all)
                              .add(std::vector{merged("A", "N"), merged("B", "N")})
                              .build();
        CHECK(revenue_by(book, "segment") == "Ent: 150.00 USD; ");
        CHECK(revenue_by(book, "industry") == "steel: 150.00 USD; ");
        CHECK(book.records("customers") == 1);
        std::reverse(all.begin(), all.end());
    }
}

TEST_CASE("whether a record has ended it says itself") {
    const std::vector<Customer> all{
        {.id = "A", .until = day("2025-01-01")}, {.id = "B", .since = day("2024-01-01")}};
    const Book book = BookBuilder{usd}.add(all).add(merged("A", "B")).build();
    CHECK(value_of(book, customers_there) == "1");
}

TEST_CASE("names without records are merged, too: reps with their credits") {
    const Deal shared = [] {
        Deal deal = make::deal_of("Anne").won(100_usd).shared({{"Anne", 50}, {"Ben", 50}});
        deal.id = "1";
        return deal;
    }();
    const Book book = BookBuilder{usd}
                          .add(std::vector{shared, sold("2", "C1")})
                          .add(Merge{"rep", "Anne", "Ann"})
                          .build();
    CHECK(revenue_by(book, "rep") == "Ann: 125.00 USD; Ben: 50.00 USD; ");
}

TEST_CASE("a book that grows follows the merges that it has, and refuses others of its records") {
    const Book book =
        BookBuilder{usd}.add(std::vector{sold("1", "C1")}).add(merged("C1-old", "C1")).build();
    const Book grown = BookBuilder{book}.add(sold("2", "C1-old")).build();
    CHECK(revenue_by(grown, "customer") == "C1: 150.00 USD; ");
    const auto adding = [&](const Merge& merge) {
        return code_of([&] { (void)BookBuilder{grown}.add(sold("3", "C2")).add(merge).build(); });
    };
    CHECK(adding(merged("C1", "C2")) == ErrorCode::incompatible);
    CHECK(adding({"deals", "1", "3"}) == ErrorCode::incompatible);
    CHECK(adding({"deals", "3", "1"}) == ErrorCode::incompatible);
    CHECK(
        revenue_by(
            BookBuilder{grown}.add(sold("3", "C2")).add(merged("C2", "C1")).build(), "customer") ==
        "C1: 225.00 USD; ");
}
