// SPDX-License-Identifier: MIT
#include "engine/lane_scan.hpp"

#include "book/table_rules.hpp"
#include "engine/in_order_scan.hpp"
#include "engine/parallel.hpp"
#include "engine/piece_sums.hpp"
#include "engine/scattered_scan.hpp"
#include "engine/sorted_column.hpp"

#include <algorithm>
#include <iterator>

namespace saleskpi::detail {

namespace {

SortedColumn sorted(const NamedColumn& column) {
    return {column.data.narrow(), column.data.all_missing()};
}

const NamedColumn* rep_column(const BookTable& part) {
    const NamedColumn* rep = part.plain.find("rep");
    return rep && rep->type == FieldType::text ? rep : nullptr;
}

/// The first row of each rep, and behind the last.
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

std::vector<std::int32_t> united(
    const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b) {
    std::vector<std::int32_t> all;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
    return all;
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
    sums.days = task.known ? united(task.days, task.known->days) : task.days;
    const std::size_t cells =
        sums.days.size() * (leaf.placement.is_stock() ? lanes.reps() : lanes.size());
    sums.known.resize(cells);
    if (leaf.value.kind != RowValue::Kind::record) sums.totals.resize(cells);
    if (may_miss(leaf.value, part)) sums.missing.resize(cells);
    return sums;
}

bool scans_alike(const LaneTask& a, const LaneTask& b) {
    if (is_in_order(*a.spec) != is_in_order(*b.spec) || a.days != b.days) return false;
    if (!is_in_order(*a.spec)) return a.spec->leaf.placement == b.spec->leaf.placement;
    return a.known == b.known || (a.known && b.known && a.known->days == b.known->days);
}

}  // namespace

bool has_lane_sums(const LeafSpec& spec, const BookTable& part) {
    const Leaf& leaf = spec.leaf;
    const bool adds_up = leaf.aggregation == Aggregation::count ||
                         leaf.aggregation == Aggregation::sum ||
                         leaf.aggregation == Aggregation::mean;
    const bool is_at_a_day = leaf.placement.kind == Placement::Kind::by ||
                             leaf.placement.kind == Placement::Kind::active_at_end ||
                             leaf.placement.kind == Placement::Kind::active_at_start;
    return adds_up && is_at_a_day && rep_column(part) && PieceSums::fit(leaf.value, part.plain);
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
    std::vector<std::shared_ptr<LaneSums>> results;
    for (const LaneTask& task : tasks)
        results.push_back(std::make_shared<LaneSums>(empty_sums(task, part, lanes)));
    const LaneRows rows{lanes, first_rows(part, lanes.reps())};
    const std::size_t useful = (std::max)(std::size_t{1}, part.plain.rows / rows_worth_a_thread);
    const std::size_t n = (std::min)(std::size_t{threads}, useful);
    const auto first_rep = [&](std::size_t t) {
        return t == n ? lanes.reps() : rows.rep_at(part.plain.rows * t / n);
    };

    std::vector<bool> is_done(tasks.size());
    for (std::size_t first = 0; first < tasks.size(); ++first) {
        if (is_done[first]) continue;
        std::vector<const LaneTask*> together;
        std::vector<LaneSums*> into;
        for (std::size_t i = first; i < tasks.size(); ++i) {
            if (is_done[i] || !scans_alike(tasks[first], tasks[i])) continue;
            is_done[i] = true;
            together.push_back(&tasks[i]);
            into.push_back(results[i].get());
        }
        in_parallel(n, [&](std::size_t t) {
            if (is_in_order(*tasks[first].spec))
                InOrderScan{part, rows, currency, together, into}.run(
                    first_rep(t), first_rep(t + 1));
            else
                ScatteredScan{part, rows, currency, together, into}.run(
                    first_rep(t), first_rep(t + 1));
        });
    }
    return {results.begin(), results.end()};
}

}  // namespace saleskpi::detail
