// SPDX-License-Identifier: MIT
#include "svg_draw.hpp"

#include "svg_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

std::string_view dashes_of(const ChartSeries& series, std::size_t number) {
    constexpr std::string_view dashes[] = {"", "7 3", "2 3", "9 3 2 3", "4 2", "1 2"};
    if (series.role == SeriesRole::prior) return "5 4";
    if (series.role == SeriesRole::target) return "2 4";
    return dashes[number % std::size(dashes)];
}

Paint paint_of(const ChartSeries& series, std::size_t number, Paint::Kind kind) {
    if (series.role == SeriesRole::prior) return paint(Colour::muted, kind);
    if (series.role == SeriesRole::target) return paint(Colour::target, kind);
    return series_paint(number, kind);
}

bool tells_incomplete(const Chart& chart) {
    return std::any_of(
        chart.categories.begin(), chart.categories.end(),
        [](const ChartCategory& category) { return category.complete; });
}

bool is_open(const Chart& chart, std::size_t category) {
    return !chart.categories[category].complete && tells_incomplete(chart);
}

std::string label_of(const Chart& chart, std::size_t category) {
    return chart.categories[category].label + (is_open(chart, category) ? "*" : "");
}

std::vector<std::string> labels_of(const Chart& chart) {
    std::vector<std::string> labels;
    for (std::size_t c = 0; c < chart.categories.size(); ++c)
        labels.push_back(label_of(chart, c));
    return labels;
}

std::string told(
    const Chart& chart, std::string_view series, std::size_t category, const ChartNumber& number) {
    const std::string label = label_of(chart, category);
    if (number.has_value() && number.text.empty()) return std::string{series};
    const std::string text = read(chart, number);
    return series.empty() ? fmt::format("{}: {}", label, text)
                          : fmt::format("{}, {}: {}", series, label, text);
}

std::string read(const Chart& chart, const ChartNumber& number) {
    if (number.has_value()) return number.text;
    return number.text.empty() ? chart.words.no_value
                               : fmt::format("{}: {}", chart.words.no_value, number.text);
}

const ChartNumber& number_at(const ChartSeries& series, std::size_t category) {
    static const ChartNumber none{};
    return category < series.numbers.size() ? series.numbers[category] : none;
}

double label_width(const std::vector<std::string>& labels, double most) {
    double width = 0;
    for (const std::string& label : labels)
        width = (std::max)(width, text_width(label, SvgCanvas::text_size));
    return (std::min)(width, most);
}

double axis_width(const Axis& axis) {
    double width = 0;
    for (const Tick& tick : axis.ticks)
        width = (std::max)(width, text_width(tick.text, SvgCanvas::text_size));
    return width;
}

Box plot_of(SvgCanvas& canvas, const Chart& chart, const Axis& axis, const Box& box) {
    Box plot = box;
    const std::string title = chart.value_title + axis.factor;
    plot.left += axis_width(axis) + 8;
    plot.top += title.empty() ? 8 : 22;
    plot.bottom -= 24;
    TextStyle style;
    style.colour = Colour::muted;
    if (!title.empty()) canvas.label({box.left, box.top + 10}, title, box.width(), style);
    return plot;
}

void draw_axis(SvgCanvas& canvas, const Axis& axis, const Scale& y, const Box& box) {
    TextStyle style;
    style.colour = Colour::muted;
    style.anchor = Anchor::end;
    for (const Tick& tick : axis.ticks) {
        const double at = y(tick.value);
        const bool is_base = tick.value == 0;
        canvas.line(
            {box.left, at}, {box.right, at},
            paint(is_base ? Colour::muted : Colour::grid, Paint::Kind::hair));
        canvas.text({box.left - 6, at + 4}, tick.text, style);
    }
}

void draw_categories(
    SvgCanvas& canvas, const Chart& chart, const std::vector<double>& x, const Box& box) {
    if (x.empty()) return;
    TextStyle style;
    style.colour = Colour::muted;
    style.anchor = Anchor::middle;
    const double widest = label_width(labels_of(chart), widest_category);
    const double apart = x.size() > 1 ? x[1] - x[0] : box.width();
    std::size_t every = 1;
    while (static_cast<double>(every) * apart < widest + 8 && every < x.size())
        ++every;
    for (std::size_t i = (x.size() - 1) % every; i < x.size(); i += every)
        canvas.label({x[i], box.bottom + 16}, label_of(chart, i), widest_category, style);
}

}  // namespace saleskpi::inline v0_3::detail
