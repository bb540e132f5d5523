// SPDX-License-Identifier: MIT
#pragma once

#include <csv.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The fields of one CSV record, taken from lines that come one at a time. libcsv does the parsing.
class CsvParser {
public:
    enum class Status { complete, incomplete, blank, misquoted };

    explicit CsvParser(char delimiter);
    void set_delimiter(char delimiter);
    ~CsvParser();
    CsvParser(const CsvParser&) = delete;
    CsvParser& operator=(const CsvParser&) = delete;

    /// Adds a line to the record. incomplete: a quoted value goes on in the next line. misquoted:
    /// there is text behind a closing quote; the record is forgotten.
    Status add(std::string_view line);
    /// Forgets the fields, and an incomplete record.
    void clear();

    std::size_t size() const { return ends_.size(); }
    std::string_view operator[](std::size_t field) const {
        const std::size_t begin = field == 0 ? 0 : ends_[field - 1];
        return std::string_view{text_}.substr(begin, ends_[field] - begin);
    }

private:
    static void take_field(void* text, std::size_t size, void* self);
    static void take_end(int, void* self);
    void reset();

    csv_parser parser_{};
    std::string text_;
    std::vector<std::size_t> ends_;
    bool has_ended_ = false;
};

}  // namespace saleskpi::inline v0_3::detail
