// SPDX-License-Identifier: MIT
#include "engine/lane_scan.hpp"

#include "book/table_rules.hpp"
#include "book/threads.hpp"
#include "engine/in_order_scan.hpp"
#include "engine/piece_sums.hpp"
#include "engine/scattered_scan.hpp"
#include "engine/simplify.hpp"
#include "engine/sorted_column.hpp"
#include "plan/aggregates/sums.hpp"
#include "plan/aggregates/table.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <mutex>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

SortedColumn sorted(const NamedColumn& column) {
    return {column.data.narrow(), column.data.all_missing()};
}

const NamedColumn* rep_column(const BookTable& part) {
    const NamedColumn* rep = part.plain.find("rep");
    return rep && rep->type == FieldType::text ? rep : nullptr;
}

/// Whether a record that counts may lack the value.
bool may_miss(const RowValue& value, const BookTable& part) {
    if (value.kind == RowValue::Kind::record) return false;
    if (value.kind == RowValue::Kind::days_between) return true;
    const auto lacks = [&](const ColumnRef& ref) {
        const NamedColumn* column = part.plain.find(ref.name);
        return column && column->data.known() < column->data.size();
    };
    return lacks(value.a) || (value.kind != RowValue::Kind::column && lacks(value.b));
}

LaneSums empty_sums(const LaneTask& task, const BookTable& part, const Lanes& lanes) {
    const Leaf& leaf = task.spec->leaf;
    LaneSums sums;
    for (const std::int32_t day : task.days)
        if (!task.known || !task.known->find(day).sums) sums.days.push_back(day);
    sums.earlier = task.known;
    const std::size_t cells =
        sums.days.size() * (leaf.placement.is_stock() ? lanes.reps() : lanes.size());
    sums.known.resize(cells);
    if (leaf.value.kind != RowValue::Kind::record) sums.totals.resize(cells);
    if (may_miss(leaf.value, part)) sums.missing.resize(cells);
    return sums;
}

bool has_same_sums(const LeafSpec& a, const LeafSpec& b) {
    return a.leaf.value == b.leaf.value && a.tests == b.tests;
}

bool scans_alike(const LaneTask& a, const LaneTask& b) {
    if (is_in_order(*a.spec) != is_in_order(*b.spec) || a.days != b.days) return false;
    if (!is_in_order(*a.spec) && a.spec->leaf.placement != b.spec->leaf.placement) return false;
    if (a.known == b.known) return true;
    return a.known && b.known && a.known->all_days() == b.known->all_days();
}

}  // namespace

bool has_reps(const BookTable& part) { return rep_column(part) != nullptr; }

std::vector<std::size_t> first_rows(const BookTable& part, std::size_t reps) {
    const SortedColumn column = sorted(*rep_column(part));
    std::vector<std::size_t> rows;
    rows.reserve(reps + 1);
    std::size_t row = 0;
    for (std::size_t rep = 0; rep <= reps; ++rep) {
        row = column.first_from(row, part.plain.rows, static_cast<std::int64_t>(rep));
        rows.push_back(row);
    }
    return rows;
}

const RepRows& rows_of_reps(const BookTable& part) {
    RepRows& rows = *part.rep_rows;
    std::call_once(rows.found, [&] {
        const Column& reps = rep_column(part)->data;
        const std::size_t n =
            reps.all_missing() ? 0 : static_cast<std::size_t>(reps.greatest()) + 1;
        rows.first = first_rows(part, n);
        const NamedColumn* days = part.plain.find(rules_of(part.name).clustered_by);
        for (std::size_t rep = 0; days && rep < n; ++rep)
            rows.dated.push_back(sorted(*days).first_from(
                rows.first[rep], rows.first[rep + 1], (std::numeric_limits<std::int32_t>::min)()));
    });
    return rows;
}

