// SPDX-License-Identifier: MIT
#include "svg_draw.hpp"
#include "svg_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace saleskpi::inline v0_3::detail {

namespace {

/// So pale that text on them can be read in light and dark.
constexpr std::array opacities{0.06, 0.12, 0.18, 0.24, 0.30, 0.36, 0.42};

}  // namespace

void draw_cells(SvgCanvas& canvas, const Chart& chart, const Box& box) {
    std::vector<std::string> labels;
    Range range;
    for (const ChartSeries& series : chart.series) {
        labels.push_back(series.name);
        range.include(series);
    }
    const double largest = (std::max)(std::abs(range.low), std::abs(range.high));
    // Numbers of one sign are told apart from the least on; else by how far they are from zero.
    const bool is_one_sign = range.low >= 0 || range.high <= 0;
    const double least = is_one_sign ? (std::min)(std::abs(range.low), std::abs(range.high)) : 0;

    Box plot = box;
    plot.left += label_width(labels, box.width() * 0.3) + 10;
    plot.bottom -= 22;
    const std::size_t columns = (std::max)(chart.categories.size(), std::size_t{1});
    const std::size_t rows = (std::max)(chart.series.size(), std::size_t{1});
    const double width = plot.width() / static_cast<double>(columns);
    const double height = plot.height() / static_cast<double>(rows);
    // By strength, of numbers above and below zero.
    std::array<std::array<std::vector<Box>, opacities.size()>, 2> boxes;
    std::vector<double> x;
    for (std::size_t c = 0; c < chart.categories.size(); ++c)
        x.push_back(plot.left + width * (static_cast<double>(c) + 0.5));
    const auto cell = [&](std::size_t row, std::size_t column) {
        const double left = plot.left + width * static_cast<double>(column);
        const double top = plot.top + height * static_cast<double>(row);
        return Box{left, top, left + width - 1, top + height - 1};
    };
    for (std::size_t r = 0; r < chart.series.size(); ++r)
        for (std::size_t c = 0; c < chart.categories.size(); ++c) {
            const auto value = drawn(number_at(chart.series[r], c));
            if (!value) continue;
            const double part =
                largest > least ? (std::abs(*value) - least) / (largest - least) : 1;
            const auto strength = static_cast<std::size_t>(
                std::lround(part * static_cast<double>(opacities.size() - 1)));
            boxes[*value < 0 ? 1 : 0][strength].push_back(cell(r, c));
        }
    for (std::size_t sign = 0; sign < 2; ++sign)
        for (std::size_t i = 0; i < opacities.size(); ++i)
            canvas.boxes(boxes[sign][i], series_paint(sign), opacities[i]);

    double widest = 0;
    for (const ChartSeries& series : chart.series)
        for (const ChartNumber& number : series.numbers)
            if (drawn(number))
                widest = (std::max)(widest, text_width(number.text, SvgCanvas::text_size));
    const double size = widest <= width ? SvgCanvas::text_size : SvgCanvas::small_size;
    TextStyle name;
    name.anchor = Anchor::end;
    for (std::size_t r = 0; r < chart.series.size(); ++r) {
        const ChartSeries& series = chart.series[r];
        const double middle = plot.top + height * (static_cast<double>(r) + 0.5);
        // What has no value is told once for all of one reason, what has no room by the row's name.
        std::map<std::string, std::vector<SvgCanvas::Placed>> missing;
        std::vector<SvgCanvas::Placed> texts;
        std::string row_title;
        for (std::size_t c = 0; c < chart.categories.size(); ++c) {
            const ChartNumber& number = number_at(series, c);
            if (!drawn(number))
                missing[read(chart, number)].push_back({x[c], "–"});
            else if (text_width(number.text, size) <= width)
                texts.push_back({x[c], number.text});
            else
                row_title += (row_title.empty() ? "" : "; ") + told(chart, "", c, number);
        }
        const double room = plot.left - 8 - box.left;
        if (row_title.empty())
            canvas.label({plot.left - 8, middle + 4}, series.name, room, name);
        else
            canvas.text(
                {plot.left - 8, middle + 4}, fitted(series.name, room, SvgCanvas::text_size), name,
                series.name + ": " + row_title);
        TextStyle style;
        style.anchor = Anchor::middle;
        style.small = size < SvgCanvas::text_size;
        canvas.texts(middle + 4, texts, style);
        style.colour = Colour::muted;
        for (const auto& [title, places] : missing)
            canvas.texts(middle + 4, places, style, title);
    }
    draw_categories(canvas, chart, x, plot);
}

}  // namespace saleskpi::inline v0_3::detail
