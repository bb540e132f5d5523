// SPDX-License-Identifier: MIT
#include "csv/csv_reader.hpp"

#include "load/text.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace saleskpi::detail {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t nowhere = (std::numeric_limits<std::size_t>::max)();
constexpr std::size_t longest_value = 200;

std::string_view without_line_end(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

}  // namespace

CsvReader::CsvReader(ByteSource& source, const ReadRequest& request, RowSink& sink)
    : request_{&request},
      sink_{&sink},
      lines_{source, request.max_record_bytes},
      fields_{request.delimiter} {}

std::string CsvReader::too_long() const {
    return "is longer than the " + std::to_string(request_->max_record_bytes) +
           " bytes allowed for a record";
}

/// Takes the lines of one record; blank lines before it are skipped.
CsvReader::Status CsvReader::next_record() {
    CsvParser::Status parsed = CsvParser::Status::blank;
    do {
        const bool is_first = parsed == CsvParser::Status::blank;
        if (is_first) {
            fields_.clear();
            lines_.begin_record();
        }
        std::string_view line;
        const LineReader::Status read = lines_.next(line);
        if (read == LineReader::Status::end)
            return is_first ? Status::end : give_up("opens a quote that is never closed");
        if (read == LineReader::Status::too_long)
            return is_first ? skip_line() : give_up("opens a quote, with which it " + too_long());
        if (is_first) line_ = lines_.line_number();
        if (lines_.line_number() == 1 && line.starts_with(byte_order_mark))
            line.remove_prefix(byte_order_mark.size());
        parsed = fields_.add(line);
    } while (parsed == CsvParser::Status::blank || parsed == CsvParser::Status::incomplete);
    return parsed == CsvParser::Status::complete
               ? Status::record
               : give_up("has text behind a closing quote, or opens one that is not closed");
}

CsvReader::Status CsvReader::skip_line() {
    broken_value_ = lines_.record().substr(0, longest_value);
    broken_reason_ = too_long();
    lines_.skip_line();
    line_ = lines_.line_number();
    return Status::broken;
}

/// The record is broken: its first line is rejected, and what follows is read anew.
CsvReader::Status CsvReader::give_up(const std::string& reason) {
    const std::string_view record = lines_.record();
    broken_value_ =
        without_line_end(record.substr(0, (std::min)(record.find_first_of("\r\n"), longest_value)));
    broken_reason_ = reason;
    lines_.rewind_to_second_line();
    return Status::broken;
}

bool CsvReader::is_empty() const {
    for (std::size_t i = 0; i < fields_.size(); ++i)
        if (!fields_[i].empty()) return false;
    return true;
}

void CsvReader::read_header() {
    Status status = next_record();
    while (status == Status::record && is_empty())
        status = next_record();
    if (status == Status::end)
        throw Error{ErrorCode::empty_file, request_->file + ": is empty: there is no header line"};
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < fields_.size(); ++i)
        columns.emplace_back(trimmed(fields_[i]));
    const bool is_text = std::all_of(columns.begin(), columns.end(), [](const std::string& name) {
        return is_utf8(name) && name.find('\0') == std::string::npos;
    });
    if (status == Status::broken || !is_text)
        throw Error{
            ErrorCode::unreadable_file,
            request_->file + ": the header line " +
                (is_text ? broken_reason_
                         : std::string{"is not UTF-8 text: save the file as UTF-8"})};
    columns_ = columns.size();
    for (const std::string& wanted : request_->columns) {
        const auto found = std::find(columns.begin(), columns.end(), wanted);
        field_of_.push_back(
            found == columns.end() ? nowhere : static_cast<std::size_t>(found - columns.begin()));
    }
    cells_.resize(field_of_.size());
    sink_->header(columns);
}

void CsvReader::hand_over_row() {
    for (std::size_t i = columns_; i < fields_.size(); ++i)
        if (!fields_[i].empty()) {
            sink_->reject(line_, fields_[i], "is one value more than the header has columns");
            return;
        }
    for (std::size_t i = 0; i < cells_.size(); ++i)
        cells_[i].text = field_of_[i] < fields_.size() ? fields_[field_of_[i]] : std::string_view{};
    sink_->row(line_, cells_);
}

void CsvReader::read() {
    read_header();
    for (;;) {
        switch (next_record()) {
            case Status::end:
                return;
            case Status::broken:
                sink_->reject(line_, broken_value_, broken_reason_);
                break;
            case Status::record:
                if (!is_empty()) hand_over_row();
                break;
        }
    }
}

}  // namespace saleskpi::detail

namespace saleskpi {

namespace {

constexpr std::array<std::string_view, 1> extensions{".csv"};

void read_csv_rows(ByteSource& source, const ReadRequest& request, RowSink& sink) {
    detail::CsvReader{source, request, sink}.read();
}

}  // namespace

FileFormat csv_format() { return {extensions, &read_csv_rows}; }

}  // namespace saleskpi
