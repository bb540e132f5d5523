// SPDX-License-Identifier: MIT
// Spans that seem to end with their last day.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/book/batch.hpp>
#include <saleskpi/book/ledger.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace saleskpi;
using make::day;

namespace {

Assignment seat(const char* rep, const char* from, const char* until) {
    Assignment a;
    a.rep = rep;
    a.team = "T";
    if (*from) a.from = day(from);
    if (*until) a.until = day(until);
    return a;
}

Subscription subscription(int n, const char* customer, const char* from, const char* until) {
    Subscription s;
    s.id = std::to_string(n);
    s.customer = customer;
    s.started = day(from);
    if (*until) s.ended = day(until);
    return s;
}

std::vector<std::string> gaps(const Book& book) {
    std::vector<std::string> all;
    for (const Finding& finding : book.report().findings)
        if (finding.kind == FindingKind::gap)
            all.push_back(
                finding.id + " " + finding.value + " " +
                finding.reason.substr(0, finding.reason.find(':')));
    return all;
}
using Gaps = std::vector<std::string>;

template <class Record>
Gaps gaps_of(std::vector<Record> records) {
    const Gaps told = gaps(BookBuilder{usd}.add(records).build());
    std::reverse(records.begin(), records.end());
    CHECK(gaps(BookBuilder{usd}.add(records).build()) == told);
    return told;
}

}  // namespace

TEST_CASE("a day between the spans of one rep is told, from memory too") {
    CHECK(
        gaps_of(std::vector{
            seat("Ann", "", "2025-02-10"), seat("Ann", "2025-02-11", "2025-05-01"),
            seat("Ben", "2025-02-11", "")}) ==
        Gaps{"Ann 2025-02-10 is in no span, as the next begins on 2025-02-11"});
    // No gap; one of two days, which somebody may have meant; one of somebody else.
    CHECK(
        gaps_of(std::vector{seat("Ann", "", "2025-02-10"), seat("Ann", "2025-02-10", "")}).empty());
    CHECK(
        gaps_of(std::vector{seat("Ann", "", "2025-02-10"), seat("Ann", "2025-02-12", "")}).empty());
    CHECK(
        gaps_of(std::vector{seat("Ann", "", "2025-02-10"), seat("Ben", "2025-02-11", "")}).empty());
}

TEST_CASE("many gaps are one finding") {
    std::vector<Target> targets;
    for (int month = 1; month <= 12; ++month)
        for (const char* rep : {"Ben", "Ann"}) {
            const auto first = date::year{2025} / month / 1;
            Target t;
            t.metric = "revenue";
            t.rep = rep;
            t.from = Date{first};
            t.until = Date{first + date::months{1}} - date::days{1};
            t.amount = Money{100, usd};
            targets.push_back(t);
        }
    CHECK(
        gaps_of(targets) ==
        Gaps{
            "revenue, Ann 2025-01-31 is in no span, as the next begins on 2025-02-01, and so on in "
            "22 places",
            "revenue, Ann 2025-01-31 is the last day of a month and no longer in its span, as 24 "
            "of "
            "24 ends are"});
}

TEST_CASE("subscriptions may end on any day, but not mostly on the last ones of months") {
    std::vector<Subscription> many;
    for (int i = 0; i < 300; ++i) {
        const Date end = day("2025-01-01") + date::days{i};
        many.push_back(subscription(i, ("C" + std::to_string(i)).c_str(), "2024-01-01", ""));
        many.back().ended = end;
    }
    CHECK(gaps_of(many).empty());
    for (Subscription& s : many) {
        const date::year_month_day end{*s.ended};
        s.ended = Date{end.year() / end.month() / date::last};
    }
    CHECK(
        gaps_of(many) == Gaps{"C0 2025-01-31 is the last day of a month and no longer in its span, "
                              "as 300 of 300 ends are"});
}

TEST_CASE("a change of a subscription that leaves a day out is told") {
    CHECK(
        gaps_of(std::vector{
            subscription(1, "C1", "2025-01-01", "2025-02-09"),
            subscription(2, "C1", "2025-02-10", ""),
            subscription(3, "C2", "2025-01-01", "2025-03-05"),
            subscription(4, "C2", "2025-03-05", "")}) ==
        Gaps{"C1 2025-02-09 is in no span, as the next begins on 2025-02-10"});
}

TEST_CASE("a book that grows tells what one built at once tells") {
    const std::vector first{
        subscription(1, "C1", "2025-01-01", "2025-02-09"),
        subscription(2, "C2", "2025-01-01", "2025-01-31")};
    const std::vector then{
        subscription(3, "C1", "2025-02-10", ""), subscription(4, "C3", "2025-01-01", "2025-03-31")};
    const std::vector seats{seat("Ann", "", "2025-02-10")};
    const std::vector more{seat("Ann", "2025-02-11", "")};
    const Book whole = BookBuilder{usd}.add(first).add(then).add(seats).add(more).build();
    Book grown = BookBuilder{usd}.add(first).add(seats).build();
    CHECK(gaps(grown).size() == 1);
    grown = BookBuilder{grown}.add(then).add(more).build();
    CHECK(gaps(grown) == gaps(whole));
    CHECK(gaps(whole).size() == 3);
    CHECK(gaps(BookBuilder{grown}.add(std::vector{make::deal_of("Ann")}).build()) == gaps(whole));

    Ledger ledger;
    ledger.append(Batch{day("2025-05-01")}.add(first).add(then));
    Book view = BookBuilder{usd}.add(ledger).build();
    CHECK(gaps(view).size() == 2);
    // What was wrong is mended, and what is told goes.
    const Batch batch = Batch{day("2025-05-02")}.add(std::vector{
        subscription(1, "C1", "2025-01-01", "2025-02-10"),
        subscription(2, "C2", "2025-01-01", "2025-02-01")});
    view = view.append(batch);
    ledger.append(batch);
    CHECK(gaps(view) == gaps(BookBuilder{usd}.add(ledger).build()));
    CHECK(
        gaps(view) == Gaps{"C3 2025-03-31 is the last day of a month and no longer in its span, as "
                           "1 of 3 ends are"});
}
