// SPDX-License-Identifier: MIT
// Names of one domain that differ by what people do not look at.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/book/batch.hpp>
#include <saleskpi/book/ledger.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;

namespace {

std::vector<std::string> alike(const Book& book) {
    std::vector<std::string> all;
    for (const Finding& finding : book.report().findings) {
        if (finding.kind != FindingKind::look_alike) continue;
        CHECK_FALSE(finding.rejected);
        all.push_back(
            finding.table + "." + finding.field + " " + finding.value + " " +
            finding.reason.substr(0, finding.reason.find(':')));
    }
    return all;
}
using Texts = std::vector<std::string>;

/// A won deal of 100 for each name.
std::vector<Deal> deals_of(const std::vector<std::string>& reps, int first_id = 1) {
    std::vector<Deal> deals;
    for (const std::string& rep : reps) {
        deals.push_back(make::deal_of(rep).won(100_usd));
        deals.back().id = std::to_string(first_id++);
    }
    return deals;
}

std::string by_rep(const Book& book) {
    std::string all;
    for (const auto row : rollup(book).metrics(revenue).by(by::rep).run())
        all += row.key().group[0] + " " + make::text(row[revenue]) + "; ";
    return all;
}

BookBuilder folding() { return BookBuilder{usd}.fold_names(); }

}  // namespace

TEST_CASE("names that look alike are told once each, in any order") {
    std::vector<Deal> deals =
        deals_of({"Ann", "ANN", "Ben", "ann", "ANN", "Ben  Li", "Ben\xC2\xA0Li.", "Bo"});
    const Texts expected{
        "deals.rep ANN is 'Ann' but for upper and lower case",
        "deals.rep ann is 'Ann' but for upper and lower case",
        "deals.rep Ben\xC2\xA0Li. is 'Ben  Li' to the eye"};
    Texts told = alike(BookBuilder{usd}.add(deals).build());
    CHECK(told == expected);
    std::reverse(deals.begin(), deals.end());
    CHECK(alike(BookBuilder{usd}.add(deals).build()) == expected);
}

TEST_CASE("names of one domain are of all tables, and others are let be") {
    Assignment seat = make::seat("ANN", "North");
    CHECK(
        alike(BookBuilder{usd}.add(deals_of({"Ann"})).add(seat).build()) ==
        Texts{"assignments.rep ANN is 'Ann' but for upper and lower case"});
    // A rep and a team may have one name; ids are as exact as they are written.
    seat = make::seat("Ben", "ann");
    CHECK(alike(BookBuilder{usd}.add(deals_of({"Ann", "Ben"})).add(seat).build()).empty());
    Quote quote;
    quote.id = "Q1";
    quote.deal = "d1";
    Quote other = quote;
    other.id = "q1";
    other.deal = "D1";
    CHECK(alike(BookBuilder{usd}.add(std::vector{quote, other}).build()).empty());
    CHECK(
        alike(BookBuilder{usd}.add(deals_of({"006A0000001abcD", "006A0000001ABCD", "Ann"})).build())
            .empty());
    // Of metrics one spelling is right, and folding leaves them as they are.
    const std::vector targets{
        make::quota("Ann", 1_usd, make::days("2025-01-01", "2025-02-01")),
        make::quota("Ann", 1_usd, make::days("2025-02-01", "2025-03-01"))};
    std::vector<Target> misspelt = targets;
    misspelt[1].metric = "Revenue";
    CHECK(alike(BookBuilder{usd}.fold_names().add(misspelt).build()).size() == 1);
    // A name that only a rejected record has is nobody's.
    std::vector<Deal> deals = deals_of({"Ann", "ANN"});
    deals[1].id.clear();
    CHECK(alike(BookBuilder{usd}.add(deals).build()).empty());
    // One that has credit is somebody's.
    deals = deals_of({"Ann"});
    deals.push_back(make::deal_of("").won(100_usd).shared({{"ANN", 50}, {"Bo", 50}}));
    deals[1].id = "2";
    CHECK(alike(BookBuilder{usd}.add(deals).build()).size() == 1);
}

