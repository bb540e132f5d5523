// SPDX-License-Identifier: MIT
// Targets of one metric and member for the same days.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/kpi/targets.hpp>

#include <algorithm>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;

namespace {

Window days(const char* first, const char* until) { return make::days(first, until); }
const Window january = days("2025-01-01", "2025-02-01");
const Window year = days("2025-01-01", "2026-01-01");

const std::vector year_and_january{
    make::quota("Ann", 1200_usd, year), make::quota("Ann", 100_usd, january)};

Book book_of(std::vector<Target> targets, TargetOverlap policy = TargetOverlap::conflict) {
    std::vector<Deal> deals{make::deal_of("Ann").won(50_usd)};
    deals[0].id = "1";
    return BookBuilder{usd}.overlapping_targets(policy).add(deals).add(targets).build();
}

template <class Metric>
std::string at(const Book& book, const Metric& metric, const Window& when) {
    return make::text(rollup(book).metrics(metric).during(when).run()[0][metric]);
}
std::string target_at(const Book& book, const Window& when) {
    return at(book, target_of(revenue), when);
}

}  // namespace

TEST_CASE("case 7: a year's target and January's are a conflict in January", "[case]") {
    auto targets = year_and_january;
    for (int i = 0; i < 2; ++i) {
        const Book book = book_of(targets);
        CHECK(target_at(book, january) == "missing_values");
        CHECK(at(book, revenue_attainment, january) == "missing_values");
        // In whole cents, 101.91 of the year are January's and 193.97 of January and February.
        CHECK(target_at(book, days("2025-02-01", "2025-03-01")) == "92.06 USD");
        CHECK(target_at(book, days("2025-02-01", "2026-01-01")) == "1098.09 USD");
        CHECK(target_at(book, year) == "missing_values");
        CHECK(book.records("targets") == 2);
        CHECK(book.report().rejected() == 0);
        REQUIRE(book.report().findings.size() == 1);
        CHECK(book.report().findings[0].kind == FindingKind::conflict);
        std::reverse(targets.begin(), targets.end());
    }
}

TEST_CASE("case 7: or add up, or the shorter span counts, if that is said", "[case]") {
    auto targets = year_and_january;
    for (int i = 0; i < 2; ++i) {
        const Book added = book_of(targets, TargetOverlap::add);
        CHECK(target_at(added, january) == "201.91 USD");
        CHECK(added.report().findings.empty());
        const Book shorter = book_of(targets, TargetOverlap::shorter_span);
        CHECK(target_at(shorter, january) == "100.00 USD");
        CHECK(at(shorter, revenue_attainment, january) == "50.00 %");
        CHECK(target_at(shorter, days("2025-02-01", "2025-03-01")) == "92.06 USD");
        CHECK(target_at(shorter, year) == "1198.09 USD");  // 100, and 1200 less 101.91
        CHECK(shorter.report().findings.empty());
        std::reverse(targets.begin(), targets.end());
    }
}

TEST_CASE("a month in the middle leaves the days before and after it") {
    const std::vector targets{
        make::quota("Ann", 1200_usd, year),
        make::quota("Ann", 31_usd, days("2025-03-01", "2025-04-01"))};
    const Book book = book_of(targets);
    CHECK(target_at(book, days("2025-01-01", "2025-03-01")) == "193.97 USD");  // 1200 * 59 / 365
    CHECK(target_at(book, days("2025-03-10", "2025-03-11")) == "missing_values");
    CHECK(target_at(book, days("2025-04-01", "2025-05-01")) == "98.63 USD");  // 1200 * 30 / 365
    const Book shorter = book_of(targets, TargetOverlap::shorter_span);
    CHECK(target_at(shorter, days("2025-03-10", "2025-03-11")) == "1.00 USD");
    CHECK(target_at(shorter, year) == "1129.08 USD");  // 31, and 1200 less 295.89 - 193.97
}

