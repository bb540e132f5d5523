// SPDX-License-Identifier: MIT
// Records that name others which are not there.
#include "book/salesforce_id.hpp"
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/book/batch.hpp>
#include <saleskpi/book/ledger.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/kpi/stages.hpp>
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

DealMaker named(std::string_view id) { return deal_of().with(&Deal::id, std::string{id}); }

/// "table field value: reason", one after the other.
std::string unresolved(const Book& book) {
    std::string all;
    for (const Finding& finding : book.report().findings) {
        if (finding.kind != FindingKind::unresolved) continue;
        CHECK(!finding.rejected);
        all += fmt::format(
            "{}{} {} {}: {}", all.empty() ? "" : "; ", finding.table, finding.field, finding.value,
            finding.reason);
    }
    return all;
}

std::string value_of(const Book& book, const auto& metric) {
    return make::text(rollup(book).metrics(metric).run()[0][metric]);
}

std::string members(const Book& book, std::string_view dimension) {
    std::string all;
    for (const auto row : rollup(book).metrics(quotes_sent).by(std::string{dimension}).run())
        all += row.key().group[0] + " ";
    return all;
}

}  // namespace

// Deal 006A0000001abcDEFG is won; Q1 names 006A0000001abcD, which is another one.
TEST_CASE("public case 5: a quote of a deal that is not there has no rate, and is found") {
    const Book book = make::book(
        make::deals(named("006A0000001abcDEFG").won()),
        std::vector{make::quote_of("006A0000001abcD")});
    const RowView row = rollup(book).metrics(quote_to_close).run()[0];
    CHECK(row[quote_to_close].reason() == Reason::missing_values);
    CHECK(row.coverage("quote_to_close").at(1) == Coverage{0, 1});
    CHECK(value_of(book, quote_to_close_by_deal) == "missing_values");
    CHECK(value_of(book, quote_to_close_in_period) == "missing_values");
    CHECK(value_of(book, quotes_sent) == "1");
    CHECK(
        unresolved(book) ==
        "quotes deal 006A0000001abcD: names none of the deals, in one record; did you mean "
        "006A0000001abcDEFG?");
    CHECK(members(book, "deal") == "006A0000001abcDEFG (unassigned) ");
}

TEST_CASE("an id of 18 characters is that of 15 only by its checksum") {
    // Of "006A0000001abcD" the capitals are the fourth and the last: 8, 0 and 16, or I, A, Q.
    CHECK(detail::is_same_in_salesforce("006A0000001abcD", "006A0000001abcDIAQ"));
    CHECK(detail::is_same_in_salesforce("006A0000001abcDIAQ", "006A0000001abcD"));
    CHECK(!detail::is_same_in_salesforce("006A0000001abcD", "006A0000001abcDEFG"));
    CHECK(!detail::is_same_in_salesforce("006A0000001abcD", "006A0000001abcD"));
    CHECK(!detail::is_same_in_salesforce("006A0000001abcd", "006A0000001abcDIAQ"));
}

TEST_CASE("a rate over some references tells how many are known") {
    const Book book = make::book(
        make::deals(named("D1").won(), named("D2")),
        std::vector{
            make::quote_of("D1"), make::quote_of("D2"), make::quote_of("D9"),
            make::quote_of("D9")});
    const RowView row = rollup(book).metrics(quote_to_close).run()[0];
    CHECK(make::text(row[quote_to_close]) == "50.00 %");
    CHECK(row.coverage("quote_to_close").at(1) == Coverage{2, 4});
    CHECK(
        unresolved(book) ==
        "quotes deal D9: names none of the deals, in 2 records; did you mean D1, D2?");
}

TEST_CASE("where nobody gave the records that are named, nothing is looked for") {
    const Book book = make::book(std::vector{make::quote_of("D1")});
    CHECK(unresolved(book).empty());
}

TEST_CASE("customers are looked for where there are some") {
    Lead lead;
    lead.customer = "Acme Inc";
    lead.created = day("2025-01-05");
    const std::vector leads{lead};
    CHECK(unresolved(make::book(leads)).empty());
    Customer customer;
    customer.id = "Acme Inc.";
    const Book book = make::book(leads, std::vector{customer});
    CHECK(
        unresolved(book) ==
        "leads customer Acme Inc: names none of the customers, in one record; did you mean "
        "Acme Inc.?");
}

