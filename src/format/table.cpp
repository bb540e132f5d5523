// SPDX-License-Identifier: MIT
#include "grid.hpp"
#include "report_text.hpp"

#include <saleskpi/format/table.hpp>

#include <fmt/format.h>

#include <functional>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace {

using detail::Grid;
using detail::GridRow;
using detail::ReportText;

/// One row from top to bottom.
Grid list_of(const ReportText& text) {
    Grid grid{{""}, {""}, {}};
    grid.each_row = [&text](std::size_t first, std::size_t last, const auto& use) {
        const ReportRow row = text.report()[0];
        for (std::size_t m = 0; m < row.size(); ++m) {
            GridRow line{{text.title(m)}, {}};
            if (first < last) line.numbers.push_back(text.cell(row[m], m));
            use(line);
        }
    };
    return grid;
}

/// Leaves away the names of a group that the group above shows already.
void leave_away(
    std::vector<std::string>& names,
    const std::vector<std::string>& group,
    const std::vector<std::string>& above) {
    if (group.size() < names.size()) {
        for (std::size_t i = 0; i + 1 < group.size(); ++i)
            names[i].clear();
        return;
    }
    if (above.size() != group.size()) return;
    for (std::size_t i = 0; i < group.size() && group[i] == above[i]; ++i)
        names[i].clear();
}

Grid grid_of(const ReportText& text) {
    Grid grid{text.key_headings(), {}, {}};
    for (std::size_t m = 0; m < text.report().columns().size(); ++m)
        grid.number_headings.push_back(text.title(m));
    grid.each_row = [&text](std::size_t first, std::size_t last, const auto& use) {
        const std::size_t dimensions = text.report().table().dimensions().size();
        std::vector<std::string> above;
        bool is_first = true;
        for (const ReportRow& row : text.report()) {
            const RowKey key = row.key();
            const bool is_same = !is_first && key.group == above;
            GridRow line;
            line.keys = text.names(key.group);
            if (is_same)
                line.keys.assign(dimensions, {});
            else
                leave_away(line.keys, key.group, above);
            if (text.has_periods()) line.keys.push_back(text.period(key));
            for (std::size_t m = first; m < last; ++m)
                line.numbers.push_back(text.cell(row[m], m));
            line.ruled = !is_first && !is_same && key.group.empty();
            line.spaced = !is_first && above.size() < dimensions && key.group.size() == dimensions;
            use(line);
            above = key.group;
            is_first = false;
        }
    };
    return grid;
}

}  // namespace

void write_text(const Report& report, const TextSink& sink, TableStyle style) {
    detail::TextBuffer out{sink};
    const ReportText text{report};
    out.add(text.heading());
    out.add("\n\n");
    draw(text.is_list() ? list_of(text) : grid_of(text), style.width, out);
    std::string_view before = "\n";
    for (const detail::LegendLine& line : text.legend()) {
        out.add(fmt::format("{}{:<2}  {}\n", before, line.sign, line.text));
        before = "";
    }
    out.finish();
}

std::string to_text(const Table& table, TableStyle style) {
    const Report report{table};
    return detail::written([&](const TextSink& sink) { write_text(report, sink, style); });
}

}  // namespace saleskpi::inline v0_3
