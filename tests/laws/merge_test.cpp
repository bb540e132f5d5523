// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "laws/tables.hpp"
#include "support/random_book.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <numeric>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

namespace {

const Date first = parse_date("2024-01-01").value();
const Date last = parse_date("2025-05-21").value();

Rollup report(const Book& book) {
    const std::vector<Definition> metrics = laws::all_metrics();
    Rollup query = rollup(book);
    query.metrics(metrics).by(region, team, rep).with_subtotals().every(Grain::quarter);
    query.during(first, last).threads(1);
    return query;
}

Rollup small_report(const Book& book) {
    Rollup query = rollup(book);
    query.metrics(revenue, win_rate).by(team).every(Grain::quarter).during(first, last);
    return query;
}

}  // namespace

TEST_CASE("merged parts are the whole, in any order") {
    for (const std::uint64_t seed : {200U, 201U}) {
        const laws::Records records = laws::random_records(seed);
        const Table whole = report(records.book()).run();
        std::vector<Partial> parts;
        for (const laws::Records& part : records.split(4, seed))
            parts.push_back(report(part.book()).partial());
        std::vector<std::size_t> order(parts.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        do {
            Partial merged = parts[order[0]];
            for (std::size_t i = 1; i < order.size(); ++i)
                merged.merge(parts[order[i]]);
            CHECK(laws::difference(whole, merged.table()) == "");
        } while (order[0] == 0 && std::next_permutation(order.begin() + 1, order.end()));

        SECTION("and however they are bracketed") {
            Partial left = parts[3];
            left.merge(parts[1]);
            Partial right = parts[2];
            right.merge(parts[0]);
            left.merge(right);
            CHECK(laws::difference(whole, left.table()) == "");
        }
    }
}

TEST_CASE("merged reports count what every part has once") {
    const laws::Records records = laws::random_records(202);
    const BuildReport whole = records.book().report();
    std::optional<Partial> merged;
    for (const laws::Records& part : records.split(3, 1)) {
        const Partial one = small_report(part.book()).partial();
        merged ? merged->merge(one) : void(merged = one);
    }
    const Table table = merged->table();
    CHECK(table.report().tables == whole.tables);
    CHECK(table.report().findings.size() == whole.findings.size());
}

TEST_CASE("a part without records changes nothing") {
    const laws::Records records = laws::random_records(203);
    const Partial part = report(records.book()).partial();
    const Partial nothing = report(BookBuilder{usd}.build()).partial();
    Partial after = part;
    after.merge(nothing);
    CHECK(laws::difference(part.table(), after.table()) == "");
    Partial before = nothing;
    before.merge(part);
    CHECK(laws::difference(part.table(), before.table()) == "");
}

TEST_CASE("merging leaves the other part as it was") {
    const std::vector<laws::Records> parts = laws::random_records(204).split(2, 1);
    Partial one = report(parts[0].book()).partial();
    const Partial other = report(parts[1].book()).partial();
    const Table before = other.table();
    one.merge(other);
    CHECK(laws::difference(before, other.table()) == "");
}

TEST_CASE("parts of different questions are refused, and both are named") {
    const laws::Records records = laws::random_records(205, {50, true, false, false});
    const Book book = records.book();
    const Partial part = small_report(book).partial();
    const Table before = part.table();
    const auto refused = [&](const Rollup& other, const char* one_side, const char* other_side) {
        Partial merged = part;
        const Partial foreign = other.partial();
        CHECK(code_of([&] { merged.merge(foreign); }) == ErrorCode::incompatible);
        const std::string message = message_of([&] { merged.merge(foreign); });
        CHECK_THAT(message, Catch::Matchers::Contains(one_side));
        CHECK_THAT(message, Catch::Matchers::Contains(other_side));
        CHECK(laws::difference(before, merged.table()) == "");
    };
    laws::Records euros = records;
    for (Deal& deal : euros.deals)
        deal.amount = deal.list = deal.cost = std::nullopt;
    euros.quotes.clear(), euros.subscriptions.clear(), euros.targets.clear(), euros.spend.clear();
    refused(small_report(euros.book(eur)), "USD", "EUR");
    const Book fiscal = records.book(usd, Calendar::fiscal_from(date::April));
    refused(small_report(fiscal), "iso", "fiscal:april");
    refused(small_report(book).during(first, last + date::days{1}), "2025-05-21", "2025-05-22");
    refused(small_report(book).every(Grain::month), "quarter", "month");
    refused(small_report(book).by(rep), "team", "team, rep");
    refused(small_report(book).with_subtotals(), "with", "without");
    refused(small_report(book).seated_as_of(first), "none", "2024-01-01");
    refused(small_report(book).metrics(deals_won), "2", "3");

    // The same name and another formula.
    Rollup same_id = rollup(book);
    constexpr auto other_revenue =
        metric("revenue", sum(deal::amount).where(lost).by(deal::closed));
    same_id.metrics(other_revenue, win_rate).by(team).every(Grain::quarter).during(first, last);
    refused(same_id, "stage = won", "stage = lost");

    // As many assignments, but one rep sits elsewhere.
    laws::Records moved = records;
    moved.assignments.front().team = "Elsewhere";
    refused(
        small_report(moved.book()), "assignments",
        std::to_string(moved.assignments.size()).c_str());
}

TEST_CASE("a part needs the window of the whole") {
    const Book book = laws::random_records(206, {20, true, true, true}).book();
    CHECK(code_of([&] {
              (void)rollup(book).metrics(revenue).partial();
          }) == ErrorCode::invalid_argument);
}
