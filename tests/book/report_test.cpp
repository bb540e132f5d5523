// SPDX-License-Identifier: MIT
// What becomes of records that cannot count.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/revenue.hpp>

#include <array>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;

namespace {

Deal sold(std::string id) {
    Deal d;
    d.id = std::move(id);
    d.rep = "Asha";
    d.stage = Stage::won;
    d.closed = day("2025-01-20");
    d.amount = 100_usd;
    return d;
}

template <class R>
BuildReport report_of(const std::vector<R>& records) {
    return BookBuilder{usd}.add(records).build().report();
}

/// "field: reason" of the only finding.
template <class R>
std::string finding_of(const std::vector<R>& records) {
    const BuildReport report = report_of(records);
    REQUIRE(report.findings.size() == 1);
    const Finding& f = report.findings.front();
    CHECK(report.rejected() == (f.rejected ? 1 : 0));
    return fmt::format("{}: {} {}", f.field, f.value, f.reason);
}

}  // namespace

TEST_CASE("read is kept and rejected, table by table") {
    const std::vector deals{sold("1"), sold(""), sold("3"), sold("1")};
    const std::vector<Lead> leads(2);
    const std::vector<Assignment> seats{{"Asha", "North", "EMEA", {}, {}, {}}};
    const Book book = BookBuilder{usd}.add(deals).add(leads).add(seats).build();
    const BuildReport& report = book.report();
    CHECK(
        report.tables ==
        std::vector<TableCount>{{"assignments", 1, 1, 0}, {"deals", 4, 2, 2}, {"leads", 2, 0, 2}});
    CHECK(report.rejected() == 4);
    CHECK(report.findings.size() == 4);
    CHECK(book.records("deals") == 2);
    CHECK(book.records("leads") == 0);
    CHECK(book.records("nothing") == 0);
    CHECK(book.tables() == std::vector<std::string>{"deals", "assignments"});
}

TEST_CASE("a finding says where the record came from") {
    const std::vector deals{sold("1"), sold(""), sold("3")};
    const std::array<std::size_t, 3> lines{2, 3, 7};
    BookBuilder builder{usd};
    builder.add(deals, {"deals.csv", lines}).add(std::vector{sold("4"), sold("1")});
    const Book book = builder.build();
    REQUIRE(book.report().findings.size() == 2);
    const Finding& missing = book.report().findings[0];
    CHECK(
        missing ==
        Finding{"deals", "deals.csv", 3, "", "id", "", "is missing", true, FindingKind::missing});
    const Finding& twice = book.report().findings[1];
    CHECK(twice.file == "");
    CHECK(twice.line == 2);
    CHECK(twice.id == "1");
    CHECK(twice.reason == "was there before: the first record of this id counts");
}

TEST_CASE("findings stand in the order of the records, whatever finds them") {
    // What is odd is found after what is wrong, and the last record after the first.
    std::vector deals{sold("1"), sold(""), sold("3"), sold("3")};
    deals[0].closed.reset();
    BookBuilder builder{usd};
    builder.add(deals).add(Lead{.id = ""});
    std::string places;
    for (const Finding& finding : builder.build().report().findings)
        places += finding.table + " " + std::to_string(finding.line) + ", ";
    CHECK(places == "deals 1, deals 2, deals 4, leads 1, ");
}

TEST_CASE("what a loader rejected counts as read") {
    Finding bad{"deals", "deals.csv", 5, "9", "amount", "x", "is no number", true};
    Finding odd{"deals", "deals.csv", 6, "10", "units", "y", "is no number", false};
    const Book book =
        BookBuilder{usd}.add(std::vector{sold("1")}).add(std::vector{bad, odd}).build();
    CHECK(book.report().tables == std::vector<TableCount>{{"deals", 2, 1, 1}});
    CHECK(book.report().findings == std::vector{bad, odd});
}

