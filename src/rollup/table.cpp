// SPDX-License-Identifier: MIT
#include "language/similar.hpp"
#include "plan/structure.hpp"
#include "rollup/evaluate.hpp"
#include "rollup/no_such_row.hpp"
#include "rollup/table_data.hpp"
#include "value/utf8.hpp"

#include <saleskpi/language/words.hpp>
#include <saleskpi/record/mrr_movement.hpp>
#include <saleskpi/record/subscription.hpp>
#include <saleskpi/rollup/table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3 {

std::string_view name(SortOrder order) {
    return order == SortOrder::ascending ? "ascending" : "descending";
}

using detail::TableData;

namespace {

/// Rows are the periods of one group after those of another.
const TableData::Group& group_of(const TableData& table, std::size_t row) {
    return table.groups[row / table.answer->plan.periods.size()];
}

const Period& period_of(const TableData& table, std::size_t row) {
    const std::vector<Period>& periods = table.answer->plan.periods;
    return periods[row % periods.size()];
}

/// By what it computes, too: another metric of that id is not the one that is asked for.
std::size_t number_of(const TableData& table, const DefinitionView& metric) {
    const std::size_t number = table.number_of(metric.id);
    const Definition& column = table.answer->query.metrics[number];
    const std::uint64_t structure =
        metric.structure != 0 ? metric.structure
                              : detail::structure_of(metric.leaves, metric.tests, metric.steps);
    const bool is_same = column.view().structure == structure && column.unit() == metric.unit &&
                         column.better() == metric.better;
    if (is_same) return number;
    const Definition asked{metric};
    if (column == asked) return number;
    throw Error{
        ErrorCode::no_such_cell, fmt::format(
                                     "the table's metric '{}' is another one: {} and not {}",
                                     metric.id, formula_text(column), formula_text(asked))};
}

std::optional<std::size_t> group_number(const TableData& table, const GroupNames& group) {
    const std::vector<std::string_view> names{group.names().begin(), group.names().end()};
    const auto found = std::find_if(
        table.groups.begin(), table.groups.end(),
        [&](const TableData::Group& g) { return table.is(g, names); });
    if (found == table.groups.end()) return std::nullopt;
    return static_cast<std::size_t>(found - table.groups.begin());
}

CellValue cell_value(const TableData& table, std::size_t row, std::size_t metric) {
    const TableData::Group& group = group_of(table, row);
    detail::Evaluator evaluator{*table.answer, table.members_of(group), group.depth};
    return evaluator.metric(metric, period_of(table, row));
}

bool is_left_out(const TableData& table, const GroupNames& group) {
    return table.left_out > 0 && !group_number(table, group);
}

/// By ordinal, so that a period cut short by the window is found by its own name.
std::optional<std::size_t> period_number(const TableData& table, const Period& period) {
    const std::vector<Period>& periods = table.answer->plan.periods;
    const auto same = std::find_if(periods.begin(), periods.end(), [&](const Period& p) {
        return p.grain == period.grain && p.ordinal == period.ordinal;
    });
    if (same == periods.end()) return std::nullopt;
    return static_cast<std::size_t>(same - periods.begin());
}

}  // namespace

std::size_t RowValues::size() const noexcept { return table_->answer->query.metrics.size(); }

CellValue RowValues::operator[](std::size_t metric) const {
    std::shared_ptr<void> nothing_yet;
    return read(metric, nothing_yet);
}

CellValue RowValues::read(std::size_t metric, std::shared_ptr<void>& read) const {
    if (metric >= size())
        throw Error{
            ErrorCode::no_such_cell,
            fmt::format("the table has {} metrics, and none number {}", size(), metric)};
    if (!read) {
        const TableData::Group& group = group_of(*table_, row_);
        read = std::make_shared<detail::Evaluator>(
            *table_->answer, table_->members_of(group), group.depth);
    }
    return static_cast<detail::Evaluator*>(read.get())->metric(metric, period_of(*table_, row_));
}

RowKey RowView::key() const {
    const TableData::Group& group = group_of(*table_, row_);
    RowKey key;
    for (std::size_t d = 0; d < group.depth; ++d)
        key.group.emplace_back(table_->name(group, d));
    key.period = period_of(*table_, row_);
    const auto elapsed = detail::elapsed_part(key.period, table_->answer->query.today());
    if (!elapsed || elapsed->until < key.period.until) key.period.complete = false;
    key.label = table_->answer->query.calendar.label(key.period);
    return key;
}

CellValue RowView::cell(std::string_view id) const {
    return cell_value(*table_, row_, table_->number_of(id));
}
CellValue RowView::cell(const DefinitionView& metric) const {
    return cell_value(*table_, row_, number_of(*table_, metric));
}

