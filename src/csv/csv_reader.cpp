// SPDX-License-Identifier: MIT
#include "csv/csv_reader.hpp"

#include "csv/header_line.hpp"
#include "csv/parallel_csv.hpp"
#include "csv/plain_line.hpp"
#include "load/header_columns.hpp"
#include "load/text.hpp"
#include "value/utf8.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t longest_value = 200;

}  // namespace

CsvReader::CsvReader(ByteSource& source, const ReadRequest& request, RowSink& sink)
    : request_{&request},
      sink_{&sink},
      lines_{source, request.max_record_bytes},
      parser_{request.delimiter},
      is_at_begin_{true} {}

CsvReader::CsvReader(
    ByteSource& source,
    const ReadRequest& request,
    const CsvHeader& header,
    std::size_t lines_before,
    RowSink& sink)
    : request_{&request},
      sink_{&sink},
      lines_{source, request.max_record_bytes, lines_before},
      parser_{header.delimiter},
      header_{header},
      has_header_{true},
      cells_(header.field_of.size()) {}

CsvReader::CsvReader(
    std::string_view part, const ReadRequest& request, const CsvHeader& header, RowSink& sink)
    : request_{&request},
      sink_{&sink},
      lines_{part, request.max_record_bytes},
      parser_{header.delimiter},
      header_{header},
      has_header_{true},
      cells_(header.field_of.size()) {}

std::string CsvReader::too_long() const {
    return "is longer than the " + std::to_string(request_->max_record_bytes) +
           " bytes allowed for a record";
}

bool CsvReader::split(std::string_view line) {
    if (!request_->layout.is_parted_by_blanks)
        return split_plain_line(line, header_.delimiter, values_);
    split_by_blanks(line, values_);
    return true;
}

/// Takes the lines of one record; blank lines before it are skipped.
CsvReader::Status CsvReader::next_record() {
    CsvParser::Status parsed = CsvParser::Status::blank;
    do {
        const bool is_first = parsed == CsvParser::Status::blank;
        if (is_first) {
            lines_.begin_record();
            position_ = lines_.position();
            lines_before_ = lines_.line_number();
        }
        std::string_view line;
        const LineReader::Status read = lines_.next(line);
        if (read == LineReader::Status::end)
            return is_first || others_follow_ ? Status::end
                                              : give_up("opens a quote that is never closed");
        if (read == LineReader::Status::too_long)
            return is_first ? skip_line() : give_up("opens a quote, with which it " + too_long());
        if (is_first) line_ = lines_.line_number();
        if (is_at_begin_ && line_ == 1 && is_first && line.starts_with(byte_order_mark))
            line.remove_prefix(byte_order_mark.size());
        if (is_first && split(line)) return Status::record;
        if (is_first) {
            // The parts of this line: with the next one, the buffer they are views of may move.
            values_.clear();
            parser_.clear();
        }
        parsed = parser_.add(line);
    } while (parsed == CsvParser::Status::blank || parsed == CsvParser::Status::incomplete);
    if (parsed != CsvParser::Status::complete)
        return give_up("has text behind a closing quote, or opens one that is not closed");
    values_.clear();
    for (std::size_t i = 0; i < parser_.size(); ++i)
        values_.push_back(parser_[i]);
    return Status::record;
}

CsvReader::Status CsvReader::skip_line() {
    broken_value_ = lines_.begin_of_record(longest_value);
    broken_reason_ = too_long();
    lines_.skip_line();
    line_ = lines_.line_number();
    return Status::broken;
}

/// The record is broken: its first line is rejected, and what follows is read anew.
CsvReader::Status CsvReader::give_up(const std::string& reason) {
    broken_value_ = lines_.begin_of_record(longest_value);
    broken_reason_ = reason;
    lines_.rewind_to_second_line();
    return Status::broken;
}

bool CsvReader::is_empty() const {
    return std::all_of(
        values_.begin(), values_.end(), [](std::string_view value) { return value.empty(); });
}

