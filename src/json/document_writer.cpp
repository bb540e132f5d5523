// SPDX-License-Identifier: MIT
#include "document_writer.hpp"

namespace saleskpi::inline v0_3::detail {

void DocumentWriter::begin_member(std::string_view key) {
    out_.add(has_members_ ? ",\n  " : "{\n  ");
    has_members_ = true;
    out_.add(json_string(key));
    out_.add(": ");
}

void DocumentWriter::member(std::string_view key, const nlohmann::json& value) {
    begin_member(key);
    // A line feed within a text is an escape by now.
    for (const char c : dumped(value, 2)) {
        out_.add(c);
        if (c == '\n') out_.add("  ");
    }
}

void DocumentWriter::begin_list(std::string_view key) {
    begin_member(key);
    out_.add('[');
    has_lines_ = false;
}

void DocumentWriter::line(std::string_view element) {
    out_.add(has_lines_ ? ",\n    " : "\n    ");
    has_lines_ = true;
    out_.add(element);
}

void DocumentWriter::end_list() { out_.add(has_lines_ ? "\n  ]" : "]"); }

void DocumentWriter::finish() {
    out_.add(has_members_ ? "\n}\n" : "{}\n");
    out_.finish();
}

}  // namespace saleskpi::inline v0_3::detail
