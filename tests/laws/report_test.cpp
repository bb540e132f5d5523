// SPDX-License-Identifier: MIT
// A report has what its table has, cell by cell: kept or not, by any number of threads. The table
// evaluates one cell at a time, the report many.
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "support/random_book.hpp"

#include <saleskpi/rollup/report.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace saleskpi;

namespace {

std::string text_of(const Outcome<AnyQuantity>& outcome) {
    if (!outcome) return std::string{name(outcome.reason())};
    return to_text(outcome->exact()) + " " + std::string{name(outcome->unit())} + " " +
           std::string{outcome->currency().code()};
}

std::string text_of(const Coverage& coverage) {
    return std::to_string(coverage.known) + "/" + std::to_string(coverage.all);
}

std::vector<std::string> lines_of(const Report& report) {
    std::vector<std::string> lines;
    for (const ReportRow& row : report)
        for (std::size_t m = 0; m < row.size(); ++m) {
            std::string line = text_of(row[m].outcome()) + " " + text_of(row[m].coverage());
            for (const Mark mark : all_marks)
                if (row[m].marks().has(mark)) line += " " + std::string{name(mark)};
            if (row[m]) line += " " + std::to_string(row[m].to_double());
            lines.push_back(line);
        }
    return lines;
}

std::vector<std::string> lines_of(const Table& table) {
    std::vector<std::string> lines;
    for (const auto row : table)
        for (std::size_t m = 0; m < table.metrics().size(); ++m) {
            const CellValue cell = row.values()[m];
            std::string line = text_of(cell.outcome) + " " +
                               text_of(lowest(row.coverage(table.metrics()[m].id())));
            for (const Mark mark : all_marks)
                if (cell.marks.has(mark)) line += " " + std::string{name(mark)};
            if (cell.outcome) line += " " + std::to_string(cell.outcome->to_double());
            lines.push_back(line);
        }
    return lines;
}

/// The first line in which they differ.
std::string difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto [at, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (at == a.end() && other == b.end()) return "";
    return (at == a.end() ? "nothing" : *at) + "  against  " +
           (other == b.end() ? "nothing" : *other);
}

}  // namespace

TEST_CASE("a report has the cells of its table") {
    const std::vector<Definition> all = laws::all_metrics();
    for (const bool is_large : {false, true}) {
        const laws::RandomOptions options{
            is_large ? std::size_t{300} : std::size_t{40}, true, true, true};
        const Book book = laws::random_records(is_large ? 71 : 72, options).book();
        for (std::size_t first = 0; first < all.size(); first += 12) {
            const std::span metrics{
                all.data() + first, (std::min)(std::size_t{12}, all.size() - first)};
            const Table table = rollup(book)
                                    .metrics(metrics)
                                    .by("region", "product")
                                    .with_subtotals()
                                    .every(is_large ? Grain::month : Grain::quarter)
                                    .run();
            const std::vector<std::string> expected = lines_of(table);
            CHECK(difference(expected, lines_of(Report{table, {1, true}})) == "");
            if (first % 5 == 0) {
                CHECK(difference(expected, lines_of(Report{table, {2, false}})) == "");
                CHECK(difference(expected, lines_of(Report{table, {3, true}})) == "");
            }
        }
    }
}

TEST_CASE("the numbers of a report that fit in no 64 bits are those of its table") {
    std::vector<Deal> deals;
    for (int i = 0; i < 40; ++i) {
        Deal deal;
        deal.id = "D" + std::to_string(i);
        deal.rep = i % 2 == 0 ? "Ann" : "Ben";
        deal.stage = Stage::won;
        deal.created = Date{date::days{20000}};
        deal.closed = Date{date::days{20000 + i}};
        deal.amount = Money{9'000'000'000'000'000'000 - i * i, usd};
        deal.cost = Money{8'999'999'999'999'999'937 - i, usd};
        deals.push_back(deal);
    }
    const Book book = BookBuilder{usd}.add(deals).build();
    const Catalogue catalogue;
    std::vector<Definition> metrics;
    for (const char* formula :
         {"revenue", "average_deal_size", "gross_margin", "gross_profit", "revenue / deals_won",
          "revenue / deals_won / deals_won", "gross_margin * gross_margin",
          "gross_margin + gross_margin", "gross_margin - win_rate", "1/3 * revenue - 2/7 * revenue",
          "gross_margin / gross_margin * win_rate"})
        metrics.push_back(catalogue.define("m" + std::to_string(metrics.size()), "", {}, formula));
    for (const Grain grain : {Grain::day, Grain::week, Grain::window}) {
        const Table table =
            rollup(book).metrics(std::span{metrics}).by("rep").with_subtotals().every(grain).run();
        CHECK(difference(lines_of(table), lines_of(Report{table, {1, true}})) == "");
    }
}