TEST_CASE("names that look alike are one where it is wanted, spelled the same in any order") {
    std::vector<Deal> deals = deals_of({"ANN", "Ann", "ann", "Ben"});
    deals.push_back(make::deal_of("").won(100_usd).shared({{"ann ", 60}, {"BEN", 40}}));
    deals.back().id = "5";
    const std::vector seats{make::seat("aNn", "North"), make::seat("Ben.", "South")};
    CHECK(by_rep(BookBuilder{usd}.add(deals).build()).size() > 60);
    for (int i = 0; i < 2; ++i) {
        const Book book = folding().add(seats).add(deals).build();
        CHECK(by_rep(book) == "Ann 360.00 USD; Ben 140.00 USD; ");
        CHECK(alike(book).empty());
        CHECK(book.report().rejected() == 0);
        const Table teams = rollup(book).metrics(revenue).by(by::team).run();
        CHECK(make::text(teams.at({"North"})[revenue]) == "360.00 USD");
        CHECK(make::text(teams.at({"South"})[revenue]) == "140.00 USD");
        std::reverse(deals.begin(), deals.end());
    }
    CHECK(
        by_rep(BookBuilder{usd}.fold_names("product").add(deals_of({"a", "A"})).build()) ==
        "A 100.00 USD; a 100.00 USD; ");
    CHECK(
        by_rep(BookBuilder{usd}.fold_names("rep").add(deals_of({"a", "A"})).build()) ==
        "A 200.00 USD; ");
}

TEST_CASE("customers are found by a name that is written otherwise") {
    Customer acme;
    acme.id = "Acme Inc.";
    acme.industry = "Steel";
    std::vector<Deal> deals = deals_of({"Ann", "Ann"});
    deals[0].customer = "ACME INC";
    deals[1].customer = "acme  inc";
    const Book book = folding().add(acme).add(deals).build();
    const Table table = rollup(book).metrics(revenue).by("industry").run();
    CHECK(make::text(table.at({"Steel"})[revenue]) == "200.00 USD");
    // The same record said twice.
    Customer twice = acme;
    twice.id = "ACME INC";
    const Book once = folding().add(std::vector{acme, twice}).build();
    CHECK(once.records("customers") == 1);
}

TEST_CASE("a book that grows keeps its spelling, and tells what one built at once tells") {
    const Book first = BookBuilder{usd}.add(deals_of({"Ann", "Ben"})).build();
    const std::vector<Deal> more = deals_of({"ANN", "Bo", "BO"}, 3);
    const Book grown = BookBuilder{first}.add(more).build();
    CHECK(alike(grown).size() == 2);
    CHECK(alike(grown) == alike(BookBuilder{usd}.add(more).add(deals_of({"Ann", "Ben"})).build()));
    const Book still = BookBuilder{grown}.add(deals_of({"Ann"}, 9)).build();
    CHECK(alike(still) == alike(grown));

    Book folded = folding().add(deals_of({"ANN"})).build();
    folded = BookBuilder{folded}.add(deals_of({"Ann", "ann"}, 3)).build();
    CHECK(by_rep(folded) == "ANN 300.00 USD; ");
    CHECK(code_of([&] { BookBuilder{first}.fold_names(); }) == ErrorCode::incompatible);
}

TEST_CASE("a ledger tells of names as long as somebody has them") {
    Ledger ledger;
    ledger.append(Batch{day("2025-05-01")}.add(deals_of({"Ann", "ANN"})));
    Book view = BookBuilder{usd}.add(ledger).build();
    CHECK(alike(view).size() == 1);
    const Batch batch = Batch{day("2025-05-02")}.add(deals_of({"Ann", "Ann"}));
    CHECK(alike(view.append(batch)).empty());

    view = folding().add(ledger).build();
    CHECK(by_rep(view) == "Ann 200.00 USD; ");
    CHECK(by_rep(view.append(Batch{day("2025-05-02")}.remove<Deal>("2"))) == "Ann 100.00 USD; ");
}
