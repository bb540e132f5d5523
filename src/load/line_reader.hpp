// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Reads lines that end with LF, CRLF or CR, and remembers those of the current record, so that
/// they can be read again. Keeps no more than `limit` bytes of a record, and a block, in memory.
class LineReader {
public:
    enum class Status { line, end, too_long };

    /// The lines are counted on from `lines_before`.
    LineReader(ByteSource& source, std::size_t limit, std::size_t lines_before = 0)
        : source_{&source}, limit_{limit}, line_number_{lines_before} {}
    /// Reads a text where it is.
    LineReader(std::string_view text, std::size_t limit)
        : limit_{limit}, data_{text.data()}, end_{text.size()}, at_end_{true} {}

    /// The next line with its line end, which the last one may lack; valid until the next call.
    /// too_long: the record with this line exceeds the limit; the line is not read.
    Status next(std::string_view& line);

    /// Starts a record with the next line: what was read before is forgotten.
    void begin_record();
    /// Goes back to the second line of the record.
    void rewind_to_second_line();
    /// Goes back to the begin of the record, of which one line was read.
    void put_back();
    /// Skips a line that is too long; it must be the first of its record.
    void skip_line();

    /// The number of the line that was read or skipped last, from 1.
    std::size_t line_number() const { return line_number_; }
    /// The first bytes of the record's first line, or of the line that was too long, without its
    /// end: no more than is in memory for certain, wherever the blocks of the source end.
    std::string_view begin_of_record(std::size_t longest) const;
    /// Where in the source the line begins that comes next.
    std::size_t position() const { return dropped_ + line_; }

private:
    bool find_line_end();
    bool fill();

    ByteSource* source_ = nullptr;
    std::size_t limit_;
    std::vector<char> buffer_;  // of what comes from a source
    const char* data_ = nullptr;
    std::size_t dropped_ = 0;  // what came before the data,
    std::size_t record_ = 0;   // begin of the record in it,
    std::size_t line_ = 0;     // of the line that comes next,
    std::size_t scanned_ = 0;  // where to look on for its end,
    std::size_t end_ = 0;      // and the end of what was read
    std::size_t second_line_ = 0;
    std::size_t line_number_ = 0;
    std::size_t first_line_number_ = 0;
    bool at_end_ = false;
};

}  // namespace saleskpi::inline v0_3::detail
