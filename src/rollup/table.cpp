// SPDX-License-Identifier: MIT
#include <saleskpi/rollup/table.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace saleskpi {

const RowKey& RowView::key() const { return table_->keys_[row_]; }

std::span<const CellValue> RowView::values() const {
    const std::size_t n = table_->metrics_.size();
    return std::span{table_->values_}.subspan(row_ * n, n);
}

const CellValue& RowView::cell(std::string_view id) const {
    for (std::size_t m = 0; m < table_->metrics_.size(); ++m)
        if (table_->metrics_[m].id() == id) return values()[m];
    throw Error{ErrorCode::no_such_cell, fmt::format("the table has no metric '{}'", id)};
}

RowView Table::at(std::span<const std::string_view> group, const Period& period) const {
    for (std::size_t row = 0; row < keys_.size(); ++row) {
        const RowKey& key = keys_[row];
        // By ordinal, so that a period cut short by the window is found by its own name.
        if (key.period.grain == period.grain && key.period.ordinal == period.ordinal &&
            std::equal(key.group.begin(), key.group.end(), group.begin(), group.end()))
            return {*this, row};
    }
    throw Error{
        ErrorCode::no_such_cell, fmt::format(
                                     "the table has no row for ({}) in {}", fmt::join(group, ", "),
                                     calendar_.label(period))};
}

RowView Table::at(std::initializer_list<std::string_view> group) const {
    std::optional<std::size_t> found;
    for (std::size_t row = 0; row < keys_.size(); ++row) {
        const RowKey& key = keys_[row];
        if (!std::equal(key.group.begin(), key.group.end(), group.begin(), group.end())) continue;
        if (found)
            throw Error{
                ErrorCode::no_such_cell,
                fmt::format(
                    "the table has several periods for ({}): name one", fmt::join(group, ", "))};
        found = row;
    }
    if (!found)
        throw Error{
            ErrorCode::no_such_cell,
            fmt::format("the table has no row for ({})", fmt::join(group, ", "))};
    return {*this, *found};
}

}  // namespace saleskpi
