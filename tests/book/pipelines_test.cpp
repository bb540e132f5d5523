// SPDX-License-Identifier: MIT
// Several pipelines: a deal is in its own, whose stages and order are its own too.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/stages.hpp>

#include <algorithm>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::moved;
using make::text;

namespace {

Deal in_pipeline(const char* pipeline, const char* id, make::DealMaker deal = deal_of()) {
    deal.id = id;
    deal.pipeline = pipeline;
    return deal;
}

/// A1 Demo, Proposal, won; A2 Demo, lost; B1 Demo, Trial, won; B2 Demo, Trial.
const std::vector<Deal> four_deals{
    in_pipeline("A", "A1", deal_of().won(100_usd, "2025-01-20").with(&Deal::segment, "small")),
    in_pipeline("A", "A2", deal_of().lost(100_usd, "2025-01-21").with(&Deal::segment, "large")),
    in_pipeline("B", "B1", deal_of().won(100_usd, "2025-01-22").with(&Deal::segment, "small")),
    in_pipeline("B", "B2")};
const std::vector<StageChange> four_histories{
    moved("A1", "2025-01-02", "Demo"),     moved("A2", "2025-01-02", "Demo"),
    moved("B1", "2025-01-02", "Demo"),     moved("B2", "2025-01-02", "Demo"),
    moved("A1", "2025-01-05", "Proposal"), moved("B1", "2025-01-05", "Trial"),
    moved("B2", "2025-01-06", "Trial")};

BookBuilder two_pipelines() {
    return BookBuilder{usd}.pipeline("A", {"Demo", "Proposal"}).pipeline("B", {"Demo", "Trial"});
}

Book four() { return two_pipelines().add(four_deals).add(four_histories).build(); }

template <class M>
std::string of(const Book& book, const M& metric, std::string_view pipeline) {
    const Table table = rollup(book).metrics(metric).by(deal::pipeline).run();
    return text(table.at({std::string{pipeline}})[metric]);
}

template <class M>
std::string all_of(const Book& book, const M& metric) {
    return text(rollup(book).metrics(metric).run().at({})[metric]);
}

/// How many deals satisfy a condition on visits.
template <class C>
std::string deals_where(const Book& book, const C& condition) {
    return all_of(
        book, metric("x", distinct(stage_visit::deal).where(condition).by(stage_visit::reached)));
}

}  // namespace

TEST_CASE("public case 24: a win in one pipeline has passed nothing in another") {
    const Book book = four();
    CHECK(of(book, stage_conversion("Demo", "Proposal"), "A") == "50.00 %");
    CHECK(of(book, deals_reaching("Demo"), "A") == "2");
    CHECK(of(book, deals_reaching("Proposal"), "A") == "1");
    CHECK(all_of(book, deals_reaching("Proposal")) == "1");
    CHECK(of(book, stage_conversion("Demo", "Trial"), "B") == "100.00 %");
    CHECK(of(book, deals_reaching("Proposal"), "B") == "0");
    CHECK(all_of(book, deals_reaching("Trial")) == "2");
    CHECK(all_of(book, deals_reaching("Demo")) == "4");
}

TEST_CASE("a stage is compared within the order of the deal's own pipeline") {
    const Book book = four();
    CHECK(deals_where(book, stage_visit::furthest >= "Proposal") == "1");
    CHECK(deals_where(book, stage_visit::furthest >= "Demo") == "4");
    CHECK(deals_where(book, stage_visit::furthest < "Proposal") == "1");
    CHECK(deals_where(book, !(stage_visit::furthest >= "Proposal")) == "1");
    CHECK(deals_where(book, stage_visit::furthest <= "Trial") == "2");
    CHECK(deals_where(book, stage_visit::furthest == "Demo") == "1");
    CHECK(deals_where(book, stage_visit::furthest != "Demo") == "3");
    CHECK(deals_where(book, !(stage_visit::furthest == "Demo")) == "3");
    CHECK(deals_where(book, stage_visit::furthest > "Signed") == "0");
    CHECK(deals_where(book, stage_visit::furthest != "Signed") == "4");
    CHECK(
        deals_where(
            book, stage_visit::pipeline == "B" && (stage_visit::furthest > "Demo" ||
                                                   stage_visit::furthest < "Proposal")) == "2");
}

TEST_CASE("two pipelines may have their stages in opposite orders") {
    const Book book =
        BookBuilder{usd}
            .pipeline("A", {"X", "Y"})
            .pipeline("B", {"Y", "X"})
            .add(std::vector{in_pipeline("A", "1"), in_pipeline("B", "2"), in_pipeline("B", "3")})
            .add(std::vector{
                moved("1", "2025-01-02", "Y"), moved("2", "2025-01-02", "Y"),
                moved("3", "2025-01-02", "X")})
            .build();
    CHECK(of(book, stage_conversion("X", "Y"), "A") == "100.00 %");
    CHECK(of(book, stage_conversion("Y", "X"), "B") == "50.00 %");
    CHECK(all_of(book, deals_reaching("X")) == "2");  // 1 passed it, 3 entered it
    CHECK(all_of(book, deals_reaching("Y")) == "3");
    CHECK(deals_where(book, stage_visit::furthest > "Y") == "1");  // 3
}

