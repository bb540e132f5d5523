// SPDX-License-Identifier: MIT
#pragma once

#include "value/text_buffer.hpp"

#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Writes lines of CSV, cell after cell.
class CsvWriter {
public:
    CsvWriter(const TextSink& sink, bool guard) : out_{sink}, is_guarded_{guard} {}

    /// A text from outside.
    void text(std::string_view text);
    /// What holds nothing that needs quotes, and is nothing that could be taken for a formula.
    void plain(std::string_view text);
    void end_line();
    void finish() { out_.finish(); }

private:
    void quoted(std::string_view text, bool needs_guard);

    TextBuffer out_;
    std::string line_;
    bool is_guarded_;
    bool is_first_ = true;
};

}  // namespace saleskpi::inline v0_3::detail
