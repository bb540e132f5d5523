// SPDX-License-Identifier: MIT
// A value that is none makes its field missing, and not its record.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;

namespace {

constexpr Money hundred_pounds{100'00, gbp};

const Finding& only_finding(const Book& book) {
    REQUIRE(book.report().findings.size() == 1);
    return book.report().findings[0];
}

std::string value_of(const Book& book, const auto& metric) {
    return make::text(rollup(book).metrics(metric).run()[0][metric]);
}

}  // namespace

// A won 100 USD, B lost 100 GBP, C won 100 GBP, D lost 100 USD, F won without an amount; no rate of GBP.
TEST_CASE("public case 9: deals in a currency without a rate are won or lost all the same") {
    const Book book = make::book(make::deals(
        deal_of().won(100_usd), deal_of().lost(hundred_pounds), deal_of().won(hundred_pounds),
        deal_of().lost(100_usd), deal_of().won(std::nullopt)));
    CHECK(book.records("deals") == 5);
    const RowView all = rollup(book).metrics(win_rate, deals_lost, revenue).run()[0];
    CHECK(all[win_rate]->exact() == Rational{3, 5});
    CHECK(all[deals_lost]->exact() == Rational{2});
    CHECK(make::text(all[revenue]) == "100.00 USD");
    CHECK(all.cell(revenue).records == 1);
    CHECK(all.cell(revenue).missing == 2);
    REQUIRE(book.report().findings.size() == 2);
    for (const Finding& finding : book.report().findings) {
        CHECK(finding.kind == FindingKind::no_rate);
        CHECK(!finding.rejected);
    }
}

TEST_CASE("a spend without a rate is rejected: what it is, is its amount") {
    Spend spend = make::spent(hundred_pounds, "2025-01-10");
    const Book book = BookBuilder{usd}.add(spend).build();
    CHECK(book.records("spend") == 0);
    CHECK(only_finding(book).rejected);
}

TEST_CASE("a decided deal without a day of closing is kept, in no period, and not open") {
    Deal lost = deal_of().lost();
    lost.created = day("2025-01-01");
    lost.closed.reset();
    const Book book = make::book(make::deals(deal_of().won(100_usd)), std::vector{lost});
    CHECK(book.records("deals") == 2);
    CHECK(only_finding(book).reason == "is missing although the deal is lost");
    CHECK(only_finding(book).kind == FindingKind::undated);
    CHECK(!only_finding(book).rejected);
    CHECK(value_of(book, deals_lost) == "0");
    CHECK(value_of(book, open_deals) == "0");
    CHECK(value_of(book, pipeline_value) == "0.00 USD");
}

TEST_CASE("a policy places decided deals without a day of closing by another date") {
    Deal lost = deal_of().lost();
    lost.expected_close = day("2025-02-03");
    lost.closed.reset();
    const Book book = BookBuilder{usd}
                          .undated_by("expected_close")
                          .add(make::identified(make::deals(deal_of().won(100_usd)), 1))
                          .add(make::identified(std::vector{lost}, 2))
                          .build();
    CHECK(value_of(book, win_rate) == "50.00 %");
    CHECK(
        only_finding(book).reason ==
        "is missing although the deal is lost: counts by 'expected_close' (2025-02-03)");
    CHECK_THROWS_AS(BookBuilder{book}.undated_by("created"), Error);
}

TEST_CASE("of two rows of a deal one that has its day of closing stands") {
    Deal dated = deal_of().won(100_usd);
    dated.id = "1";
    Deal undated = dated;
    undated.closed.reset();
    for (const auto& rows : {std::vector{dated, undated}, std::vector{undated, dated}}) {
        const Book book = BookBuilder{usd}.add(rows).build();
        CHECK(value_of(book, revenue) == "100.00 USD");
        CHECK(only_finding(book).rejected);
    }
}

TEST_CASE("a deal whose shares cannot be is nobody's, and counts") {
    const Book book = make::book(make::deals(
        deal_of("Ann").won(100_usd),
        deal_of("Ann").won(50_usd).shared({{"Ann", 60}, {"Ben", 50}})));
    CHECK(value_of(book, revenue) == "150.00 USD");
    CHECK(only_finding(book).field == "credits");
    CHECK(!only_finding(book).rejected);
    const Table table = rollup(book).metrics(revenue).by(by::rep).run();
    CHECK(make::text(table.at({"Ann"})[revenue]) == "100.00 USD");
    CHECK(make::text(table.at({by::unassigned})[revenue]) == "50.00 USD");
}

TEST_CASE("an undated win is no step back of its stages") {
    Deal won = deal_of().won(100_usd);
    won.id = "1";
    won.closed.reset();
    const Book book = BookBuilder{usd}
                          .pipeline({"Demo", "Proposal"})
                          .add(won)
                          .add(std::vector{
                              make::moved("1", "2025-01-02", "Demo"),
                              make::change("1", "2025-01-09", Stage::won)})
                          .build();
    constexpr auto passed = stage_conversion("Demo", "Proposal");
    CHECK(value_of(book, passed) == "100.00 %");
    // As of a day before, it was open; of its own record nobody knows since when it is won.
    CHECK(value_of(book, deals_won) == "0");
}
