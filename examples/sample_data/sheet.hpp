// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/row_source.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sample {

/// Records as text, column by field name: what stands in a CSV file.
class Sheet {
public:
    explicit Sheet(const saleskpi::RowSource& records);

    /// The cell of a row, counted from 0. The column must be there.
    std::string& cell(std::size_t row, std::string_view column);
    void repeat(std::size_t row) { rows_.push_back(rows_[row]); }
    void add_row() { rows_.emplace_back(columns_.size()); }
    /// A column that the records do not have, with a text for each row.
    void add(const std::string& column, const std::vector<std::string>& texts);

    /// Writes the columns that have any value into DIR/TABLE.csv.
    void write(const std::filesystem::path& directory) const;

private:
    std::string table_;
    std::vector<std::string> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace sample
