// SPDX-License-Identifier: MIT
#pragma once

#include "load/field_source.hpp"
#include "load/file_columns.hpp"

#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/mapping.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Which columns of a file make records of their own.
class Unpivoting {
public:
    struct Column {
        std::size_t cell;
        std::string column;
        std::string name;  ///< for the column that has it
    };

    Unpivoting(const TableMapping& mapping, WantedColumns& wanted);

    /// Before the first row: finds the columns that are named by patterns. `read` hands the columns of the
    /// file to a sink; it is not called if there are no patterns. Throws Error missing_column if none is called
    /// like one of them.
    void find_columns(
        const std::function<void(ColumnSink&)>& read,
        WantedColumns& wanted,
        const std::string& file);

    const Unpivot& rule() const { return *rule_; }
    std::span<const Column> columns() const { return columns_; }
    bool needs(std::size_t cell) const;
    /// Whether the cell of one of the columns makes a record.
    bool has_value(const Cell& cell) const;

    std::size_t name_cell() const { return name_; }
    std::size_t value_cell() const { return value_; }
    /// Behind those of the wanted columns: the name of the column of a record.
    std::size_t column_cell() const { return column_; }

private:
    const Unpivot* rule_;
    std::span<const std::string> missing_;
    std::vector<Column> columns_;
    std::size_t name_;
    std::size_t value_;
    std::size_t column_ = 0;
};

/// Makes of each row one for each of the columns that has a value, and hands them on.
class UnpivotedRows final : public RowSink {
public:
    UnpivotedRows(
        RowSink& to, const Unpivoting& unpivoting, const WantedColumns& wanted, std::string file);

    void delimiter(char found) override { to_->delimiter(found); }
    void header(std::span<const std::string> columns) override;
    void keys(std::span<const std::string> columns) override;
    void row(std::size_t line, std::span<const Cell> cells) override;
    void reject(std::size_t line, std::string_view value, std::string_view reason) override {
        to_->reject(line, value, reason);
    }
    std::unique_ptr<RowSink> part() override;
    void take(RowSink& part, std::size_t lines_before) override {
        to_->take(*static_cast<UnpivotedRows&>(part).to_, lines_before);
    }

private:
    std::vector<std::string> with_own(std::span<const std::string> columns) const;

    RowSink* to_;
    std::unique_ptr<RowSink> own_;  // of a part
    const Unpivoting* unpivoting_;
    const WantedColumns* wanted_;
    std::string file_;
    std::vector<Cell> cells_;
};

}  // namespace saleskpi::inline v0_3::detail
