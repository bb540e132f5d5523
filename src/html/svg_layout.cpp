// SPDX-License-Identifier: MIT
#include "svg_layout.hpp"

#include "svg_text.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

Layout layout_of(
    const Chart& chart,
    const Box& box,
    Range range,
    const std::vector<std::string>& values,
    const std::vector<std::string>& asides,
    double before) {
    range.include(0);
    const std::vector<std::string> labels = labels_of(chart);
    Layout layout;
    layout.labels = box.left + before + label_width(labels, box.width() * 0.36) + gap;
    const double aside = label_width(asides, box.width() * widest_aside);
    const double value = label_width(values, box.width() * 0.4) + 2 * gap;
    const double left = layout.labels + gap + (range.low < 0 ? value : 0);
    const double right = box.right - (aside > 0 ? aside + gap : 0) - (range.high > 0 ? value : gap);
    if (range.low == range.high) range.high = 1;
    layout.x = {range.low, range.high, left, (std::max)(right, left + 20)};
    layout.top = box.top;
    layout.row =
        box.height() / static_cast<double>((std::max)(chart.categories.size(), std::size_t{1}));
    return layout;
}

void draw_label(
    SvgCanvas& canvas, const Chart& chart, std::size_t row, const Layout& layout, double left) {
    TextStyle style;
    style.anchor = Anchor::end;
    canvas.label(
        {layout.labels, layout.middle(row) + 4}, label_of(chart, row), layout.labels - left, style);
}

void draw_base(SvgCanvas& canvas, const Layout& layout, const Box& box) {
    canvas.line(
        {layout.x(0), box.top}, {layout.x(0), box.bottom}, paint(Colour::muted, Paint::Kind::hair));
}

void draw_value(
    SvgCanvas& canvas,
    const Chart& chart,
    const ChartNumber& number,
    const Layout& layout,
    double middle,
    double right) {
    TextStyle style;
    const auto value = drawn(number);
    if (!value) {
        style.colour = Colour::muted;
        const double left = layout.x(0) + gap;
        canvas.label({left, middle + 4}, "– " + read(chart, number), right - left, style);
        return;
    }
    const bool is_left = *value < 0;
    style.halo = true;
    style.anchor = is_left ? Anchor::end : Anchor::start;
    canvas.text({layout.x(*value) + (is_left ? -gap : gap), middle + 4}, number.text, style);
}

Box box_of(const Layout& layout, double from, double to, double middle, double half) {
    const Ends ends{layout.x(from), layout.x(to)};
    // A value of zero is there: a hair's width of it.
    return {ends.low, middle - half, (std::max)(ends.high, ends.low + 1), middle + half};
}

void draw_target(
    SvgCanvas& canvas, const Chart& chart, std::size_t row, const Layout& layout, double half) {
    const ChartSeries* const target = chart.find(SeriesRole::target);
    if (!target) return;
    const ChartNumber& number = number_at(*target, row);
    const auto value = drawn(number);
    if (!value) return;
    const double at = layout.x(*value);
    const double middle = layout.middle(row);
    canvas.bar(
        {at - 1.5, middle - half, at + 1.5, middle + half}, paint(Colour::target),
        told(chart, target->name, row, number));
}

std::vector<std::string> texts_of(const Chart& chart, SeriesRole role) {
    std::vector<std::string> texts;
    for (const ChartSeries& series : chart.series)
        if (series.role == role)
            for (const ChartNumber& number : series.numbers)
                if (drawn(number)) texts.push_back(number.text);
    return texts;
}

}  // namespace saleskpi::inline v0_3::detail