/// Passes over what stands before the header line, and finds out what parts its columns.
void CsvReader::find_header_line() {
    HeaderLine header{*request_};
    for (;;) {
        lines_.begin_record();
        std::string_view line;
        if (lines_.next(line) != LineReader::Status::line) break;
        const bool has_mark = lines_.line_number() == 1 && line.starts_with(byte_order_mark);
        if (has_mark) line.remove_prefix(byte_order_mark.size());
        if (header.passes_over(line)) continue;
        header.look_at(line);
        lines_.put_back();
        position_ = lines_.position() + (has_mark ? byte_order_mark.size() : 0);
        lines_before_ = lines_.line_number();
        header_.delimiter = header.delimiter();
        const bool is_found = request_->delimiter == delimiter_of_header;
        if (is_found && !request_->layout.is_parted_by_blanks) sink_->delimiter(header_.delimiter);
        parser_.set_delimiter(header_.delimiter);
        return;
    }
    if (!request_->layout.header_has.empty())
        throw Error{
            ErrorCode::missing_column, in_file(request_->file) + "no line has the column '" +
                                           request_->layout.header_has +
                                           "' by which the header line is to be known"};
}

std::vector<std::string> CsvReader::read_header_line() {
    Status status = next_record();
    while (status == Status::record && is_empty())
        status = next_record();
    if (status == Status::end)
        throw Error{
            ErrorCode::empty_file, in_file(request_->file) + "is empty: there is no header line"};
    const auto refuse = [this](const std::string& why) {
        throw Error{ErrorCode::unreadable_file, in_file(request_->file) + "the header line " + why};
    };
    if (status == Status::broken) refuse(broken_reason_);
    std::vector<std::string> columns;
    for (const std::string_view name : values_)
        columns.emplace_back(trimmed(name));
    const bool is_text = std::all_of(columns.begin(), columns.end(), [](const std::string& name) {
        return is_utf8(name) && name.find('\0') == std::string::npos;
    });
    if (!is_text)
        refuse(
            "is not UTF-8 text: save the file as UTF-8, or say in a mapping what it is, such as "
            "\"encoding\": \"windows-1252\" or \"utf-16le\"");
    position_ = lines_.position();
    lines_before_ = lines_.line_number();
    return columns;
}

void CsvReader::read_header() {
    find_header_line();
    const std::vector<std::string>& own = request_->layout.header;
    const HeaderColumns columns{own.empty() ? read_header_line() : own};
    header_.columns = columns.size();
    header_.field_of = columns.find(*request_);
    has_header_ = true;
    cells_.resize(header_.field_of.size());
    sink_->header(columns.names_as_wanted(request_->columns, header_.field_of));
}

void CsvReader::hand_over_row() {
    if (request_->layout.rejects_undecodable_rows)
        for (const std::string_view value : values_)
            if (!is_utf8(value)) {
                sink_->reject(line_, value, "is not of the encoding of the file");
                return;
            }
    for (std::size_t i = header_.columns; i < values_.size(); ++i)
        if (!values_[i].empty()) {
            sink_->reject(line_, values_[i], "is one value more than the header has columns");
            return;
        }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const std::size_t field = header_.field_of[i];
        cells_[i].text = field < values_.size() ? values_[field] : std::string_view{};
    }
    sink_->row(line_, cells_);
}

void CsvReader::read_rows(bool others_follow) {
    others_follow_ = others_follow;
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

}  // namespace saleskpi::inline v0_3::detail

namespace saleskpi::inline v0_3 {

namespace {

constexpr std::array<std::string_view, 1> extensions{".csv"};

void read_csv_rows(ByteSource& source, const ReadRequest& request, RowSink& sink) {
    if (request.threads > 1)
        return detail::read_csv_in_parts(source, request, sink, detail::csv_part_bytes);
    detail::CsvReader reader{source, request, sink};
    reader.read_header();
    reader.read_rows();
}

}  // namespace

FileFormat csv_format() { return {extensions, &read_csv_rows}; }

}  // namespace saleskpi::inline v0_3
