// SPDX-License-Identifier: MIT
#include "svg_draw.hpp"
#include "svg_text.hpp"
#include "value/text_buffer.hpp"

#include <saleskpi/html/svg.hpp>

#include <algorithm>

namespace saleskpi::inline v0_3 {

namespace detail {

namespace {

/// The name of a panel, then its series; of a chart alone only these.
void write_rows(TextBuffer& out, const Chart& chart, const Chart& whole) {
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
        out.add("<tr>");
        if (&chart != &whole) out.add("<th scope=\"row\">" + escaped(chart.title) + "</th>");
        const ChartCategory& category = chart.categories[c];
        std::string label = category.label;
        if (!category.complete) label += " (" + whole.words.incomplete + ')';
        out.add("<th scope=\"row\">" + escaped(label) + "</th>");
        for (const ChartSeries& series : chart.series)
            out.add("<td>" + escaped(read(whole, number_at(series, c))) + "</td>");
        out.add("</tr>");
    }
}

void write_heading(TextBuffer& out, std::string_view text) {
    out.add("<th scope=\"col\">" + escaped(text) + "</th>");
}

}  // namespace

}  // namespace detail

void write_table(const Chart& chart, const TextSink& sink) {
    using namespace detail;
    TextBuffer out{sink};
    out.add("<table><caption>" + escaped(chart.title));
    if (!chart.value_title.empty()) out.add(" (" + escaped(chart.value_title) + ')');
    out.add("</caption><thead><tr>");
    const bool has_panels = chart.kind == ChartKind::small_multiples;
    const Chart* const first = !has_panels            ? &chart
                               : chart.panels.empty() ? nullptr
                                                      : &chart.panels.front();
    if (has_panels) write_heading(out, chart.words.groups);
    write_heading(out, first ? first->category_title : chart.category_title);
    if (first)
        for (const ChartSeries& series : first->series)
            write_heading(
                out,
                has_panels && series.role == SeriesRole::value ? chart.words.value : series.name);
    out.add("</tr></thead><tbody>");
    if (has_panels)
        for (const Chart& panel : chart.panels)
            write_rows(out, panel, chart);
    else
        write_rows(out, chart, chart);
    out.add("</tbody></table>");
    out.finish();
}

std::string to_html_table(const Chart& chart) {
    return detail::written([&](const TextSink& sink) { write_table(chart, sink); });
}

}  // namespace saleskpi::inline v0_3
