// SPDX-License-Identifier: MIT
#include "report_text.hpp"
#include "value/text_buffer.hpp"

#include <saleskpi/format/markdown.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace {

using detail::ReportText;
using detail::TextBuffer;

/// Whether it is the sign by which "http://..." or "www...." is taken for a link though nothing says so.
bool makes_a_link(std::string_view text, std::size_t at) {
    if (text[at] == ':') return text.substr(at).starts_with("://");
    if (text[at] != '.' || at < 3) return false;
    const std::string_view before = text.substr(at - 3, 3);
    return std::all_of(before.begin(), before.end(), [](char c) { return c == 'w' || c == 'W'; });
}

/// The text with nothing in it that means something in Markdown or HTML. It has no line ends.
std::string escaped(std::string_view text) {
    constexpr std::string_view obeyed = "\\`*_[]|~$";
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '<')
            result += "&lt;";
        else if (c == '&')
            result += "&amp;";
        else if (obeyed.find(c) != std::string_view::npos || makes_a_link(text, i))
            result.append(1, '\\').append(1, c);
        else
            result += c;
    }
    return result;
}

class MarkdownTable {
public:
    MarkdownTable(const ReportText& text, TextBuffer& out) : text_{text}, out_{out} {}

    void write() {
        if (text_.is_list())
            write_list();
        else
            write_rows();
    }

private:
    void write_list() {
        line({"KPI"}, {"Value"});
        rule(1, 1);
        const ReportRow row = text_.report()[0];
        for (std::size_t m = 0; m < row.size(); ++m)
            line({text_.title(m)}, {text_.cell(row[m], m)});
    }

    void write_rows() {
        const std::size_t columns = text_.report().columns().size();
        std::vector<std::string> keys = text_.key_headings();
        std::vector<std::string> numbers(columns);
        for (std::size_t m = 0; m < columns; ++m)
            numbers[m] = text_.title(m);
        line(keys, numbers);
        rule(keys.size(), columns);
        for (const ReportRow& row : text_.report()) {
            const RowKey key = row.key();
            keys = text_.names(key.group);
            if (text_.has_periods()) keys.push_back(text_.period(key));
            for (std::size_t m = 0; m < columns; ++m)
                numbers[m] = text_.cell(row[m], m);
            line(keys, numbers);
        }
    }

    void line(const std::vector<std::string>& keys, const std::vector<std::string>& numbers) {
        for (const auto* cells : {&keys, &numbers})
            for (const std::string& cell : *cells)
                out_.add("| " + escaped(cell) + ' ');
        out_.add("|\n");
    }

    void rule(std::size_t keys, std::size_t numbers) {
        for (std::size_t i = 0; i < keys; ++i)
            out_.add("| --- ");
        for (std::size_t i = 0; i < numbers; ++i)
            out_.add("| ---: ");
        out_.add("|\n");
    }

    const ReportText& text_;
    TextBuffer& out_;
};

}  // namespace

void write_markdown(const Report& report, const TextSink& sink, MarkdownStyle style) {
    TextBuffer out{sink};
    const ReportText text{report};
    if (style.notes) out.add(escaped(text.heading()) + "\n\n");
    MarkdownTable{text, out}.write();
    if (style.notes) {
        std::string_view before = "\n- ";
        for (const detail::LegendLine& line : text.legend()) {
            out.add(before);
            // The sign alone might begin a list or a heading.
            out.add("\\" + line.sign + ' ' + escaped(line.text) + '\n');
            before = "- ";
        }
    }
    out.finish();
}

std::string to_markdown(const Table& table, MarkdownStyle style) {
    const Report report{table};
    return detail::written([&](const TextSink& sink) { write_markdown(report, sink, style); });
}

}  // namespace saleskpi::inline v0_3