TEST_CASE("a stage change of a deal that is not there passes no stage") {
    const std::vector changes{
        make::moved("D1", "2025-01-02", "Demo"), make::moved("D1", "2025-01-05", "Proposal"),
        make::moved("D9", "2025-01-03", "Demo")};
    const auto with = [&](const std::vector<Deal>& deals) {
        return BookBuilder{usd}.pipeline({"Demo", "Proposal"}).add(deals).add(changes).build();
    };
    constexpr auto passed = stage_conversion("Demo", "Proposal");
    CHECK(value_of(with({}), passed) == "50.00 %");
    const Book book = with({named("D1").created_on("2025-01-01")});
    CHECK(value_of(book, passed) == "100.00 %");
    CHECK(
        unresolved(book) ==
        "stage_changes deal D9: names none of the deals, in one record; did you mean D1?");
}

TEST_CASE("a book that grows finds what is named, however it came to be") {
    const auto deals = make::deals(named("D1").won());
    const auto more = make::deals(named("D2").won());
    const std::vector<Quote> quotes =
        make::identified(std::vector{make::quote_of("D1"), make::quote_of("D2")}, 1);
    const std::string wanted =
        "quotes deal D2: names none of the deals, in one record; did you mean D1?";
    const Book quotes_first = BookBuilder{usd}.add(quotes).build();
    CHECK(unresolved(quotes_first).empty());
    const Book then_deals = BookBuilder{quotes_first}.add(deals).build();
    CHECK(unresolved(then_deals) == wanted);
    const Book deals_first = BookBuilder{usd}.add(deals).build();
    CHECK(unresolved(BookBuilder{deals_first}.add(quotes).build()) == wanted);
    const Book all = BookBuilder{then_deals}.add(more).build();
    CHECK(unresolved(all).empty());
    CHECK(value_of(all, quote_to_close) == "100.00 %");
}

TEST_CASE("a ledger finds what names a record that is deleted") {
    Batch monday{day("2025-03-03")};
    monday.add(make::deals(named("D1").won(), named("D2").won()))
        .add(make::identified(std::vector{make::quote_of("D1"), make::quote_of("D2")}, 1));
    Ledger ledger;
    ledger.append(monday);
    const Book book = BookBuilder{usd}.add(ledger).build();
    CHECK(unresolved(book).empty());
    Batch tuesday{day("2025-03-04")};
    tuesday.remove<Deal>("D2");
    const Book without = book.append(tuesday);
    CHECK(
        unresolved(without) ==
        "quotes deal D2: names none of the deals, in one record; did you mean D1?");
    Batch wednesday{day("2025-03-05")};
    wednesday.remove<Quote>("1-2");
    CHECK(unresolved(without.append(wednesday)).empty());
}

TEST_CASE("many names are told in part, with the rest in one finding") {
    std::vector<Quote> quotes;
    for (int i = 0; i < 60; ++i)
        quotes.push_back(make::quote_of(fmt::format("missing-{}", i)));
    const Book book = make::book(make::deals(named("D1").won()), quotes);
    CHECK(book.report().findings.size() == 51);
    const auto& findings = book.report().findings;
    CHECK(std::count_if(findings.begin(), findings.end(), [](const Finding& finding) {
              return finding.reason == "and 10 more name none of the deals, in 10 records";
          }) == 1);
}

TEST_CASE("a customer whom deals name is one, and a quote may name him too") {
    Customer customer;
    customer.id = "C1";
    Quote quote = make::quote_of("D1");
    quote.id = "Q1";
    quote.customer = "P1";
    const std::vector customers{customer};
    const auto deals = make::deals(named("D1").from("P1"));
    const std::vector quotes{quote};
    const std::string wanted = "quotes customer P1: names none of the customers, in one record";
    CHECK(unresolved(make::book(deals, customers, quotes)).empty());
    const Book without = make::book(customers, make::deals(named("D1")), quotes);
    CHECK(unresolved(without).starts_with(wanted));
    // Whatever comes first.
    const Book quotes_first = make::book(customers, quotes);
    CHECK(unresolved(quotes_first).starts_with(wanted));
    CHECK(unresolved(BookBuilder{quotes_first}.add(deals).build()).empty());
    Batch monday{day("2025-03-03")};
    monday.add(deals).add(customers).add(quotes);
    Ledger ledger;
    ledger.append(monday);
    const Book book = BookBuilder{usd}.add(ledger).build();
    CHECK(unresolved(book).empty());
    Batch tuesday{day("2025-03-04")};
    tuesday.remove<Deal>("D1");
    CHECK(unresolved(book.append(tuesday)).find(wanted) != std::string::npos);
}

