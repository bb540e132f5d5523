// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/rollup/rollup.hpp>

using namespace saleskpi;
using namespace saleskpi::by;

namespace {

Rollup report(const Book& book) {
    const std::vector<Definition> metrics = laws::all_metrics();
    Rollup query = rollup(book);
    query.metrics(metrics)
        .by(region, team, rep)
        .with_subtotals()
        .every(Grain::quarter)
        .during(try_parse_date("2024-01-01").value(), try_parse_date("2025-05-21").value());
    return query;
}

}  // namespace

TEST_CASE("the order of records does not show") {
    for (const std::uint64_t seed : {100U, 101U}) {
        const laws::Records records = laws::random_records(seed);
        const Table table = report(records.book()).run();
        for (const std::uint64_t order : {1U, 2U, 3U})
            CHECK(laws::difference(table, report(records.shuffled(order).book()).run()) == "");
    }
}

TEST_CASE("of two contradicting assignments the same one counts in any order") {
    laws::Records records = laws::random_records(102);
    const Date turn = try_parse_date("2024-06-01").value();
    records.assignments = {
        {"Asha", "North", "EMEA", turn, {}, {}},
        {"Asha", "South", "APAC", {}, {}, {}},
        {"Asha", "Ost", "APAC", {}, turn, {}},
        {"Ben", "North", "APAC", {}, {}, {}}};
    const Table table = report(records.book()).run();
    for (const std::uint64_t order : {1U, 2U, 3U, 4U})
        CHECK(laws::difference(table, report(records.shuffled(order).book()).run()) == "");
}

TEST_CASE("the number of threads does not show in a small book") {
    const Book book = laws::random_records(103).book();
    const Table table = report(book).threads(1).run();
    for (const unsigned threads : {0U, 2U, 3U, 8U})
        CHECK(laws::difference(table, report(book).threads(threads).run()) == "");
}
