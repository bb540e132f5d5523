// SPDX-License-Identifier: MIT
#include "rollup/evaluate.hpp"
#include "rollup/table_data.hpp"

#include <saleskpi/rollup/table.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace saleskpi::inline v0_3 {

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

}  // namespace

std::size_t RowValues::size() const { return table_->metrics().size(); }

CellValue RowValues::operator[](std::size_t metric) const {
    const TableData& table = *table_->data_;
    const TableData::Group& group = group_of(table, row_);
    detail::Evaluator evaluator{*table.answer, table.members_of(group), group.depth};
    return evaluator.metric(metric, period_of(table, row_));
}

RowKey RowView::key() const {
    const TableData& table = *table_->data_;
    const TableData::Group& group = group_of(table, row_);
    RowKey key;
    for (std::size_t d = 0; d < group.depth; ++d)
        key.group.emplace_back(table.name(group, d));
    key.period = period_of(table, row_);
    const auto elapsed = detail::elapsed_part(key.period, table.answer->query.today());
    if (!elapsed || elapsed->last < key.period.last) key.period.complete = false;
    key.label = table_->calendar().label(key.period);
    return key;
}

CellValue RowView::cell(std::string_view id) const { return values()[number_of(id)]; }

Coverage lowest(std::span<const Coverage> coverage) {
    Coverage lowest;
    for (const Coverage& one : coverage)
        if (one.all - one.known >= lowest.all - lowest.known) lowest = one;
    return lowest;
}

std::vector<Coverage> RowView::coverage(std::string_view id) const {
    const TableData& table = *table_->data_;
    const TableData::Group& group = group_of(table, row_);
    detail::Evaluator evaluator{*table.answer, table.members_of(group), group.depth};
    return evaluator.coverage(number_of(id), period_of(table, row_));
}

std::vector<Window> RowView::days(std::string_view id) const {
    const TableData& table = *table_->data_;
    return detail::ranges_of(
        table.answer->query, table_->metrics()[number_of(id)], period_of(table, row_));
}

std::size_t RowView::number_of(std::string_view id) const {
    const std::span<const Definition> metrics = table_->metrics();
    for (std::size_t m = 0; m < metrics.size(); ++m)
        if (metrics[m].id() == id) return m;
    throw Error{ErrorCode::no_such_cell, fmt::format("the table has no metric '{}'", id)};
}

std::span<const Definition> Table::metrics() const { return data_->answer->query.metrics; }
std::span<const std::string> Table::dimensions() const { return data_->answer->query.dimensions; }
Grain Table::grain() const { return data_->answer->query.grain; }
const Window& Table::window() const { return data_->answer->query.window; }
const Calendar& Table::calendar() const { return data_->answer->query.calendar; }
Currency Table::currency() const { return data_->answer->query.currency; }
std::optional<Date> Table::as_of() const { return data_->answer->query.as_of; }
std::optional<Date> Table::data_to() const { return data_->answer->query.data_to; }
const BuildReport& Table::report() const { return data_->answer->report; }

std::size_t Table::size() const {
    return data_->groups.size() * data_->answer->plan.periods.size();
}

RowView Table::at(std::span<const std::string_view> group, const Period& period) const {
    const std::vector<Period>& periods = data_->answer->plan.periods;
    // By ordinal, so that a period cut short by the window is found by its own name.
    const auto same = std::find_if(periods.begin(), periods.end(), [&](const Period& p) {
        return p.grain == period.grain && p.ordinal == period.ordinal;
    });
    if (same != periods.end())
        for (std::size_t g = 0; g < data_->groups.size(); ++g)
            if (data_->is(data_->groups[g], group))
                return {
                    *this, g * periods.size() + static_cast<std::size_t>(same - periods.begin())};
    throw Error{
        ErrorCode::no_such_cell, fmt::format(
                                     "the table has no row for ({}) in {}", fmt::join(group, ", "),
                                     calendar().label(period))};
}

RowView Table::at(std::initializer_list<std::string_view> group) const {
    const std::vector<TableData::Group>& groups = data_->groups;
    const std::size_t periods = data_->answer->plan.periods.size();
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const TableData::Group& g) {
        return data_->is(g, {group.begin(), group.size()});
    });
    if (found != groups.end() && periods == 1)
        return {*this, static_cast<std::size_t>(found - groups.begin())};
    if (found != groups.end() && periods > 1)
        throw Error{
            ErrorCode::no_such_cell,
            fmt::format(
                "the table has several periods for ({}): name one", fmt::join(group, ", "))};
    throw Error{
        ErrorCode::no_such_cell,
        fmt::format("the table has no row for ({})", fmt::join(group, ", "))};
}

}  // namespace saleskpi::inline v0_3