TEST_CASE("changes of a deal in a pipeline that nobody described are reported") {
    auto deals = four_deals;
    auto changes = four_histories;
    deals.push_back(in_pipeline("C", "C1"));
    deals.push_back(in_pipeline("C", "C2"));
    deals.push_back(in_pipeline("", "N"));
    changes.push_back(moved("C1", "2025-01-09", "Proposal"));
    changes.push_back(moved("C1", "2025-01-08", "Demo"));
    changes.push_back(moved("N", "2025-01-08", "Demo"));
    changes.push_back(moved("gone", "2025-01-08", "Demo"));
    const Book book = two_pipelines().add(deals).add(changes).build();
    CHECK(all_of(book, deals_reaching("Demo")) == "4");
    const BuildReport& report = book.report();
    REQUIRE(report.findings.size() == 3);
    CHECK(report.findings[0].reason == "names none of the deals, in one record");
    CHECK(report.findings[1].table == "stage_changes");
    CHECK(report.findings[1].value == "C1");
    CHECK(report.findings[1].reason == "is in the pipeline 'C', which nobody described");
    CHECK_FALSE(report.findings[1].rejected);
    CHECK(report.findings[2].reason == "names no pipeline, and there are several");
    // The same if some of the deals come later, with their changes.
    const std::vector later(deals.begin() + 4, deals.end());
    const std::vector changes_later(changes.begin() + 7, changes.end());
    deals.resize(4);
    changes.resize(7);
    const Book grown = BookBuilder{two_pipelines().add(deals).add(changes).build()}
                           .add(later)
                           .add(changes_later)
                           .build();
    REQUIRE(grown.report().findings.size() == 3);
    for (const Finding& finding : grown.report().findings)
        CHECK(std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& same) {
            return finding.value == same.value && finding.reason == same.reason;
        }));
    CHECK(of(grown, stage_conversion("Demo", "Proposal"), "A") == "50.00 %");
}

TEST_CASE("a deal that names no pipeline is in the one without a name, or in the only one") {
    const std::vector deals{in_pipeline("", "1"), in_pipeline("A", "2")};
    const std::vector changes{
        moved("1", "2025-01-02", "Demo"), moved("2", "2025-01-02", "Proposal")};
    const auto reached = [&](BookBuilder builder, std::string_view stage) {
        const Book book = builder.add(deals).add(changes).build();
        return all_of(book, deals_reaching(stage));
    };
    CHECK(reached(BookBuilder{usd}.pipeline({"Demo", "Proposal"}), "Demo") == "2");
    CHECK(reached(BookBuilder{usd}.pipeline("A", {"Demo", "Proposal"}), "Demo") == "2");
    CHECK(
        reached(BookBuilder{usd}.pipeline({"Call", "Demo"}).pipeline("A", {"Proposal"}), "Call") ==
        "1");
    CHECK(
        reached(BookBuilder{usd}.pipeline({"Call", "Demo"}).pipeline("A", {"Proposal"}), "Demo") ==
        "1");
    CHECK(reached(BookBuilder{usd}.pipeline("B", {"Demo", "Proposal"}), "Demo") == "1");
}

TEST_CASE("several changes of one day stand in the order of the pipeline, decided last") {
    std::vector changes{
        moved("A1", "2025-01-02", "Demo"), moved("A1", "2025-01-02", "Proposal"),
        make::change("A1", "2025-01-02", Stage::lost)};
    std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) {
        return a.pipeline_stage < b.pipeline_stage;
    });
    do {
        const Book book =
            two_pipelines().add(std::vector{in_pipeline("A", "A1")}).add(changes).build();
        CHECK(all_of(book, stage_entries("Demo")) == "1");
        CHECK(all_of(book, stage_conversion_direct("Demo", "Proposal")) == "100.00 %");
        CHECK(all_of(book, time_in_stage("Proposal")) == "0.0 days");
    } while (std::next_permutation(
        changes.begin(), changes.end(),
        [](const auto& a, const auto& b) { return a.pipeline_stage < b.pipeline_stage; }));
}

TEST_CASE("pipelines are told by the book, and one of several has a name") {
    const Book book = four();
    REQUIRE(book.pipelines().size() == 2);
    CHECK(book.pipelines()[1] == Pipeline{"B", {"Demo", "Trial"}});
    BookBuilder builder{usd};
    CHECK(code_of([&] { builder.pipeline("", {"Demo"}); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] { builder.pipeline("A", {"Demo", "Demo"}); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] { builder.pipeline("A\xff", {"Demo"}); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] { BookBuilder{book}.pipeline("C", {"Demo"}); }) == ErrorCode::incompatible);
    BookBuilder{book}.pipeline("B", {"Demo", "Trial"});
}
