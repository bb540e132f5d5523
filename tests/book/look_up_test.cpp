// SPDX-License-Identifier: MIT
// Fields that a book looks up in the record that another one names.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/cycle.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;
using make::text;

namespace {

make::DealMaker named(const char* id, make::DealMaker deal = deal_of()) {
    deal.id = id;
    return deal;
}

std::vector<Quote> one_quote(const char* id, const char* deal) {
    Quote q = make::quote_of(deal);
    q.id = id;
    return {q};
}

template <class M>
std::string all_of(const Book& book, const M& metric) {
    return text(rollup(book).metrics(metric).run().at({})[metric]);
}

template <class... Ranges>
Book grown(const Book& book, const Ranges&... ranges) {
    BookBuilder builder{book};
    (builder.add(ranges), ...);
    return builder.build();
}

std::vector<Lead> one_lead(const char* id, const char* created) {
    Lead l;
    l.id = id;
    l.created = day(created);
    return {l};
}

}  // namespace

TEST_CASE("a quote knows what became of its deal") {
    const Book book = make::book(
        std::vector{make::quote_of("A"), make::quote_of("B"), make::quote_of("none")},
        make::deals(named("A", deal_of().won()), named("B", deal_of().lost())));
    const Table table = rollup(book).metrics(quotes_sent).by("deal_stage").run();
    CHECK(text(table.at({"won"})[quotes_sent]) == "1");
    CHECK(text(table.at({"lost"})[quotes_sent]) == "1");
    CHECK(text(table.at({"(unassigned)"})[quotes_sent]) == "1");
}

TEST_CASE("what the record says itself stays") {
    Quote q = make::quote_of("A");
    q.deal_stage = Stage::lost;
    const Book book = make::book(std::vector{q}, make::deals(named("A", deal_of().won())));
    CHECK(all_of(book, quote_to_close) == "0.00 %");
    CHECK(all_of(book, quote_to_close_decided) == "0.00 %");
}

TEST_CASE("nothing is looked up in a record that is not in the book") {
    auto deal = named("A", deal_of().won());
    const auto twice = make::deals(deal, deal.with(&Deal::stage, Stage::lost));  // one of both
    const Book book = make::book(std::vector{make::quote_of("A")}, twice);
    CHECK(all_of(book, quote_to_close) == "missing_values");
    CHECK(all_of(book, quote_to_close_decided) == "no_records");
}

TEST_CASE("as of a day the deal is as it was then") {
    const auto deals =
        make::deals(named("A", deal_of().created_on("2025-01-01").won(1_usd, "2025-03-01")));
    Quote says_it = make::quote_of("elsewhere");
    says_it.deal_stage = Stage::won;
    says_it.deal_closed = day("2025-03-01");
    const std::vector quotes{make::quote_of("A"), says_it};
    const auto as_of = [&](const char* on) {
        BookBuilder builder{usd};
        builder.add(make::identified(quotes, 1)).add(deals).as_of(day(on));
        return all_of(builder.build(), quote_to_close_by_deal);
    };
    CHECK(as_of("2025-02-01") == "0.00 %");
    CHECK(as_of("2025-03-01") == "100.00 %");
}

TEST_CASE("a deal's lead tells when it was created") {
    const auto deals = make::deals(
        named("A", deal_of().won(1_usd, "2025-01-21")).with(&Deal::lead, "L"),
        named("B", deal_of().won(1_usd, "2025-01-21"))
            .with(&Deal::lead_created, day("2025-01-01")));
    const Book book = make::book(deals, one_lead("L", "2025-01-11"));
    CHECK(all_of(book, sales_cycle_from_lead) == "15.0 days");
}

TEST_CASE("a shared deal is looked up like any other") {
    const auto shared =
        named("A", deal_of().won(100_usd)).shared({{"A", 60}, {"B", 40}}).with(&Deal::lead, "L");
    const Book first = make::book(make::deals(shared), one_lead("L", "2025-01-10"));
    CHECK(all_of(first, sales_cycle_from_lead) == "10.0 days");
    CHECK(all_of(grown(first, one_quote("Q", "A")), quote_to_close) == "100.00 %");
}

TEST_CASE("a book that grows looks up in what it has") {
    const Book first = make::book(make::deals(named("A", deal_of().won()), named("B")));
    const Book second = grown(first, one_quote("Q1", "A"), one_quote("Q2", "B"));
    CHECK(all_of(second, quote_to_close) == "50.00 %");
}

TEST_CASE("what comes after the record that names it is looked up as well") {
    const auto shared = named("A", deal_of().won(1_usd, "2025-01-21"))
                            .shared({{"A", 60}, {"B", 40}})
                            .with(&Deal::lead, "L");
    const Book first = make::book(
        one_quote("Q1", "X"),
        make::deals(named("B", deal_of().won(1_usd, "2025-01-21")).with(&Deal::lead, "L"), shared));
    CHECK(all_of(first, quote_to_close) == "missing_values");
    CHECK(all_of(first, sales_cycle_from_lead) == "missing_values");
    const Book second =
        grown(first, make::deals(named("X", deal_of().won())), one_lead("L", "2025-01-11"));
    CHECK(all_of(second, quote_to_close) == "100.00 %");
    CHECK(all_of(second, sales_cycle_from_lead) == "10.0 days");
    CHECK(all_of(first, quote_to_close) == "missing_values");
    CHECK(all_of(first, sales_cycle_from_lead) == "missing_values");
}
