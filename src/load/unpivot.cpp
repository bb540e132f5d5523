// SPDX-License-Identifier: MIT
#include "load/unpivot.hpp"

#include "load/column_name.hpp"
#include "load/text.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace saleskpi::inline v0_3::detail {

Unpivoting::Unpivoting(const TableMapping& mapping, WantedColumns& wanted)
    : rule_{&*mapping.unpivot},
      missing_{mapping.values.missing},
      name_{wanted.add(rule_->name)},
      value_{wanted.add(rule_->value)} {
    for (const std::string& column : rule_->columns)
        if (!ColumnPattern::is_one(column))
            columns_.push_back({wanted.add(column), column, column});
}

void Unpivoting::find_columns(
    const std::function<void(ColumnSink&)>& read, WantedColumns& wanted, const std::string& file) {
    const std::vector<std::string>& texts = rule_->columns;
    column_ = wanted.names().size();
    if (std::none_of(texts.begin(), texts.end(), ColumnPattern::is_one)) return;
    ColumnSink sink;
    read(sink);
    const std::vector<std::string> known{wanted.names().begin(), wanted.names().end()};
    for (const std::string& text : texts) {
        if (!ColumnPattern::is_one(text)) continue;
        const ColumnPattern pattern{text};
        bool is_any = sink.columns().empty();
        for (const std::string& column : sink.columns()) {
            // What a field reads stays what it is, even if the pattern is "*".
            if (std::find(known.begin(), known.end(), column) != known.end()) continue;
            const std::optional<std::string_view> name = pattern.part_of(column);
            if (!name) continue;
            is_any = true;
            const std::size_t cell = wanted.add(column);
            if (!needs(cell)) columns_.push_back({cell, column, std::string{*name}});
        }
        if (!is_any)
            throw Error{
                ErrorCode::missing_column,
                in_file(file) + "no column is called like '" + text +
                    "', to be unpivoted; the file has: " + listed(sink.columns())};
    }
    column_ = wanted.names().size();
}

bool Unpivoting::needs(std::size_t cell) const {
    return std::any_of(columns_.begin(), columns_.end(), [cell](const Column& column) {
        return column.cell == cell;
    });
}

bool Unpivoting::has_value(const Cell& cell) const {
    return cell.kind == Cell::Kind::nested ||
           (!trimmed(cell.text).empty() && !is_missing_word(cell.text, missing_));
}

UnpivotedRows::UnpivotedRows(
    RowSink& to, const Unpivoting& unpivoting, const WantedColumns& wanted, std::string file)
    : to_{&to}, unpivoting_{&unpivoting}, wanted_{&wanted}, file_{std::move(file)} {}

/// With the two columns that there are only now.
std::vector<std::string> UnpivotedRows::with_own(std::span<const std::string> columns) const {
    std::vector<std::string> all{columns.begin(), columns.end()};
    const Unpivot& rule = unpivoting_->rule();
    for (const std::string& own : {rule.name, rule.value}) {
        if (std::find(columns.begin(), columns.end(), own) != columns.end())
            throw Error{
                ErrorCode::invalid_mapping,
                in_file(file_) + "'" + own +
                    "' of 'unpivot' is a column of the file already: give it another name"};
        all.push_back(own);
    }
    return all;
}

void UnpivotedRows::header(std::span<const std::string> columns) { to_->header(with_own(columns)); }

void UnpivotedRows::keys(std::span<const std::string> columns) { to_->keys(with_own(columns)); }

void UnpivotedRows::row(std::size_t line, std::span<const Cell> cells) {
    cells_.assign(cells.begin(), cells.end());
    cells_.resize(unpivoting_->column_cell() + 1);
    for (const Unpivoting::Column& column : unpivoting_->columns()) {
        const Cell cell = wanted_->translated(cells, column.cell);
        if (!unpivoting_->has_value(cell)) continue;
        cells_[unpivoting_->name_cell()] = {column.name};
        cells_[unpivoting_->value_cell()] = cell;
        cells_[unpivoting_->column_cell()] = {column.column};
        to_->row(line, cells_);
    }
}

std::unique_ptr<RowSink> UnpivotedRows::part() {
    std::unique_ptr<RowSink> to = to_->part();
    if (!to) return nullptr;
    auto part = std::make_unique<UnpivotedRows>(*to, *unpivoting_, *wanted_, file_);
    part->own_ = std::move(to);
    return part;
}

}  // namespace saleskpi::inline v0_3::detail