TEST_CASE("spans of one length that overlap are a conflict where they do") {
    const std::vector targets{
        make::quota("Ann", 59_usd, days("2025-01-01", "2025-03-01")),
        make::quota("Ann", 59_usd, days("2025-01-31", "2025-03-31"))};
    for (const TargetOverlap policy : {TargetOverlap::conflict, TargetOverlap::shorter_span}) {
        const Book book = book_of(targets, policy);
        CHECK(target_at(book, days("2025-01-01", "2025-01-31")) == "30.00 USD");
        CHECK(target_at(book, days("2025-01-31", "2025-03-01")) == "missing_values");
        CHECK(target_at(book, days("2025-03-01", "2025-03-31")) == "30.00 USD");
        const auto& findings = book.report().findings;
        CHECK(std::count_if(findings.begin(), findings.end(), [](const Finding& finding) {
                  return finding.kind == FindingKind::conflict;
              }) == 1);
    }
}

TEST_CASE("a year whose months all have targets has none of its own days left") {
    std::vector targets{make::quota("Ann", 5000_usd, year)};
    for (int month = 1; month <= 12; ++month) {
        const Month m{2025, month};
        targets.push_back(make::quota("Ann", 100_usd, m.window()));
    }
    const Book book = book_of(targets, TargetOverlap::shorter_span);
    CHECK(target_at(book, year) == "1200.00 USD");
    CHECK(target_at(book, january) == "100.00 USD");
    CHECK(book.records("targets") == 13);
}

TEST_CASE("a target that is not spread over its days has the days that are left to it") {
    const auto rate = [](int percent, const Window& when) {
        Target target;
        target.metric = "win_rate";
        target.rep = "Ann";
        target.from = when.first;
        target.until = when.until;
        target.number = Decimal::ratio(percent, 100);
        return target;
    };
    const std::vector targets{rate(40, year), rate(50, january)};
    const auto of_rate = [&](TargetOverlap policy, const Window& when) {
        return at(book_of(targets, policy), target_of(win_rate), when);
    };
    CHECK(of_rate(TargetOverlap::conflict, january) == "missing_values");
    CHECK(of_rate(TargetOverlap::conflict, days("2025-01-01", "2025-03-01")) == "40.00 %");
    CHECK(of_rate(TargetOverlap::shorter_span, january) == "50.00 %");
    CHECK(of_rate(TargetOverlap::shorter_span, days("2025-01-01", "2025-03-01")) == "40.00 %");
}

TEST_CASE("targets of others, or of other levels, are no rivals") {
    Target team = make::quota("", 1000_usd, year);
    team.team = "North";
    const Book book =
        book_of({make::quota("Ann", 100_usd, january), make::quota("Ben", 1200_usd, year), team});
    for (const Finding& finding : book.report().findings)
        CHECK(finding.kind == FindingKind::unresolved);
    const Book adjoining = book_of(
        {make::quota("Ann", 100_usd, january),
         make::quota("Ann", 100_usd, days("2025-02-01", "2025-03-01"))});
    CHECK(adjoining.report().findings.empty());
    CHECK(target_at(adjoining, days("2025-01-01", "2025-03-01")) == "200.00 USD");
}

TEST_CASE("a book that grows gets no target for days of one of its own") {
    const Book before = book_of({year_and_january[0]});
    const auto grow = [](const Book& book, const Target& target) {
        return BookBuilder{book}.add(target).build();
    };
    CHECK(code_of([&] { (void)grow(before, year_and_january[1]); }) == ErrorCode::incompatible);
    const Target next = make::quota("Ann", 100_usd, days("2026-01-01", "2026-02-01"));
    CHECK(target_at(grow(before, next), days("2026-01-01", "2026-02-01")) == "100.00 USD");
    const Book adding = book_of({year_and_january[0]}, TargetOverlap::add);
    CHECK(target_at(grow(adding, year_and_january[1]), january) == "201.91 USD");
    CHECK(code_of([&] {
              BookBuilder{before}.overlapping_targets(TargetOverlap::add);
          }) == ErrorCode::incompatible);
}
