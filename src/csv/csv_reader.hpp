// SPDX-License-Identifier: MIT
#pragma once

#include "csv/csv_parser.hpp"
#include "load/line_reader.hpp"

#include <saleskpi/load/file_format.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What the header line says.
struct CsvHeader {
    char delimiter = ',';
    std::size_t columns = 0;
    std::vector<std::size_t> field_of{};  ///< of each wanted column
};

/// Reads a CSV file record by record. One that is broken costs its first line only: reading goes
/// on with the second, so that a quote that is never closed does not swallow the rest of the file.
class CsvReader {
public:
    CsvReader(ByteSource& source, const ReadRequest& request, RowSink& sink);
    /// Reads on in a file whose header is known, and of which so many lines were read.
    CsvReader(
        ByteSource& source,
        const ReadRequest& request,
        const CsvHeader& header,
        std::size_t lines_before,
        RowSink& sink);
    /// The same for a part of it, where it is in memory.
    CsvReader(
        std::string_view part, const ReadRequest& request, const CsvHeader& header, RowSink& sink);

    void read_header();
    /// Reads all rows, or, of a part that others follow, those that are complete in it.
    void read_rows(bool others_follow = false);

    const CsvHeader& header() const { return header_; }
    /// The bytes and lines before the record that would come next.
    std::size_t position() const { return position_; }
    std::size_t lines() const { return lines_before_; }

private:
    enum class Status { record, broken, end };

    void find_header_line();
    std::vector<std::string> read_header_line();
    bool split(std::string_view line);
    Status next_record();
    Status skip_line();
    Status give_up(const std::string& reason);
    void hand_over_row();
    bool is_empty() const;
    std::string too_long() const;

    const ReadRequest* request_;
    RowSink* sink_;
    LineReader lines_;
    CsvParser parser_;
    CsvHeader header_;
    bool has_header_ = false;
    bool is_at_begin_ = false;  // of the file, which may begin with a mark
    bool others_follow_ = false;
    std::size_t position_ = 0;
    std::size_t lines_before_ = 0;
    std::vector<Cell> cells_;

    // Of the current record:
    std::size_t line_ = 0;
    std::vector<std::string_view> values_;
    std::string broken_value_;
    std::string broken_reason_;
};

}  // namespace saleskpi::inline v0_3::detail
