// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

namespace {

const Date first = try_parse_date("2024-01-01").value();
const Date last = try_parse_date("2025-05-21").value();

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

bool is_unresolved(const Finding& finding) { return finding.kind == FindingKind::unresolved; }

/// Whether there is a target of somebody whom nobody else names: a part counts it, for another may name him.
bool has_target_of_nobody(const Book& book) {
    const std::vector<Finding>& findings = book.report().findings;
    return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
        return finding.table == "targets" && is_unresolved(finding);
    });
}

bool asks_for_targets(const Definition& metric) {
    const auto leaves = metric.leaves();
    return std::any_of(
        leaves.begin(), leaves.end(), [](const Leaf& leaf) { return leaf.table == "targets"; });
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

TEST_CASE(
    "what all parts may have can be in each, and all parts are the whole by whatever they are "
    "cut") {
    const laws::Records records = laws::random_records(207);
    std::vector<Book> parts;
    for (laws::Records& part : records.split(3, 207)) {
        part.customers = records.customers;
        part.targets = records.targets;
        part.references = records.references;
        parts.push_back(part.book());
    }
    const Book whole = records.book();
    using By = std::vector<std::string>;
    for (const By& by :
         {By{"industry"}, By{"channel", "team"}, By{"stage"}, By{"deal_kind"}, By{"customer"},
          By{"metric"}, By{"segment", "product"}, By{"lead"}}) {
        const auto ask = [&](const Book& book) {
            const std::vector<Definition> metrics = laws::all_metrics();
            Rollup query = rollup(book);
            query.metrics(metrics).by(by).with_subtotals().every(Grain::year).during(first, last);
            return query;
        };
        INFO(by.front());
        const Table expected = ask(whole).run();
        Partial merged = ask(parts[0]).partial();
        merged.merge(ask(parts[1]).partial());
        merged.merge(ask(parts[2]).partial());
        CHECK(laws::difference(expected, merged.table()) == "");
        Partial bracketed = ask(parts[2]).partial();
        bracketed.merge(ask(parts[1]).partial());
        Partial left = ask(parts[0]).partial();
        left.merge(bracketed);
        CHECK(laws::difference(expected, left.table()) == "");
        CHECK(merged.table().report().tables == whole.report().tables);
    }
}

TEST_CASE("parts dealt out in any way are the whole, or refused") {
    std::size_t refused = 0;
    std::size_t merged_ones = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        laws::RandomOptions options;
        options.deals = 12;
        const laws::Records records = laws::random_records(210 + seed, options);
        laws::Random random{seed};
        // Each table goes to one part or the other, record by record or as a whole, or to both.
        laws::Records one;
        laws::Records other;
        const auto deal_out = [&](auto member, bool in_both) {
            const bool one_by_one = random.chance(40);
            const bool to_other = random.chance(50);
            for (const auto& record : records.*member) {
                const bool goes_over = one_by_one ? random.chance(50) : to_other;
                if (in_both || !goes_over) (one.*member).push_back(record);
                if (in_both || goes_over) (other.*member).push_back(record);
            }
        };
        const bool is_closed = random.chance(50);
        deal_out(&laws::Records::assignments, !random.chance(5));
        deal_out(&laws::Records::exchange_rates, !random.chance(20));
        deal_out(&laws::Records::customers, is_closed || random.chance(30));
        deal_out(&laws::Records::targets, random.chance(50));
        deal_out(&laws::Records::references, random.chance(50));
        const bool are_deals_in_both = random.chance(5);
        deal_out(&laws::Records::deals, are_deals_in_both), deal_out(&laws::Records::leads, false);
        deal_out(&laws::Records::quotes, false), deal_out(&laws::Records::activities, false);
        deal_out(&laws::Records::subscriptions, false), deal_out(&laws::Records::spend, false);
        deal_out(&laws::Records::touches, false), deal_out(&laws::Records::surveys, false);
        deal_out(&laws::Records::usage_events, false), deal_out(&laws::Records::tickets, false);
        deal_out(&laws::Records::stage_changes, false);
        const Book whole = records.book();
        const Book first_part = one.book();
        const Book second_part = other.book();
        for (int i = 0; i < 6; ++i) {
            static const std::vector<Definition> all = laws::all_metrics();
            static const std::vector<std::vector<std::string>> cuts{
                {}, {"rep"}, {"industry"}, {"channel"}, {"stage"}, {"customer"}, {"deal"}};
            std::vector<Definition> metrics{random.one_of(all), random.one_of(all)};
            std::vector<std::string> by = random.one_of(cuts);
            if (i == 0) {
                // One table has no customers; deals of nobody without a day may be nobody's alone.
                metrics = {kpi::win_rate, kpi::sales_cost};
                by = {"customer"};
            }
            const auto ask = [&](const Book& book) {
                Rollup query = rollup(book);
                query.metrics(metrics).by(by).with_subtotals().during(first, last);
                return query;
            };
            INFO("seed " << seed << ": " << metrics[0].id() << " and " << metrics[1].id());
            INFO((by.empty() ? "in one cell" : by.front()));
            Partial merged = ask(first_part).partial();
            try {
                merged.merge(ask(second_part).partial());
            } catch (const Error& error) {
                REQUIRE(error.code() == ErrorCode::incompatible);
                ++refused;
                continue;
            }
            const bool asks = asks_for_targets(metrics[0]) || asks_for_targets(metrics[1]);
            if (has_target_of_nobody(whole) && (asks || by == std::vector<std::string>{"rep"}))
                continue;
            ++merged_ones;
            // Of a table that the query does not ask for, a report does not see that both have the same.
            if (are_deals_in_both)
                REQUIRE(laws::difference_of_values(ask(whole).run(), merged.table()) == "");
            else
                REQUIRE(laws::difference(ask(whole).run(), merged.table()) == "");
        }
    }
    CHECK(refused > 50);
    CHECK(merged_ones > 50);
}

TEST_CASE("a part merged with itself, or with a copy, is refused") {
    const laws::Records records = laws::random_records(208);
    const Partial part = report(records.book()).partial();
    Partial merged = part;
    CHECK(code_of([&] { merged.merge(part); }) == ErrorCode::incompatible);
    const Partial copy = report(records.shuffled(1).book()).partial();
    CHECK(code_of([&] { merged.merge(copy); }) == ErrorCode::incompatible);
    CHECK(laws::difference(part.table(), merged.table()) == "");
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
    // What names nothing is told of each part: another one may have it.
    const auto others = [](const BuildReport& report) {
        return std::count_if(
            report.findings.begin(), report.findings.end(), std::not_fn(is_unresolved));
    };
    CHECK(others(table.report()) == others(whole));
    const auto names = [](const BuildReport& report) {
        std::set<std::string> all;
        for (const Finding& finding : report.findings)
            if (is_unresolved(finding))
                all.insert(finding.table + " " + finding.field + " " + finding.value);
        return all;
    };
    const std::set<std::string> of_parts = names(table.report());
    const std::set<std::string> of_whole = names(whole);
    CHECK(!of_whole.empty());
    CHECK(std::includes(of_parts.begin(), of_parts.end(), of_whole.begin(), of_whole.end()));
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
