// SPDX-License-Identifier: MIT
#pragma once

#include "csv/csv_parser.hpp"
#include "load/line_reader.hpp"

#include <saleskpi/load/file_format.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::detail {

/// Reads a CSV file record by record. One that is broken costs its first line only: reading goes
/// on with the second, so that a quote that is never closed does not swallow the rest of the file.
class CsvReader {
public:
    CsvReader(ByteSource& source, const ReadRequest& request, RowSink& sink);

    void read();

private:
    enum class Status { record, broken, end };

    Status next_record();
    Status skip_line();
    Status give_up(const std::string& reason);
    void read_header();
    void hand_over_row();
    bool is_empty() const;
    std::string too_long() const;

    const ReadRequest* request_;
    RowSink* sink_;
    LineReader lines_;
    CsvParser fields_;
    std::size_t columns_ = 0;            // of the header
    std::vector<std::size_t> field_of_;  // of each wanted column
    std::vector<Cell> cells_;

    // Of the current record:
    std::size_t line_ = 0;
    std::string broken_value_;
    std::string broken_reason_;
};

}  // namespace saleskpi::detail
