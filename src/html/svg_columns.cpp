// SPDX-License-Identifier: MIT
#include "svg_draw.hpp"
#include "svg_text.hpp"

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

Paint::Kind kind_of(const Chart& chart, const ChartSeries& series, std::size_t category) {
    if (is_open(chart, category)) return Paint::Kind::open;
    return series.role == SeriesRole::prior ? Paint::Kind::pale : Paint::Kind::fill;
}

/// What stands beside each other as bars: a target is a line across.
std::vector<const ChartSeries*> bars_of(const Chart& chart) {
    std::vector<const ChartSeries*> bars;
    for (const ChartSeries& series : chart.series)
        if (series.role == SeriesRole::value || series.role == SeriesRole::prior)
            bars.push_back(&series);
    return bars;
}

/// What each column goes down and up to.
Range stacked_range(const Chart& chart, const std::vector<const ChartSeries*>& bars) {
    Range range;
    range.include(0);
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
        double below = 0;
        double above = 0;
        for (const ChartSeries* series : bars)
            if (const auto value = drawn(number_at(*series, c)))
                (*value < 0 ? below : above) += *value;
        range.include(below);
        range.include(above);
    }
    return range;
}

}  // namespace

void draw_columns(SvgCanvas& canvas, const Chart& chart, const Box& box) {
    const bool is_stacked = chart.kind == ChartKind::stacked_bars;
    const std::vector<const ChartSeries*> bars = bars_of(chart);
    const ChartSeries* const target = chart.find(SeriesRole::target);
    Range range = is_stacked ? stacked_range(chart, bars) : Range{};
    range.include(0);
    for (const ChartSeries& series : chart.series)
        if (!is_stacked) range.include(series);
    const Axis axis = axis_of(range, chart, 5);
    Box plot = box;
    const bool has_title = !chart.value_title.empty() || !axis.factor.empty();
    plot.left += axis_width(axis) + 8;
    plot.top += has_title ? 22 : 8;
    plot.bottom -= 24;
    if (has_title) {
        TextStyle style;
        style.colour = Colour::muted;
        canvas.label({box.left, box.top + 10}, chart.value_title + axis.factor, box.width(), style);
    }
    const Scale y{axis.low(), axis.high(), plot.bottom, plot.top};
    const std::size_t count = (std::max)(chart.categories.size(), std::size_t{1});
    // Half of the last label has no bar above it.
    const double label_room = label_width(labels_of(chart), widest_category);
    plot.right -= (std::max)(0.0, label_room / 2 - plot.width() / static_cast<double>(count) / 2);
    const double apart = plot.width() / static_cast<double>(count);
    draw_axis(canvas, axis, y, plot);
    const double beside =
        is_stacked ? 1 : static_cast<double>((std::max)(bars.size(), std::size_t{1}));
    const double thick = (std::min)(apart * 0.72 / beside, 56.0);
    std::vector<double> x;
    for (std::size_t c = 0; c < chart.categories.size(); ++c)
        x.push_back(plot.left + apart * (static_cast<double>(c) + 0.5));
    draw_categories(canvas, chart, x, plot);

    double widest = 0;
    for (const ChartSeries* series : bars)
        for (const ChartNumber& number : series->numbers)
            if (drawn(number))
                widest = (std::max)(widest, text_width(number.text, SvgCanvas::text_size));
    const double room = is_stacked ? thick : apart / beside;
    TextStyle label;
    label.anchor = Anchor::middle;
    // On a bar the text has the colour of what is behind it.
    TextStyle inner = label;
    inner.colour = Colour::surface;
    TextStyle nothing = label;
    nothing.colour = Colour::muted;
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
        double below = 0;
        double above = 0;
        for (std::size_t s = 0; s < bars.size(); ++s) {
            const ChartSeries& series = *bars[s];
            const ChartNumber& number = number_at(series, c);
            const double left =
                x[c] - thick * beside / 2 + (is_stacked ? 0 : thick * static_cast<double>(s));
            const auto value = drawn(number);
            if (!value) {
                if (!is_stacked)
                    canvas.text(
                        {left + thick / 2, y(0) - 4}, "–", nothing, told(chart, "", c, number));
                continue;
            }
            const double from = !is_stacked ? 0 : *value < 0 ? below : above;
            const double to = from + *value;
            if (is_stacked) (*value < 0 ? below : above) = to;
            const Ends ends{y(from), y(to)};
            const bool is_written =
                widest <= room - 2 && (!is_stacked || ends.high - ends.low >= 16);
            const std::string_view name = bars.size() > 1 ? series.name : std::string_view{};
            canvas.bar(
                {left + 0.5, ends.low, left + thick - 0.5, (std::max)(ends.high, ends.low + 1)},
                paint_of(series, s, kind_of(chart, series, c)),
                is_written && !is_stacked ? std::string{} : told(chart, name, c, number));
            if (!is_written) continue;
            if (is_stacked)
                canvas.text(
                    {left + thick / 2, (ends.low + ends.high) / 2 + 4}, number.text,
                    is_open(chart, c) ? label : inner);
            else
                canvas.text(
                    {left + thick / 2, *value < 0 ? ends.high + 13 : ends.low - 4}, number.text,
                    label);
        }
        if (!target) continue;
        const ChartNumber& aim = number_at(*target, c);
        if (const auto value = drawn(aim))
            canvas.bar(
                {x[c] - thick * beside / 2 - 4, y(*value) - 1.5, x[c] + thick * beside / 2 + 4,
                 y(*value) + 1.5},
                paint(Colour::target), told(chart, target->name, c, aim));
    }
}

