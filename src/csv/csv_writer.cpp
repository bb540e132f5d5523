// SPDX-License-Identifier: MIT
#include "csv_writer.hpp"

namespace saleskpi::inline v0_3::detail {

void CsvWriter::text(std::string_view text) {
    constexpr std::string_view begins_a_formula = "=+-@\t\r";
    const bool needs_guard = is_guarded_ && !text.empty() &&
                             begins_a_formula.find(text.front()) != std::string_view::npos;
    if (text.find_first_of(",\"\r\n") != std::string_view::npos) {
        quoted(text, needs_guard);
        return;
    }
    plain(needs_guard ? "'" : "");
    line_ += text;
}

void CsvWriter::plain(std::string_view text) {
    if (!is_first_) line_ += ',';
    is_first_ = false;
    line_ += text;
}

void CsvWriter::quoted(std::string_view text, bool needs_guard) {
    plain(needs_guard ? "\"'" : "\"");
    for (const char c : text) {
        if (c == '"') line_ += '"';
        line_ += c;
    }
    line_ += '"';
}

void CsvWriter::end_line() {
    line_ += "\r\n";
    out_.add(line_);
    line_.clear();
    is_first_ = true;
}

}  // namespace saleskpi::inline v0_3::detail
