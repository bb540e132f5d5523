// SPDX-License-Identifier: MIT
#include "svg_draw.hpp"
#include "svg_text.hpp"

#include <algorithm>
#include <cmath>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t most_told = 30;  ///< points with a title each

Range range_of(const Chart& chart) {
    Range range;
    for (const ChartSeries& series : chart.series)
        range.include(series);
    // Zero is shown unless that would flatten the line.
    if (!range.empty && range.low > 0 && range.low < range.high / 2) range.include(0);
    if (!range.empty && range.high < 0 && range.high > range.low / 2) range.include(0);
    return range;
}

std::vector<double> places(std::size_t count, double left, double right) {
    std::vector<double> x(count, (left + right) / 2);
    for (std::size_t i = 0; count > 1 && i < count; ++i)
        x[i] = left + (right - left) * static_cast<double>(i) / static_cast<double>(count - 1);
    return x;
}

/// The parts of a line between gaps. What leads to a period that is not complete is a part of its own.
void draw_line(
    SvgCanvas& canvas,
    const Chart& chart,
    const ChartSeries& series,
    std::size_t number,
    const std::vector<double>& x,
    const Scale& y) {
    const Paint paint = paint_of(series, number, Paint::Kind::line);
    const std::string_view dashes = dashes_of(series, number);
    std::vector<Point> points;
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        const auto value = drawn(number_at(series, i));
        if (!value) {
            if (points.size() > 1) canvas.path(points, paint, dashes);
            points.clear();
            continue;
        }
        const Point at{x[i], y(*value)};
        if (is_open(chart, i) && !points.empty()) {
            if (points.size() > 1) canvas.path(points, paint, dashes);
            canvas.line(points.back(), at, paint, "3 4");
            points.clear();
        }
        points.push_back(at);
    }
    if (points.size() > 1) canvas.path(points, paint, dashes);
}

void draw_points(
    SvgCanvas& canvas,
    const Chart& chart,
    const ChartSeries& series,
    std::size_t number,
    const std::vector<double>& x,
    const Scale& y,
    bool are_told) {
    const std::string_view name = chart.series.size() > 1 ? std::string_view{series.name} : "";
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        const ChartNumber& number_here = number_at(series, i);
        const auto value = drawn(number_here);
        if (!value) continue;
        const bool has_neighbour =
            (i > 0 && drawn(number_at(series, i - 1))) ||
            (i + 1 < chart.categories.size() && drawn(number_at(series, i + 1)));
        if (!are_told && has_neighbour) continue;  // the line shows it
        canvas.dot(
            {x[i], y(*value)},
            paint_of(series, number, is_open(chart, i) ? Paint::Kind::hollow : Paint::Kind::fill),
            are_told ? told(chart, name, i, number_here) : std::string{});
    }
}

/// Where a single series has no value, a dash on the ground.
void draw_gaps(
    SvgCanvas& canvas,
    const Chart& chart,
    const ChartSeries& series,
    const std::vector<double>& x,
    const Box& box) {
    TextStyle style;
    style.colour = Colour::muted;
    style.anchor = Anchor::middle;
    for (std::size_t i = 0; i < chart.categories.size(); ++i)
        if (const ChartNumber& number = number_at(series, i); !drawn(number))
            canvas.text({x[i], box.bottom - 4}, "–", style, told(chart, "", i, number));
}

