// SPDX-License-Identifier: MIT
// Books in which every two features of books occur together: an as-of day and a retail calendar, split
// credit and several parts, ...
#include "support/features.hpp"

#include "book/book_data.hpp"
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "support/agreement.hpp"
#include "support/modes/plain.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/kpi/stages.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <set>
#include <tuple>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

const Window window{make_date(2024, 3, 5).value(), make_date(2025, 2, 12).value()};

/// All metrics; with a pipeline also those of its stages.
std::vector<Definition> metrics(bool with_stages) {
    std::vector<Definition> all = laws::all_metrics();
    if (with_stages)
        all.insert(
            all.end(), {stage_conversion("Demo", "Offer"), time_in_stage("Offer"),
                        deals_reaching("Contract sent"), stage_entries("Demo")});
    return all;
}

/// Another question for each book, so that all grains and cuts meet all features.
Rollup ask(const Book& book, std::size_t number, bool with_stages, unsigned threads = 1) {
    static const std::vector<std::vector<std::string>> cuts{
        {"region", "team"}, {"industry"}, {"rep"}, {"segment", "region"}, {"customer"}, {}};
    static const std::vector<Grain> grains{
        Grain::fiscal_quarter, Grain::fiscal_year, Grain::quarter, Grain::fiscal_month,
        Grain::window};
    const std::vector<std::string>& by = cuts[number % cuts.size()];
    const bool is_long = by.size() == 1 && by[0] == "customer";
    Rollup query = rollup(book);
    query.metrics(metrics(with_stages)).by(by).with_subtotals();
    query.every(is_long ? Grain::fiscal_year : grains[number % grains.size()]);
    return query.during(window).threads(threads);
}

Table merged(const laws::MadeUp& made, std::size_t number) {
    std::vector<laws::Records> parts = made.records().split(2, number);
    for (laws::Records& part : parts)
        part.customers = made.records().customers;
    Partial one = ask(made.at_once(parts[0]), number, false).partial();
    one.merge(ask(made.at_once(parts[1]), number, false).partial());
    return one.table();
}

}  // namespace

TEST_CASE("made-up books have these features, and every two of them together") {
    std::vector<std::string> said;
    for (const laws::Feature& feature : laws::all_features()) {
        std::string line = std::string{feature.name} + ":";
        for (const std::string_view choice : feature.choices)
            line += " " + std::string{choice} + ",";
        line.pop_back();
        said.push_back(line);
    }
    CHECK(
        said == std::vector<std::string>{
                    "calendar: iso, fiscal:april, retail-445:last-saturday-of-january:start, "
                    "retail-454:nrf, retail-544:friday-nearest-end-of-august:end",
                    "as of: all days, a day", "pipeline: none, three stages, several",
                    "parts: one, three", "currencies: one, three with rates",
                    "credits: none, split, split and overlay", "reps: stay, move",
                    "properties of customers: the records' own, the customers'",
                    "faults: none, some"});
    // Looked at pair by pair, and not as they were chosen.
    const std::vector<laws::Features> all = laws::all_pairs();
    std::set<std::tuple<std::size_t, std::size_t, std::size_t, std::size_t>> met;
    for (const laws::Features& one : all)
        for (std::size_t a = 0; a < one.size(); ++a)
            for (std::size_t b = a + 1; b < one.size(); ++b)
                met.emplace(a, one[a], b, one[b]);
    std::size_t pairs = 0;
    for (std::size_t a = 0; a < laws::feature_count; ++a)
        for (std::size_t b = a + 1; b < laws::feature_count; ++b)
            pairs +=
                laws::all_features()[a].choices.size() * laws::all_features()[b].choices.size();
    CHECK(met.size() == pairs);
    CHECK(all.size() <= 20);
}

TEST_CASE("a book with any two features keeps the laws") {
    const std::vector<laws::Features> all = laws::all_pairs();
    std::size_t merged_books = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO("book " << i << ": " << laws::text_of(all[i]));
        const laws::MadeUp made{all[i], 1000 + i};
        const modes::Plain as_it_was_made;
        const Book book = made.book();
        const bool with_stages = all[i][2] == 1;
        const Table whole = ask(book, i, with_stages).run();
        REQUIRE(whole.size() > 0);
        // Records that changed stand in parts of their own, and so do the rows of what they were; those
        // of small batches may be merged.
        const auto parts = detail::BookAccess::data(book)->parts("deals");
        if (all[i][3] == 1)
            CHECK(std::count_if(parts.begin(), parts.end(), [](const auto& part) {
                      return part.seen_by == detail::SeenBy::all;
                  }) > 1);

        const laws::Records& records = made.records();
        const auto same = [&](const Book& other, unsigned threads) {
            return laws::difference(whole, ask(other, i, with_stages, threads).run());
        };
        CHECK(same(book, 1) == "");
        CHECK(same(made.at_once(records, 3), 3) == "");
        CHECK(same(made.grown(records), 2) == "");
        CHECK(same(made.at_once(records.shuffled(i)), 1) == "");
        // Targets of somebody whom nobody else names: parts count them, for another one may name him.
        const std::vector<Finding>& findings = book.report().findings;
        if (std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
                return finding.table == "targets" && finding.kind == FindingKind::unresolved;
            }))
            continue;
        ++merged_books;
        CHECK(laws::difference_of_values(ask(book, i, false).run(), merged(made, i)) == "");
    }
    CHECK(merged_books >= 5);
}

TEST_CASE("a book with any two features agrees with a slow computation") {
    const std::vector<laws::Features> all = laws::all_pairs();
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO("book " << i << ": " << laws::text_of(all[i]));
        const laws::MadeUp made{all[i], 1000 + i};
        const slow::Tables tables = slow::tables_of(made.records(), usd, made.as_of());
        slow::Evaluator slow{tables, usd, made.calendar()};
        CHECK(laws::disagreement(ask(made.book(), i, false).run(), slow) == "");
    }
}