bool has_lane_sums(const LeafSpec& spec, const BookTable& part) {
    const Leaf& leaf = spec.leaf;
    const bool adds_up = reader_of(leaf).is(state_tag<Sum>());
    const bool is_at_a_day = leaf.placement.kind == Placement::Kind::by ||
                             leaf.placement.kind == Placement::Kind::active_at_end ||
                             leaf.placement.kind == Placement::Kind::active_at_start;
    return adds_up && is_at_a_day && has_reps(part) && PieceSums::fit(leaf.value, part.plain);
}

bool is_in_order(const LeafSpec& spec) {
    return spec.leaf.placement.kind == Placement::Kind::by &&
           spec.leaf.placement.from.name == rules_of(spec.leaf.table).clustered_by;
}

std::size_t rows_without_rep(const BookTable& part) {
    const NamedColumn* rep = rep_column(part);
    return rep ? sorted(*rep).first_from(0, part.plain.rows, 0) : part.plain.rows;
}

std::vector<std::shared_ptr<const LaneSums>> lane_sums(
    const BookTable& part,
    const Lanes& lanes,
    Currency currency,
    std::span<const LaneTask> tasks,
    unsigned threads) {
    std::vector<LeafSpec> specs;
    for (const LaneTask& task : tasks)
        specs.push_back({task.spec->leaf, simplified(task.spec->tests, part.plain)});
    const LaneRows rows{lanes, first_rows(part, lanes.reps())};
    const RepShares shares{rows, part.plain.rows, threads};

    std::vector<std::shared_ptr<LaneSums>> results(tasks.size());
    for (std::size_t first = 0; first < tasks.size(); ++first) {
        if (results[first]) continue;
        std::vector<LaneTask> together;
        std::vector<LaneSums*> into;
        for (std::size_t i = first; i < tasks.size(); ++i) {
            if (results[i] || !scans_alike(tasks[first], tasks[i])) continue;
            for (std::size_t j = first; j < i && !results[i]; ++j)
                if (scans_alike(tasks[i], tasks[j]) && has_same_sums(specs[i], specs[j]))
                    results[i] = results[j];
            if (results[i]) continue;
            results[i] = std::make_shared<LaneSums>(empty_sums(tasks[i], part, lanes));
            together.push_back({&specs[i], tasks[i].days, tasks[i].known});
            into.push_back(results[i].get());
        }
        std::vector<std::int32_t> first_days(shares.size(), into.front()->first_day);
        in_parallel(shares.threads(), shares.size(), [&](std::size_t t) {
            const std::size_t begin = shares.first(t);
            const std::size_t end = shares.first(t + 1);
            if (is_in_order(specs[first])) {
                InOrderScan{part, rows, currency, together, into}.run(begin, end);
                return;
            }
            ScatteredScan scan{part, rows, currency, together, into};
            scan.run(begin, end);
            first_days[t] = scan.first_day();
        });
        for (LaneSums* sums : into)
            sums->first_day = *std::min_element(first_days.begin(), first_days.end());
    }
    return {results.begin(), results.end()};
}

LaneSums lane_sums_of_rep(
    const BookTable& part,
    const Lanes& lanes,
    std::size_t rep,
    Currency currency,
    const LeafSpec& spec,
    std::vector<std::int32_t> days) {
    const Lanes of_rep = lanes.of_rep(rep);
    const std::vector<std::size_t>& first = rows_of_reps(part).first;
    const bool has_rows = rep + 1 < first.size();
    const LaneRows rows{of_rep, {has_rows ? first[rep] : 0, has_rows ? first[rep + 1] : 0}};
    const LaneTask task{&spec, std::move(days), nullptr};
    LaneSums sums = empty_sums(task, part, of_rep);
    LaneSums* const into = &sums;
    ScatteredScan{part, rows, currency, std::span{&task, 1}, std::span{&into, 1}}.run(0, 1);
    return sums;
}

}  // namespace saleskpi::inline v0_3::detail