/// The values of a series, as many as have room above their points; the last one always.
void draw_values(
    SvgCanvas& canvas,
    const Chart& chart,
    const ChartSeries& series,
    const std::vector<double>& x,
    const Scale& y,
    const Box& box) {
    TextStyle style;
    style.anchor = Anchor::middle;
    style.halo = true;
    double widest = 0;
    std::vector<std::size_t> there;
    for (std::size_t i = 0; i < chart.categories.size(); ++i)
        if (drawn(number_at(series, i))) {
            there.push_back(i);
            widest =
                (std::max)(widest, text_width(number_at(series, i).text, SvgCanvas::text_size));
        }
    if (there.empty()) return;
    const auto value = [&](std::size_t i) { return *drawn(number_at(series, i)); };
    const double apart = x.size() > 1 ? x[1] - x[0] : box.width();
    std::vector<std::size_t> written;
    if (apart >= widest + 6) {
        written = there;
    } else {
        written.push_back(there.back());
        const auto by_value = [&](std::size_t a, std::size_t b) { return value(a) < value(b); };
        const auto [low, high] = std::minmax_element(there.begin(), there.end(), by_value);
        for (const std::size_t i : {*high, *low, there.front()})
            if (std::all_of(written.begin(), written.end(), [&](std::size_t other) {
                    return std::abs(x[i] - x[other]) >= widest + 6;
                }))
                written.push_back(i);
        std::sort(written.begin(), written.end());
    }
    for (const std::size_t i : written) {
        // Below a valley, where the line does not cross it.
        const bool is_valley =
            (i == 0 || !drawn(number_at(series, i - 1)) || value(i - 1) > value(i)) &&
            (i + 1 >= chart.categories.size() || !drawn(number_at(series, i + 1)) ||
             value(i + 1) > value(i)) &&
            there.size() > 1;
        const double above = y(value(i)) - 8;
        const double below = y(value(i)) + 17;
        const bool goes_below = (is_valley && below < box.bottom - 2) || above < box.top - 12;
        canvas.text({x[i], goes_below ? below : above}, number_at(series, i).text, style);
    }
}

}  // namespace

void draw_lines(SvgCanvas& canvas, const Chart& chart, const Box& box) {
    const Range range = range_of(chart);
    const Axis axis = axis_of(range, chart, 5);
    Box plot = plot_of(canvas, chart, axis, box);
    plot.right -= 8;
    const Scale y{axis.low(), axis.high(), plot.bottom, plot.top};
    if (range.empty) {  // no numbers, and so none on the axis
        canvas.line(
            {plot.left, plot.bottom}, {plot.right, plot.bottom},
            paint(Colour::muted, Paint::Kind::hair));
        TextStyle style;
        style.colour = Colour::muted;
        style.anchor = Anchor::middle;
        canvas.label(
            {(plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2},
            read(chart, number_at(chart.series.front(), 0)), plot.width(), style);
    } else {
        draw_axis(canvas, axis, y, plot);
    }
    // Half a label on either side.
    double last = 0;
    std::size_t points = 0;
    std::size_t values = 0;
    for (const ChartSeries& series : chart.series) {
        for (const ChartNumber& number : series.numbers)
            last =
                (std::max)(last, drawn(number) ? text_width(number.text, SvgCanvas::text_size) : 0);
        points += series.role == SeriesRole::value ? series.numbers.size() : 0;
        values += series.role == SeriesRole::value ? 1 : 0;
    }
    const double beside = (std::min)((std::max)(last / 2, 26.0), plot.width() / 4);
    const std::vector<double> x =
        places(chart.categories.size(), plot.left + beside, plot.right - beside);
    draw_categories(canvas, chart, x, plot);
    // Values last: they stand above what they are compared with.
    for (const bool is_value : {false, true}) {
        std::size_t number = 0;
        for (const ChartSeries& series : chart.series) {
            if ((series.role == SeriesRole::value) == is_value) {
                draw_line(canvas, chart, series, number, x, y);
                draw_points(canvas, chart, series, number, x, y, is_value && points <= most_told);
                if (is_value && values == 1) {
                    draw_values(canvas, chart, series, x, y, plot);
                    draw_gaps(canvas, chart, series, x, plot);
                }
            }
            number += series.role == SeriesRole::value ? 1 : 0;
        }
    }
}

void draw_spark(SvgCanvas& canvas, const Chart& chart, const Box& box) {
    if (chart.series.empty()) return;
    const ChartSeries& series = chart.series.front();
    Range range;
    range.include(series);
    if (range.empty) {
        TextStyle style;
        style.colour = Colour::muted;
        canvas.label({box.left, box.bottom - 4}, chart.words.no_value, box.width(), style);
        return;
    }
    const Scale y{range.low, range.high, box.bottom - 4, box.top + 4};
    const std::vector<double> x = places(chart.categories.size(), box.left + 5, box.right - 5);
    draw_line(canvas, chart, series, 0, x, y);
    std::size_t last = 0;
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        if (!drawn(number_at(series, i))) continue;
        last = i;
        const bool is_alone =
            (i == 0 || !drawn(number_at(series, i - 1))) &&
            (i + 1 == chart.categories.size() || !drawn(number_at(series, i + 1)));
        if (is_alone) canvas.dot({x[i], y(*drawn(number_at(series, i)))}, series_paint(0));
    }
    const ChartNumber& number = number_at(series, last);
    canvas.dot(
        {x[last], y(*drawn(number))},
        series_paint(0, is_open(chart, last) ? Paint::Kind::hollow : Paint::Kind::fill),
        told(chart, "", last, number));
}

