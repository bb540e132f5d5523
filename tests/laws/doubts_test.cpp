// SPDX-License-Identifier: MIT
// Nothing wrong passes in silence: what cannot be read shows in marks or findings, in any order of rows.
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::by;

namespace {

Table report(const Book& book) {
    const std::vector<Definition> metrics = laws::all_metrics();
    return rollup(book)
        .metrics(metrics)
        .by(region, team, rep)
        .with_subtotals()
        .every(Grain::half)
        .during(try_parse_date("2024-01-01").value(), try_parse_date("2025-05-21").value())
        .run();
}

/// Findings without the lines in which they are, in order.
std::vector<std::string> found(const Book& book) {
    std::vector<std::string> all;
    for (const Finding& f : book.report().findings)
        all.push_back(fmt::format(
            "{} {} {} {} {} {} {}", f.table, f.id, f.field, f.value, f.reason, f.rejected,
            name(f.kind)));
    std::sort(all.begin(), all.end());
    return all;
}

/// How many cells have another value, and how many other marks.
struct Changes {
    std::size_t values = 0;
    std::size_t marks = 0;
};

Changes changes(const Table& before, const Table& after) {
    Changes all;
    for (const auto row : before) {
        const auto other = after.find(row.key());
        if (!other) {
            ++all.values;
            continue;
        }
        for (std::size_t m = 0; m < before.metrics().size(); ++m) {
            const CellValue one = row.values()[m];
            const CellValue two = other->values()[m];
            all.values += one.outcome == two.outcome ? 0 : 1;
            all.marks += one.marks == two.marks ? 0 : 1;
        }
    }
    return all;
}

}  // namespace

TEST_CASE("records of which not even the id is known change marks, and no value") {
    for (const std::uint64_t seed : {7U, 8U}) {
        const laws::Records records = laws::random_records(seed);
        const Table before = report(records.book());
        laws::Records more = records;
        for (std::size_t i = 0; i < 20 && i < records.deals.size(); ++i) {
            more.deals.push_back(records.deals[i]);
            more.deals.back().id.clear();
        }
        const Table after = report(more.book());
        const Changes changed = changes(before, after);
        CHECK(changed.values == 0);
        CHECK(changed.marks > 100);
        CHECK(found(records.book()) != found(more.book()));
    }
}

TEST_CASE("decided deals without a day change marks wherever they change values") {
    laws::Records records = laws::random_records(9);
    const Book before = records.book();
    const Table table = report(before);
    std::size_t undated = 0;
    for (Deal& deal : records.deals)
        if (deal.stage != Stage::open && deal.closed && undated < 10) {
            deal.closed.reset();
            ++undated;
        }
    const Book after = records.book();
    const Changes changed = changes(table, report(after));
    CHECK(changed.marks > 100);
    CHECK(changed.values > 0);
    CHECK(found(before) != found(after));
}

TEST_CASE("the order of rows shows neither in marks nor in findings") {
    for (const std::uint64_t seed : {10U, 11U}) {
        const laws::Records records = laws::random_records(seed);
        const Book book = records.book();
        const Table table = report(book);
        for (const std::uint64_t order : {1U, 2U}) {
            const Book other = records.shuffled(order).book();
            const Changes changed = changes(table, report(other));
            CHECK(changed.values == 0);
            CHECK(changed.marks == 0);
            CHECK(found(book) == found(other));
        }
    }
}