Coverage lowest(std::span<const Coverage> coverage) {
    Coverage lowest;
    for (const Coverage& one : coverage)
        lowest = detail::lower(lowest, one);
    return lowest;
}

std::vector<Coverage> RowView::coverage(std::string_view id) const {
    const TableData::Group& group = group_of(*table_, row_);
    detail::Evaluator evaluator{*table_->answer, table_->members_of(group), group.depth};
    return evaluator.coverage(table_->number_of(id), period_of(*table_, row_));
}

std::vector<Window> RowView::days(std::string_view id) const {
    const detail::Query& query = table_->answer->query;
    return detail::ranges_of(
        query, table_->answer->plan.periods, query.metrics[table_->number_of(id)],
        period_of(*table_, row_));
}

std::span<const Definition> Table::metrics() const& { return data_->answer->query.metrics; }
std::span<const std::string> Table::dimensions() const& { return data_->answer->query.dimensions; }
std::vector<Definition> Table::metrics() const&& { return data_->answer->query.metrics; }
std::vector<std::string> Table::dimensions() const&& { return data_->answer->query.dimensions; }
Calendar Table::calendar() const&& { return data_->answer->query.calendar; }
BuildReport Table::report() const&& { return *data_->answer->report; }
Grain Table::grain() const { return data_->answer->query.grain; }
Window Table::window() const { return data_->answer->query.window; }
const Calendar& Table::calendar() const& { return data_->answer->query.calendar; }
Currency Table::currency() const { return data_->answer->query.currency; }
std::optional<Date> Table::as_of() const { return data_->answer->query.as_of; }
std::optional<Date> Table::known_at() const { return data_->answer->query.known_at; }
std::optional<RevenuePolicy> Table::revenue_policy() const {
    const detail::Query& query = data_->answer->query;
    const auto is_of_it = [](const Leaf& leaf) {
        return leaf.table == table_of<Subscription>() || leaf.table == table_of<MrrMovement>();
    };
    for (const Definition& metric : query.metrics)
        if (const auto leaves = metric.leaves();
            std::any_of(leaves.begin(), leaves.end(), is_of_it))
            return query.revenue;
    return std::nullopt;
}
std::optional<Date> Table::data_to() const { return data_->answer->query.data_to; }
std::optional<Sorting> Table::sorting() const {
    const detail::Query& query = data_->answer->query;
    if (!query.sorting) return std::nullopt;
    const auto groups = std::count_if(
        data_->groups.begin(), data_->groups.end(),
        [&](const TableData::Group& g) { return g.depth == query.dimensions.size(); });
    return Sorting{
        std::string{query.metrics[query.sorting->metric].id()}, query.sorting->order,
        query.sorting->top, static_cast<std::size_t>(groups), data_->left_out};
}
bool Table::has_subtotals() const { return data_->answer->query.subtotals; }
const Scope& Table::scope() const& { return data_->answer->query.scope; }
Scope Table::scope() const&& { return data_->answer->query.scope; }
bool Table::has_shares_of_whole() const {
    return !scope().is_everything() && data_->answer->query.shares_of_whole;
}
std::optional<Date> Table::seated_as_of() const { return data_->answer->query.as_is; }
const BuildReport& Table::report() const& { return *data_->answer->report; }

std::size_t Table::size() const {
    return data_->groups.size() * data_->answer->plan.periods.size();
}

RowView Table::operator[](std::size_t row) const {
    if (row >= size())
        throw Error{
            ErrorCode::no_such_cell,
            fmt::format("the table has {} rows, and none number {}", size(), row)};
    return {data_, row};
}

Table::Iterator Table::begin() const { return {data_, 0}; }
Table::Iterator Table::end() const { return {data_, size()}; }

std::optional<RowView> Table::find(const GroupNames& group, const Period& period) const {
    const auto place = group_number(*data_, group);
    const auto in_group = period_number(*data_, period);
    if (!place || !in_group) return std::nullopt;
    return RowView{data_, *place * data_->answer->plan.periods.size() + *in_group};
}

std::optional<RowView> Table::find(const GroupNames& group) const {
    const auto place = group_number(*data_, group);
    if (!place || data_->answer->plan.periods.size() != 1) return std::nullopt;
    return RowView{data_, *place};
}

RowView Table::at(const GroupNames& group, const Period& period) const {
    if (const std::optional<RowView> row = find(group, period)) return *row;
    throw Error{
        ErrorCode::no_such_cell,
        detail::no_such_row(*data_->answer, group, &period, is_left_out(*data_, group))};
}

RowView Table::at(const GroupNames& group) const {
    if (const std::optional<RowView> row = find(group)) return *row;
    throw Error{
        ErrorCode::no_such_cell,
        detail::no_such_row(*data_->answer, group, nullptr, is_left_out(*data_, group))};
}

}  // namespace saleskpi::inline v0_3