TEST_CASE("parts of a whole that know different customers do not merge by customer") {
    Customer known{.id = "C1"};
    Lead lead{.id = "L1", .customer = "C2"};
    lead.created = day("2025-01-05");
    const auto part = [&](const Customer& customer, const std::vector<Lead>& leads, bool by) {
        const Book book = make::book(std::vector{customer}, leads);
        Rollup query{book};
        query.metrics(leads_created).during(day("2025-01-01"), day("2025-02-01"));
        if (by) query.by("customer");
        return query.partial();
    };
    const Customer other{.id = "C2"};
    const Customer third{.id = "C3"};
    for (const bool by : {false, true}) {
        Partial one = part(known, {lead}, by);
        const Partial two = part(other, {}, by);
        const auto merging = [&] { one.merge(two); };
        if (by)
            CHECK(code_of(merging) == ErrorCode::incompatible);
        else
            CHECK_NOTHROW(merging());
        Partial fine = part(known, {lead}, by);
        fine.merge(part(third, {}, by));
        CHECK(fine.table().find({by::unassigned}).has_value() == by);
    }
}

TEST_CASE("somebody who gets credit and is nowhere else is found, and keeps it") {
    const auto deals = make::deals(
        named("1").won(100_usd).shared({{"Ann", 60}, {"Benn", 40}}), named("2").won(50_usd));
    CHECK(unresolved(make::book(deals)).empty());
    const std::vector seats{make::seat("Ann", "North"), make::seat("Ben", "North")};
    const Book book = make::book(deals, seats);
    CHECK(
        unresolved(book) ==
        "deals credits Benn: names nobody who has a seat, and no other record does; did you mean "
        "Ben, Ann?");
    const Table table = rollup(book).metrics(revenue).by(by::rep).run();
    CHECK(make::text(table.at({"Benn"})[revenue]) == "40.00 USD");
    CHECK(unresolved(BookBuilder{book}.add(make::seat("Benn", "North")).build()).empty());
    CHECK(unresolved(make::book(seats, deals, make::deals(deal_of("Benn")))).empty());
}

TEST_CASE("a target of somebody whom nobody else names counts in nothing") {
    const auto deals = make::deals(deal_of("Ann").won(50_usd), deal_of("Ben").won(30_usd));
    const std::vector targets{make::quota("Ann", 100_usd), make::quota("Benn", 60_usd)};
    const Book book = make::book(deals, targets);
    CHECK(unresolved(book) == "targets rep Benn: names nobody; did you mean Ben, Ann?");
    CHECK(book.records("targets") == 2);
    constexpr auto attained = attainment(revenue);
    const Table table = rollup(book)
                            .metrics(attained)
                            .by(by::rep)
                            .during(day("2025-01-01"), day("2025-02-01"))
                            .run();
    CHECK(make::text(table.at({"Ann"})[attained]) == "50.00 %");
    CHECK(make::text(table.at({"Ben"})[attained]) == "no_target");
    CHECK(!table.find({"Benn"}));
    // Somebody names them later.
    const Book grown = BookBuilder{book}.add(make::seat("Benn", "North")).build();
    CHECK(unresolved(grown).empty());
    const Table later = rollup(grown)
                            .metrics(attained)
                            .by(by::rep)
                            .during(day("2025-01-01"), day("2025-02-01"))
                            .run();
    CHECK(make::text(later.at({"Benn"})[attained]) == "0.00 %");
}

TEST_CASE("targets of a metric or in a field that cannot be are found") {
    Target misspelt = make::quota("Ann", 100_usd);
    misspelt.metric = "revenu";
    Target own = misspelt;
    own.metric = "my_own_number";
    Target rate = make::quota("Ann", 40_usd);
    rate.metric = "win_rate";
    Target amount = make::quota("Ann", 40_usd);
    amount.amount.reset();
    amount.number = Decimal::ratio(40, 1);
    const auto finding = [](const Target& target) {
        const Book book = BookBuilder{usd}.add(target).build();
        if (book.report().findings.empty()) return std::string{};
        const Finding& f = book.report().findings.at(0);
        CHECK(!f.rejected);
        return fmt::format("{} {}: {} {}", name(f.kind), f.field, f.value, f.reason);
    };
    CHECK(finding(misspelt) == "unresolved metric: revenu names no metric; did you mean revenue?");
    CHECK(finding(own).empty());
    CHECK(
        finding(rate) ==
        "contradicts amount: 40.00 USD is no target: 'win_rate' is no money, and "
        "its targets stand in 'number'");
    CHECK(
        finding(amount) ==
        "contradicts number: 40 is no target: 'revenue' is money, and its "
        "targets stand in 'amount'");
    for (const std::vector<Definition>& others :
         {std::vector<Definition>{}, std::vector{Definition{deals_won}}}) {
        const Book told = BookBuilder{usd}.metrics(others).add(own).build();
        CHECK(told.report().findings.at(0).reason == "names no metric");
    }
    // What is a metric of the library by its arguments has a unit, too.
    own.metric = "stage_conversion(Demo, Proposal)";
    CHECK(
        finding(own) ==
        "contradicts amount: 100.00 USD is no target: 'stage_conversion(Demo, Proposal)' is no "
        "money, and its targets stand in 'number'");
}
