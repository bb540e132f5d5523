// SPDX-License-Identifier: MIT
#include "svg_frame.hpp"

#include "svg_draw.hpp"
#include "svg_shorter.hpp"
#include "svg_text.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

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

SvgFrame::SvgFrame(const Chart& chart, double width, bool has_title, std::size_t left_out)
    : chart_{chart}, width_{width}, is_spark_{chart.kind == ChartKind::sparkline} {
    has_title_ = !is_spark_ && has_title && !chart.title.empty();
    if (has_incomplete(chart)) note_ = (has_star(chart) ? "* " : "") + chart.words.incomplete;
    description_ = chart.description;
    if (left_out > 0)
        for (std::string* text : {&note_, &description_})
            *text += (text->empty() ? "" : "; ") + more_text(chart, left_out);
    if (is_spark_) {
        note_.clear();
        return;
    }
    const auto legend = legend_of(chart, inner());
    // What the numbers are stands on the right of the title, or in its place.
    has_unit_ = !has_axis(chart) && !chart.value_title.empty();
    legend_top_ = margin + (has_title_ || has_unit_ ? 26 : 0);
    top_ = legend_top_;
    if (!legend.empty()) top_ += line_height * static_cast<double>(legend.size()) + 8;
    below_ = margin + (note_.empty() ? 0 : line_height);
}

double SvgFrame::inner() const { return width_ - 2 * margin; }

double SvgFrame::height() const {
    return top_ + (is_empty(chart_) && !is_spark_ ? 40 : height_of(chart_, inner())) + below_;
}

std::string SvgFrame::title() const { return title_of(chart_); }

void SvgFrame::draw(SvgCanvas& canvas, double height) const {
    if (is_spark_) return detail::draw(canvas, chart_, {0, 0, width_, height});
    TextStyle muted;
    muted.colour = Colour::muted;
    double title_room = inner();
    if (has_unit_) {
        TextStyle style = muted;
        if (has_title_) style.anchor = Anchor::end;
        canvas.label(
            {has_title_ ? width_ - margin : margin, margin + 13}, chart_.value_title, inner() / 3,
            style);
        title_room -=
            (std::min)(text_width(chart_.value_title, SvgCanvas::text_size) + 12, inner() / 3);
    }
    if (has_title_) {
        TextStyle style;
        style.strong = true;
        style.large = true;
        canvas.label({margin, margin + 13}, chart_.title, title_room, style);
    }
    draw_legend(canvas, chart_, legend_of(chart_, inner()), legend_top_);
    if (is_empty(chart_))
        canvas.label({margin, top_ + 20}, chart_.words.no_value, inner(), muted);
    else
        detail::draw(canvas, chart_, {margin, top_, width_ - margin, height - below_});
    if (!note_.empty()) canvas.label({margin, height - margin}, note_, inner(), muted);
}

}  // namespace saleskpi::inline v0_3::detail
