// SPDX-License-Identifier: MIT
#include "svg_draw.hpp"
#include "svg_shorter.hpp"
#include "svg_text.hpp"
#include "value/text_buffer.hpp"

#include <saleskpi/html/svg.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>

namespace saleskpi::inline v0_3 {

namespace detail {

namespace {

constexpr double margin = 12;
constexpr double line_height = 20;

struct LegendEntry {
    std::string text;
    const ChartSeries* series;
    std::size_t number;  ///< among the values
    double width;
};

using LegendRow = std::vector<LegendEntry>;

bool is_of_lines(const Chart& chart) {
    return chart.kind == ChartKind::line || chart.kind == ChartKind::small_multiples;
}

constexpr double between_entries = 18;

/// How far the text of an entry stands from its left end.
double swatch_of(const Chart& chart) { return is_of_lines(chart) ? 34 : 20; }

/// What colours, dashes and marks mean; nothing where there is but one.
std::vector<LegendRow> legend_of(const Chart& chart, double width) {
    if (chart.kind == ChartKind::heat_map || chart.kind == ChartKind::sparkline) return {};
    const bool has_panels = chart.kind == ChartKind::small_multiples;
    if (has_panels && chart.panels.empty()) return {};
    const std::vector<ChartSeries>& all = has_panels ? chart.panels.front().series : chart.series;
    std::vector<LegendRow> rows;
    double taken = 0;
    std::size_t number = 0;
    std::size_t count = 0;
    for (const ChartSeries& series : all) {
        const bool is_shown =
            series.role == SeriesRole::value || series.role == SeriesRole::target ||
            (series.role == SeriesRole::prior && chart.kind != ChartKind::leaderboard);
        if (!is_shown) continue;
        ++count;
        const std::string text =
            has_panels && series.role == SeriesRole::value ? chart.words.value : series.name;
        const double wide = (std::min)(
            swatch_of(chart) + text_width(text, SvgCanvas::text_size) + 1 + between_entries, width);
        if (rows.empty() || taken + wide > width) {
            rows.emplace_back();
            taken = 0;
        }
        rows.back().push_back({text, &series, number, wide});
        taken += wide;
        if (series.role == SeriesRole::value) ++number;
    }
    return count > 1 ? rows : std::vector<LegendRow>{};
}

void draw_legend(
    SvgCanvas& canvas, const Chart& chart, const std::vector<LegendRow>& rows, double top) {
    const double swatch = swatch_of(chart);
    double y = top + 10;
    for (const LegendRow& row : rows) {
        double x = margin;
        for (const LegendEntry& entry : row) {
            const ChartSeries& series = *entry.series;
            if (is_of_lines(chart))
                canvas.line(
                    {x, y}, {x + 28, y}, paint_of(series, entry.number, Paint::Kind::line),
                    dashes_of(series, entry.number));
            else if (series.role == SeriesRole::target)
                canvas.bar({x + 6, y - 7, x + 9, y + 7}, paint(Colour::target));
            else
                canvas.bar(
                    {x, y - 6, x + 14, y + 6},
                    paint_of(
                        series, entry.number,
                        series.role == SeriesRole::prior ? Paint::Kind::pale : Paint::Kind::fill));
            canvas.label(
                {x + swatch, y + 4}, entry.text, entry.width - swatch - between_entries, {});
            x += entry.width;
        }
        y += line_height;
    }
}

bool has_incomplete(const Chart& chart) {
    return std::any_of(
               chart.categories.begin(), chart.categories.end(),
               [](const ChartCategory& category) { return !category.complete; }) ||
           std::any_of(chart.panels.begin(), chart.panels.end(), has_incomplete);
}

bool has_star(const Chart& chart) {
    return tells_incomplete(chart) ||
           std::any_of(chart.panels.begin(), chart.panels.end(), tells_incomplete);
}

/// Whether the shapes have an axis that says what the numbers are.
bool has_axis(const Chart& chart) {
    return chart.kind == ChartKind::line || chart.kind == ChartKind::stacked_bars ||
           (chart.kind == ChartKind::bars && chart.over_time);
}

bool is_empty(const Chart& chart) {
    return chart.kind == ChartKind::small_multiples
               ? chart.panels.empty()
               : chart.categories.empty() || chart.series.empty();
}

void draw(SvgCanvas& canvas, const Chart& chart, const Box& box) {
    switch (chart.kind) {
        case ChartKind::line:
            return draw_lines(canvas, chart, box);
        case ChartKind::sparkline:
            return draw_spark(canvas, chart, box);
        case ChartKind::small_multiples:
            return draw_panels(canvas, chart, box);
        case ChartKind::waterfall:
            return draw_waterfall(canvas, chart, box);
        case ChartKind::bullet:
            return draw_bullets(canvas, chart, box);
        case ChartKind::heat_map:
            return draw_cells(canvas, chart, box);
        case ChartKind::stacked_bars:
            if (!chart.over_time) return draw_stacked_rows(canvas, chart, box);
            return draw_columns(canvas, chart, box);
        case ChartKind::bars:
            if (chart.over_time) return draw_columns(canvas, chart, box);
            break;
        case ChartKind::funnel:
        case ChartKind::leaderboard:
        case ChartKind::distribution:
            break;
    }
    draw_rows(canvas, chart, box);
}

/// What is read of a sparkline, whose numbers are not written: the last one.
std::string title_of(const Chart& chart) {
    if (chart.kind != ChartKind::sparkline || chart.series.empty()) return chart.title;
    for (std::size_t c = chart.categories.size(); c-- > 0;)
        if (const ChartNumber& number = number_at(chart.series.front(), c); drawn(number))
            return chart.title + ", " + told(chart, "", c, number);
    return chart.title + ": " + chart.words.no_value;
}

}  // namespace

double height_of(const Chart& chart, double width) {
    const double rows = static_cast<double>((std::max)(chart.categories.size(), std::size_t{1}));
    switch (chart.kind) {
        case ChartKind::line:
            return 240;
        case ChartKind::sparkline:
            return 40;
        case ChartKind::small_multiples: {
            const std::size_t across = width >= 560 ? 3 : width >= 340 ? 2 : 1;
            return 150 * static_cast<double>((chart.panels.size() + across - 1) / across);
        }
        case ChartKind::heat_map:
            return 28 * static_cast<double>((std::max)(chart.series.size(), std::size_t{1})) + 22;
        case ChartKind::stacked_bars:
            return chart.over_time ? 260 : 32 * rows + 36;
        case ChartKind::bars: {
            if (chart.over_time) return 240;
            const auto bars = std::count_if(
                chart.series.begin(), chart.series.end(),
                [](const ChartSeries& s) { return s.role != SeriesRole::target; });
            return rows * (std::max)(28.0, 18.0 * static_cast<double>(bars) + 8);
        }
        case ChartKind::funnel:
            return 40 * rows;
        case ChartKind::bullet:
            return 36 * rows;
        case ChartKind::waterfall:
        case ChartKind::leaderboard:
            return 28 * rows;
        case ChartKind::distribution:
            return 26 * rows;
    }
    return 240;
}

namespace {

/// The chart, with the note of what was left out.
std::string drawn_svg(
    const Chart& chart, std::size_t left_out, const SvgOptions& options, const ChartTheme& theme) {
    SvgCanvas canvas{options, theme};
    const bool is_spark = chart.kind == ChartKind::sparkline;
    const double width =
        is_spark ? (std::max)(options.width, 160) / 4.0 : (std::max)(options.width, 160);
    const double inner = width - 2 * margin;
    const auto legend = legend_of(chart, inner);
    const bool has_title = !is_spark && options.title && !chart.title.empty();
    std::string note;
    if (has_incomplete(chart)) note = (has_star(chart) ? "* " : "") + chart.words.incomplete;
    std::string description = chart.description;
    if (left_out > 0)
        for (std::string* text : {&note, &description})
            *text += (text->empty() ? "" : "; ") + more_text(chart, left_out);
    const bool has_note = !is_spark && !note.empty();
    double top = is_spark ? 0 : margin;
    // What the numbers are stands on the right of the title, or in its place.
    const bool has_unit = !is_spark && !has_axis(chart) && !chart.value_title.empty();
    if (has_title || has_unit) top += 26;
    const double legend_top = top;
    if (!legend.empty()) top += line_height * static_cast<double>(legend.size()) + 8;
    const double below = is_spark ? 0 : margin + (has_note ? line_height : 0);
    const double wanted =
        top + (is_empty(chart) && !is_spark ? 40 : height_of(chart, inner)) + below;
    const double height =
        options.height > 0 ? (std::max)(options.height, is_spark ? 16 : 80) : wanted;
    canvas.open(width, height, title_of(chart), description);
    TextStyle muted;
    muted.colour = Colour::muted;
    double title_room = inner;
    if (has_unit) {
        TextStyle style = muted;
        if (has_title) style.anchor = Anchor::end;
        canvas.label(
            {has_title ? width - margin : margin, margin + 13}, chart.value_title, inner / 3,
            style);
        title_room -=
            (std::min)(text_width(chart.value_title, SvgCanvas::text_size) + 12, inner / 3);
    }
    if (has_title) {
        TextStyle style;
        style.strong = true;
        style.large = true;
        canvas.label({margin, margin + 13}, chart.title, title_room, style);
    }
    draw_legend(canvas, chart, legend, legend_top);
    if (is_empty(chart) && !is_spark)
        canvas.label({margin, top + 20}, chart.words.no_value, inner, muted);
    else if (is_spark)
        draw(canvas, chart, {0, 0, width, height});
    else
        draw(canvas, chart, {margin, top, width - margin, height - below});
    if (has_note) canvas.label({margin, height - margin}, note, inner, muted);
    return std::move(canvas).closed();
}

}  // namespace

}  // namespace detail

void write_svg(
    const Chart& chart, const TextSink& sink, const SvgOptions& options, const ChartTheme& theme) {
    using namespace detail;
    check(theme);
    TextBuffer out{sink};
    std::string svg = drawn_svg(chart, 0, options, theme);
    const std::size_t all = parts_of(chart);
    for (std::size_t parts = all;
         parts > 1 && options.most_bytes > 0 && svg.size() > options.most_bytes;) {
        parts = (std::min)(parts - 1, parts * options.most_bytes / svg.size());
        parts = (std::max)(parts, std::size_t{1});
        svg = drawn_svg(shortened(chart, parts), all - parts, options, theme);
    }
    out.add(std::move(svg));
    out.finish();
}

std::string to_svg(const Chart& chart, const SvgOptions& options, const ChartTheme& theme) {
    return detail::written([&](const TextSink& sink) { write_svg(chart, sink, options, theme); });
}

}  // namespace saleskpi::inline v0_3