TEST_CASE("reasons to reject a record") {
    SECTION("credit for more than the whole, or for less than nothing") {
        Deal d = sold("1");
        d.credits = {{"A", Decimal::ratio(6, 10)}, {"B", Decimal::ratio(5, 10)}};
        CHECK(finding_of(std::vector{d}) == "credits: 0.5 shares exceed the whole");
        d.credits = {{"A", Decimal::ratio(11, 10)}, {"B", Decimal::ratio(-1, 10)}};
        CHECK(finding_of(std::vector{d}) == "credits: 1.1 shares exceed the whole");
        d.credits = {{"A", Decimal::ratio(-1, 10)}};
        CHECK(finding_of(std::vector{d}) == "credits: -0.1 is a share below zero");
    }
    SECTION("overlay credit is no part of the whole") {
        Deal d = sold("1");
        d.credits = {{"A", Decimal::ratio(1, 1)}, {"S", Decimal::ratio(1, 1), true}};
        CHECK(report_of(std::vector{d}).findings.empty());
    }
    SECTION("everyone takes part in the whole of a meeting") {
        Activity a;
        a.id = "1";
        a.credits = {{"A"}, {"B"}, {"C"}};
        CHECK(report_of(std::vector{a}).findings.empty());
    }
    SECTION("a required value is missing") {
        Spend s;
        s.date = day("2025-01-01");
        CHECK(finding_of(std::vector{s}) == "amount:  is missing");
    }
    SECTION("a plan that is never in force") {
        Target t = make::quota("A", 100_usd);
        t.until = t.from;
        CHECK(finding_of(std::vector{t}) == "until: 2025-01-01 is not after 'from' (2025-01-01)");
    }
    SECTION("two seats on one day") {
        const std::vector seats{
            make::seat("A", "South", day("2025-02-01")),
            make::seat("A", "North", {}, day("2025-02-02"))};
        CHECK(finding_of(seats) == "rep: A has another assignment on the same days");
    }
    SECTION("an exchange rate that is none") {
        std::vector<ExchangeRate> rates{{"XXQ", "USD", {}, Decimal::ratio(1, 1)}};
        CHECK(finding_of(rates) == "base: XXQ is not an ISO 4217 currency");
        rates = {{"EUR", "USD", {}, Decimal::ratio(0, 1)}};
        CHECK(finding_of(rates) == "rate: 0 is not above zero");
        rates = {{"USD", "USD", {}, Decimal::ratio(1, 1)}};
        CHECK(finding_of(rates) == "quote: USD is the same currency as 'base'");
    }
}

TEST_CASE("what is odd is noted and kept") {
    SECTION("dates in the wrong order") {
        Deal d = sold("1");
        d.created = day("2025-02-01");
        CHECK(finding_of(std::vector{d}) == "closed: 2025-01-20 is before 'created' (2025-02-01)");
    }
    SECTION("an open deal with a day of closing is open") {
        Deal d = sold("1");
        d.stage = Stage::open;
        CHECK(finding_of(std::vector{d}) == "closed: 2025-01-20 is set although the deal is open");
    }
}

TEST_CASE("a builder on the spot takes whatever a named one takes") {
    const std::vector deals{sold("1"), sold("2")};
    const std::array<std::size_t, 2> lines{2, 3};
    const auto kept = [](const Book& book) { return book.report().tables.front().kept; };
    CHECK(kept(BookBuilder{usd}.add(deals).build()) == 2);
    CHECK(kept(BookBuilder{usd}.add(deals[0]).build()) == 1);
    CHECK(kept(BookBuilder{usd}.add(deals, {"deals.csv", lines}).build()) == 2);
    CHECK(kept(BookBuilder{usd}.add(row_source(deals), {}).build()) == 2);
    CHECK(kept(BookBuilder{usd}.threads(1).calendar(Calendar{}).add(deals).build()) == 2);
}

TEST_CASE("a builder is empty after it has built") {
    BookBuilder builder{usd};
    CHECK(builder.add(std::vector{sold("1")}).build().records("deals") == 1);
    const Book second = builder.build();
    CHECK(second.tables().empty());
    CHECK(second.report().tables.empty());
    CHECK(second.span() == Window{});
}

TEST_CASE("a table without records has its fields all the same") {
    const Book book = BookBuilder{usd}.add(std::vector<Deal>{}).build();
    CHECK(book.tables().empty());
    CHECK(rollup(book).metrics(revenue).run()[0][revenue] == Reason::no_records);
}
