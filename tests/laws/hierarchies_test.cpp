// SPDX-License-Identifier: MIT
// Hierarchies against a slow walk up from each record.
#include "catch.hpp"
#include "support/random_hierarchies.hpp"

#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace saleskpi;

namespace {

using laws::RandomHierarchy;

const Window window{try_parse_date("2024-01-01").value(), try_parse_date("2025-07-01").value()};

std::vector<std::string> names(std::string_view kind, std::size_t n) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < n; ++i)
        all.push_back(std::string{kind} + " " + std::to_string(i));
    return all;
}

/// By member and month, with "(unassigned)" for nobody: minor units of won deals.
using Cells = std::map<std::pair<std::string, std::string>, std::int64_t>;

std::string month_of(Date day) { return to_text(day).substr(0, 7); }

Cells by_hand(
    const std::vector<Deal>& deals,
    const RandomHierarchy& all,
    std::size_t level,
    std::string Deal::*member,
    std::optional<Date> as_is) {
    Cells cells;
    for (const Deal& deal : deals) {
        const Date closed = *deal.closed;
        if (deal.stage != Stage::won || !window.contains(closed)) continue;
        std::string name = all.path(deal.*member, as_is.value_or(closed))[level];
        if (name.empty()) name = by::unassigned;
        cells[{name, month_of(closed)}] += deal.amount->minor();
    }
    return cells;
}

Cells by_rollup(const Book& book, const std::string& level, std::optional<Date> as_is) {
    Rollup query = rollup(book);
    query.metrics(kpi::revenue).by(level).every(Grain::month).during(window);
    if (as_is) query.seated_as_of(*as_is);
    Cells cells;
    for (const auto row : query.run())
        if (const auto value = row[kpi::revenue]; value && value->exact().sign() != 0)
            cells[{row.key().group.front(), month_of(row.key().period.first)}] =
                static_cast<std::int64_t>(value->exact().numerator());
    return cells;
}

}  // namespace

TEST_CASE("every level of every hierarchy has what a walk up from each record finds") {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        INFO("seed " << seed);
        laws::Random random{seed};
        const std::vector<std::string> reps = names("rep", 25);
        const std::vector<std::string> products = names("product", 8);
        const auto depth = [&] { return static_cast<std::size_t>(random.between(1, 6)); };
        const RandomHierarchy line = laws::random_hierarchy(random, "line", depth(), "rep", reps);
        const RandomHierarchy matrix =
            laws::random_hierarchy(random, "matrix", depth(), "rep", reps);
        const RandomHierarchy range =
            laws::random_hierarchy(random, "range", depth(), "product", products);
        std::vector<Deal> deals(400);
        for (Deal& deal : deals) {
            deal.id = std::to_string(&deal - deals.data());
            deal.stage = random.chance(80) ? Stage::won : Stage::lost;
            deal.closed = window.first + date::days{random.between(-30, 600)};
            deal.amount = Money{random.between(1, 100'000), usd};
            if (random.chance(95)) deal.rep = random.one_of(reps);
            if (random.chance(90)) deal.product = random.one_of(products);
        }
        BookBuilder builder{usd};
        for (const RandomHierarchy* one : {&line, &matrix, &range})
            builder.hierarchy(one->hierarchy).add(one->memberships);
        const Book book = builder.add(deals).build();
        const auto& findings = book.report().findings;
        REQUIRE(std::all_of(findings.begin(), findings.end(), [](const Finding& finding) {
            return finding.kind == FindingKind::gap;
        }));
        for (const std::optional<Date> as_is :
             {std::optional<Date>{}, std::optional{window.first + date::days{200}}})
            for (const auto& [one, member] :
                 {std::pair{&line, &Deal::rep}, std::pair{&matrix, &Deal::rep},
                  std::pair{&range, &Deal::product}})
                for (std::size_t level = 0; level + 1 < one->hierarchy.levels.size(); ++level) {
                    INFO(one->hierarchy.levels[level]);
                    CHECK(
                        by_rollup(book, one->hierarchy.levels[level], as_is) ==
                        by_hand(deals, *one, level, member, as_is));
                }
    }
}

TEST_CASE("the order of memberships does not matter") {
    laws::Random random{7};
    const std::vector<std::string> reps = names("rep", 12);
    RandomHierarchy line = laws::random_hierarchy(random, "line", 4, "rep", reps);
    // Some contradict each other: the same ones are rejected in any order.
    for (std::size_t i = 0; i < 5; ++i) {
        Membership other = random.one_of(line.memberships);
        other.parent = random.one_of(line.members.front());
        line.memberships.push_back(other);
    }
    std::vector<Deal> deals(100);
    for (Deal& deal : deals) {
        deal.id = std::to_string(&deal - deals.data());
        deal.stage = Stage::won, deal.closed = window.first + date::days{random.between(0, 500)};
        deal.amount = Money{random.between(1, 100'000), usd}, deal.rep = random.one_of(reps);
    }
    const auto cells = [&](const std::vector<Membership>& memberships) {
        const Book book =
            BookBuilder{usd}.hierarchy(line.hierarchy).add(memberships).add(deals).build();
        std::vector<Cells> all;
        for (std::size_t level = 0; level < 4; ++level)
            all.push_back(by_rollup(book, line.hierarchy.levels[level], {}));
        return all;
    };
    const auto first = cells(line.memberships);
    CHECK(first.front().size() > 20);
    for (int i = 0; i < 4; ++i) {
        random.shuffle(line.memberships);
        CHECK(cells(line.memberships) == first);
    }
}