void draw_stacked_rows(SvgCanvas& canvas, const Chart& chart, const Box& box) {
    const std::vector<const ChartSeries*> bars = bars_of(chart);
    const Axis axis = axis_of(stacked_range(chart, bars), chart, 5);
    const std::vector<std::string> labels = labels_of(chart);
    Box plot = box;
    plot.left += label_width(labels, box.width() * 0.34) + 10;
    plot.right -= 24;
    plot.bottom -= 36;
    const Scale x{axis.low(), axis.high(), plot.left, plot.right};
    TextStyle style;
    style.colour = Colour::muted;
    style.anchor = Anchor::middle;
    double free_from = box.left;
    for (const Tick& tick : axis.ticks) {
        const double at = x(tick.value);
        canvas.line(
            {at, plot.top}, {at, plot.bottom},
            paint(tick.value == 0 ? Colour::muted : Colour::grid, Paint::Kind::hair));
        const double half = text_width(tick.text, SvgCanvas::text_size) / 2;
        if (at - half < free_from) continue;
        canvas.text({at, plot.bottom + 16}, tick.text, style);
        free_from = at + half + 8;
    }
    style.anchor = Anchor::end;
    canvas.label(
        {plot.right, plot.bottom + 32}, chart.value_title + axis.factor, plot.width(), style);
    const double apart =
        plot.height() / static_cast<double>((std::max)(chart.categories.size(), std::size_t{1}));
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
        const double middle = plot.top + apart * (static_cast<double>(c) + 0.5);
        TextStyle name;
        name.anchor = Anchor::end;
        canvas.label({plot.left - 8, middle + 4}, labels[c], plot.left - 8 - box.left, name);
        double below = 0;
        double above = 0;
        for (std::size_t s = 0; s < bars.size(); ++s) {
            const ChartNumber& number = number_at(*bars[s], c);
            const auto value = drawn(number);
            if (!value) continue;
            double& from = *value < 0 ? below : above;
            const Ends ends{x(from), x(from + *value)};
            from += *value;
            canvas.bar(
                {ends.low + 0.5, middle - 10, (std::max)(ends.high - 0.5, ends.low + 1),
                 middle + 10},
                paint_of(*bars[s], s, kind_of(chart, *bars[s], c)),
                told(chart, bars[s]->name, c, number));
            TextStyle inner;
            inner.anchor = Anchor::middle;
            if (!is_open(chart, c)) inner.colour = Colour::surface;
            if (text_width(number.text, SvgCanvas::text_size) + 6 <= ends.high - ends.low)
                canvas.text({(ends.low + ends.high) / 2, middle + 4}, number.text, inner);
        }
    }
}

}  // namespace saleskpi::inline v0_3::detail