void draw_panels(SvgCanvas& canvas, const Chart& chart, const Box& box) {
    if (chart.panels.empty()) return;
    const std::size_t across = box.width() >= 560 ? 3 : box.width() >= 340 ? 2 : 1;
    Chart all = chart;
    for (const Chart& panel : chart.panels)
        all.series.insert(all.series.end(), panel.series.begin(), panel.series.end());
    const Axis axis = axis_of(range_of(all), chart, 3);
    const double labels = axis_width(axis) + 8;
    const double width = (box.width() - labels) / static_cast<double>(across);
    const std::size_t down = (chart.panels.size() + across - 1) / across;
    const double height = box.height() / static_cast<double>(down);
    for (std::size_t p = 0; p < chart.panels.size(); ++p) {
        const Chart& panel = chart.panels[p];
        const std::size_t column = p % across;
        Box plot;
        plot.left = box.left + labels + width * static_cast<double>(column);
        plot.right = plot.left + width - 14;
        plot.top = box.top + height * static_cast<double>(p / across) + 24;
        plot.bottom = plot.top + height - 24 - 30;
        TextStyle heading;
        heading.strong = true;
        canvas.label({plot.left, plot.top - 10}, panel.title, plot.width(), heading);
        const Scale y{axis.low(), axis.high(), plot.bottom, plot.top};
        if (column == 0) {
            draw_axis(canvas, axis, y, plot);
        } else {
            for (const Tick& tick : axis.ticks)
                canvas.line(
                    {plot.left, y(tick.value)}, {plot.right, y(tick.value)},
                    paint(tick.value == 0 ? Colour::muted : Colour::grid, Paint::Kind::hair));
        }
        const std::vector<double> x =
            places(panel.categories.size(), plot.left + 6, plot.right - 6);
        std::size_t number = 0;
        for (const ChartSeries& series : panel.series) {
            draw_line(canvas, panel, series, number, x, y);
            draw_points(canvas, panel, series, number, x, y, false);
            number += series.role == SeriesRole::value ? 1 : 0;
        }
        if (panel.categories.empty() || panel.series.empty()) continue;
        TextStyle style;
        style.colour = Colour::muted;
        canvas.label({plot.left, plot.bottom + 15}, label_of(panel, 0), plot.width() / 2, style);
        style.anchor = Anchor::end;
        if (panel.categories.size() > 1)
            canvas.label(
                {plot.right, plot.bottom + 15}, label_of(panel, panel.categories.size() - 1),
                plot.width() / 2, style);
        const std::size_t last = panel.categories.size() - 1;
        const ChartNumber& number_there = number_at(panel.series.front(), last);
        if (const auto value = drawn(number_there)) {
            canvas.dot(
                {x[last], y(*value)},
                series_paint(0, is_open(panel, last) ? Paint::Kind::hollow : Paint::Kind::fill));
            TextStyle shown;
            shown.anchor = Anchor::end;
            shown.halo = true;
            const double above = y(*value) - 7;
            canvas.text(
                {plot.right, above < plot.top + 8 ? y(*value) + 17 : above}, number_there.text,
                shown);
        } else {
            canvas.text(
                {plot.right, plot.bottom - 5}, "– " + chart.words.no_value, style,
                told(panel, "", last, number_there));
        }
    }
}

}  // namespace saleskpi::inline v0_3::detail
