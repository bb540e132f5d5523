// SPDX-License-Identifier: MIT
#include "support/agreement.hpp"

#include "support/same_tables.hpp"

#include <saleskpi/language/words.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace laws {

namespace {

bool counts_records(const Leaf& leaf) {
    return leaf.placement.kind != Placement::Kind::spread &&
           leaf.aggregation != aggregates::time_in_force;
}

bool counts_records(const Definition& metric) {
    const auto leaves = metric.leaves();
    return std::all_of(
        leaves.begin(), leaves.end(), [](const Leaf& leaf) { return counts_records(leaf); });
}

bool takes_roots(const Definition& metric) {
    const slow::Node formula = slow::formula_of(metric);
    return mentions(formula, "correlation") || mentions(formula, "wilson_low") ||
           mentions(formula, "wilson_high");
}

bool is_near(const Outcome<AnyQuantity>& a, const Outcome<AnyQuantity>& b) {
    return a && b && a->unit() == b->unit() &&
           std::abs(a->exact().to_double() - b->exact().to_double()) < 1e-6;
}

/// Of an aggregate by itself, how many records it has and how many are missing.
std::string uncovered(
    const RowView& row,
    const Definition& metric,
    const slow::Evaluator& slow,
    const slow::Group& group,
    const Period& period) {
    const std::vector<Coverage> coverage = row.coverage(metric.id());
    const slow::Node formula = slow::formula_of(metric);
    for (const slow::Node* aggregate : aggregates_of(formula)) {
        const Leaf& leaf = metric.leaves()[aggregate->leaf];
        // Which figures hold for a group follows from all by which the report is cut.
        if (!counts_records(leaf) || leaf.table == "references") continue;
        const slow::Answer alone = slow.value(metric, *aggregate, group, period);
        const Coverage& said = coverage.at(aggregate->leaf);
        if (said.known != alone.records || said.all != alone.records + alone.missing)
            return fmt::format(
                "{} rests on {} of {}, by hand on {} of {}", aggregate->text, said.known, said.all,
                alone.records, alone.records + alone.missing);
    }
    return "";
}

Marks what_is_lacking(Marks marks) {
    Marks lacking;
    lacking.lack(marks.undated(), marks.unread());
    return lacking;
}

slow::Report report_of(const saleskpi::Table& table, const std::vector<std::string>& dimensions) {
    slow::Report report;
    for (const auto row : table) {
        const RowKey key = row.key();
        const auto known = std::find(report.periods.begin(), report.periods.end(), key.period);
        if (known == report.periods.end()) report.periods.push_back(key.period);
        if (key.period == report.periods.front()) report.groups.push_back({dimensions, key.group});
    }
    return report;
}

}  // namespace

std::string disagreement(
    const CellValue& cell, const slow::Answer& answer, const Definition& metric) {
    CellValue by_hand{answer.outcome, answer.records, answer.missing, answer.marks};
    // Where there is no period before, what was counted on the way to that is no part of the answer.
    const bool has_no_prior = !cell.outcome && cell.outcome.reason() == Reason::no_prior_period;
    if (!counts_records(metric) || has_no_prior)
        by_hand.records = cell.records, by_hand.missing = cell.missing;
    if (takes_roots(metric) && is_near(cell.outcome, answer.outcome))
        by_hand.outcome = cell.outcome;
    // What a book lacks is counted by tests/laws/doubts_test.cpp, and by no slow computation.
    by_hand.marks = by_hand.marks | what_is_lacking(cell.marks);
    if (is_same(cell, by_hand)) return "";
    return fmt::format("the book says {}, by hand {}", text_of(cell), text_of(by_hand));
}

std::string disagreement(const saleskpi::Table& table, slow::Evaluator& slow) {
    constexpr std::size_t most = 12;
    constexpr std::size_t covered = 7;  // one cell in so many
    const std::vector<std::string> dimensions{table.dimensions().begin(), table.dimensions().end()};
    slow.of_report(report_of(table, dimensions));
    std::vector<std::string> lines;
    std::size_t number = 0;
    for (const auto row : table) {
        const RowKey key = row.key();
        const slow::Group group{dimensions, key.group};
        const RowValues values = row.values();
        auto value = values.begin();
        for (const Definition& metric : table.metrics()) {
            const CellValue cell = *value++;
            if (lines.size() >= most) continue;
            std::string line = disagreement(cell, slow.value(metric, group, key.period), metric);
            if (line.empty() && number++ % covered == 0)
                line = uncovered(row, metric, slow, group, key.period);
            if (!line.empty())
                lines.push_back(fmt::format(
                    "{} ({}) {} to {}: {}\n  {}", metric.id(), fmt::join(key.group, ", "),
                    to_text(key.period.first), to_text(key.period.until), line,
                    formula_text(metric)));
        }
    }
    return fmt::format("{}", fmt::join(lines, "\n"));
}

}  // namespace laws
