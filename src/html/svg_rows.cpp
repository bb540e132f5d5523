// SPDX-License-Identifier: MIT
#include "chart/steps.hpp"
#include "svg_draw.hpp"
#include "svg_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr double gap = 6;

/// Where the parts of rows stand: labels on the left, bars with their values, a text on the right.
struct Layout {
    double labels = 0;  ///< the right end of the labels
    double aside = 0;   ///< the right end of the texts on the right
    double row = 0;     ///< the height of one
    double top = 0;
    Scale x;

    double middle(std::size_t row_number) const {
        return top + row * (static_cast<double>(row_number) + 0.5);
    }
};

/// `asides` are the texts on the right, `before` what stands left of the labels in pixels.
Layout layout_of(
    const Chart& chart,
    const Box& box,
    Range range,
    const std::vector<std::string>& values,
    const std::vector<std::string>& asides,
    double before = 0) {
    range.include(0);
    const std::vector<std::string> labels = labels_of(chart);
    Layout layout;
    layout.labels = box.left + before + label_width(labels, box.width() * 0.36) + gap;
    layout.aside = box.right;
    const double aside = label_width(asides, box.width() * 0.3);
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

/// The text of a bar beyond its end, or why there is no bar.
void draw_value(
    SvgCanvas& canvas,
    const Chart& chart,
    const ChartNumber& number,
    std::string_view text,
    const Layout& layout,
    double from,
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
    canvas.text({layout.x(from + *value) + (is_left ? -gap : gap), middle + 4}, text, style);
}

Box box_of(const Layout& layout, double from, double to, double middle, double half) {
    const Ends ends{layout.x(from), layout.x(to)};
    // A value of zero is there: a hair's width of it.
    return {ends.low, middle - half, (std::max)(ends.high, ends.low + 1), middle + half};
}

std::vector<std::string> texts_of(const Chart& chart, SeriesRole role) {
    std::vector<std::string> texts;
    for (const ChartSeries& series : chart.series)
        if (series.role == role)
            for (const ChartNumber& number : series.numbers)
                if (drawn(number)) texts.push_back(number.text);
    return texts;
}

/// "▲ 2", "▼ 1", "=", or nothing where one of the ranks is not there.
std::string change_of_rank(const Chart& chart, std::size_t row) {
    const ChartSeries* const now = chart.find(SeriesRole::rank);
    const ChartSeries* const before = chart.find(SeriesRole::prior_rank);
    if (!now || !before) return "";
    const auto rank = drawn(number_at(*now, row));
    const auto prior = drawn(number_at(*before, row));
    if (!rank || !prior) return "";
    const double up = *prior - *rank;
    if (up == 0) return "=";
    return fmt::format("{} {:.0f}", up > 0 ? "▲" : "▼", std::abs(up));
}

Colour colour_of_change(std::string_view change) {
    return change.starts_with("▲")   ? Colour::good
           : change.starts_with("▼") ? Colour::bad
                                     : Colour::muted;
}

}  // namespace

void draw_rows(SvgCanvas& canvas, const Chart& chart, const Box& box) {
    std::vector<const ChartSeries*> bars;
    Range range;
    for (const ChartSeries& series : chart.series) {
        const bool is_bar = series.role == SeriesRole::value ||
                            (series.role == SeriesRole::prior && chart.kind == ChartKind::bars);
        if (is_bar) bars.push_back(&series);
        if (is_bar || series.role == SeriesRole::target) range.include(series);
    }
    const ChartSeries* const target = chart.find(SeriesRole::target);
    const ChartSeries* const share = chart.find(SeriesRole::share);
    const ChartSeries* const rank = chart.find(SeriesRole::rank);
    const bool has_change = chart.find(SeriesRole::prior_rank) != nullptr;
    const double before = (rank ? 26 : 0) + (has_change ? 36 : 0);

    std::vector<std::string> values = texts_of(chart, SeriesRole::value);
    if (bars.size() > 1)
        for (std::string& text : texts_of(chart, SeriesRole::prior))
            values.push_back(std::move(text));
    std::vector<std::string> asides;
    if (share)
        for (std::size_t c = 1; c < chart.categories.size(); ++c)
            asides.push_back("↓ " + number_at(*share, c).text);
    const Layout layout = layout_of(chart, box, range, values, asides, before);
    draw_base(canvas, layout, box);
    const double thick = (std::min)(
                             layout.row * 0.72,
                             20.0 * static_cast<double>((std::max)(bars.size(), std::size_t{1}))) /
                         static_cast<double>((std::max)(bars.size(), std::size_t{1}));
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
        const double middle = layout.middle(c);
        draw_label(canvas, chart, c, layout, box.left + before);
        if (rank) {
            TextStyle style;
            style.anchor = Anchor::end;
            style.strong = true;
            const ChartNumber& number = number_at(*rank, c);
            canvas.text({box.left + 20, middle + 4}, drawn(number) ? number.text : "–", style);
        }
        if (has_change) {
            const std::string change = change_of_rank(chart, c);
            TextStyle style;
            style.colour = colour_of_change(change);
            canvas.text({box.left + 30, middle + 4}, change, style);
        }
        const auto place = [&](std::size_t bar) {
            return middle +
                   thick * (static_cast<double>(bar) + 0.5 - static_cast<double>(bars.size()) / 2);
        };
        for (std::size_t s = 0; s < bars.size(); ++s) {
            const ChartSeries& series = *bars[s];
            const ChartNumber& number = number_at(series, c);
            const Paint::Kind kind = is_open(chart, c)                  ? Paint::Kind::open
                                     : series.role == SeriesRole::prior ? Paint::Kind::pale
                                                                        : Paint::Kind::fill;
            if (const auto value = drawn(number))
                canvas.bar(
                    box_of(layout, 0, *value, place(s), thick / 2 - 0.5),
                    paint_of(series, s, kind));
        }
        if (target)
            if (const auto aim = drawn(number_at(*target, c)))
                canvas.bar(
                    {layout.x(*aim) - 1.5, middle - layout.row * 0.44, layout.x(*aim) + 1.5,
                     middle + layout.row * 0.44},
                    paint(Colour::target), told(chart, target->name, c, number_at(*target, c)));
        // Texts last, on what crosses them.
        for (std::size_t s = 0; s < bars.size(); ++s) {
            const ChartNumber& number = number_at(*bars[s], c);
            draw_value(canvas, chart, number, number.text, layout, 0, place(s), box.right);
        }
        if (share && c > 0) {
            TextStyle style;
            style.colour = Colour::muted;
            style.anchor = Anchor::end;
            canvas.label(
                {box.right, middle - layout.row / 2 + 4}, asides[c - 1], box.width() * 0.3, style);
        }
    }
}

void draw_waterfall(SvgCanvas& canvas, const Chart& chart, const Box& box) {
    const ChartSeries* const series = chart.find(SeriesRole::value);
    if (!series) return;
    const std::size_t count = chart.categories.size();
    const std::vector<std::optional<double>> from = starts_of_steps(chart);
    Range range;
    std::vector<std::string> texts;
    for (std::size_t c = 0; c < count; ++c) {
        const ChartNumber& number = number_at(*series, c);
        const auto value = drawn(number);
        if (!value) continue;
        if (from[c]) {
            range.include(*from[c]);
            range.include(*from[c] + *value);
        }
        texts.push_back("+" + number.text);
    }
    const Layout layout = layout_of(chart, box, range, texts, {});
    draw_base(canvas, layout, box);
    for (std::size_t c = 0; c < count; ++c) {
        const ChartCategory& category = chart.categories[c];
        const ChartNumber& number = number_at(*series, c);
        const double middle = layout.middle(c);
        const double half = (std::min)(layout.row * 0.36, 11.0);
        draw_label(canvas, chart, c, layout, box.left);
        const auto value = drawn(number);
        if (!value || !from[c]) {
            draw_value(canvas, chart, number, number.text, layout, 0, middle, box.right);
            continue;
        }
        const bool is_gain = *value >= 0;
        Paint ink =
            category.is_total ? series_paint(0) : paint(is_gain ? Colour::good : Colour::bad);
        if (is_open(chart, c)) ink.kind = Paint::Kind::open;
        canvas.bar(box_of(layout, *from[c], *from[c] + *value, middle, half), ink);
        if (c + 1 < count && from[c + 1] && !chart.categories[c + 1].is_total)
            canvas.line(
                {layout.x(*from[c] + *value), middle + half},
                {layout.x(*from[c] + *value), layout.middle(c + 1) - half},
                paint(Colour::muted, Paint::Kind::hair), "2 2");
        const bool has_sign = !category.is_total && *value > 0;
        // Beyond the right end, whichever way it goes.
        TextStyle style;
        canvas.text(
            {layout.x((std::max)(*from[c], *from[c] + *value)) + gap, middle + 4},
            (has_sign ? "+" : "") + number.text, style);
    }
}

void draw_bullets(SvgCanvas& canvas, const Chart& chart, const Box& box) {
    const ChartSeries* const values = chart.find(SeriesRole::value);
    if (!values) return;
    const ChartSeries* const target = chart.find(SeriesRole::target);
    const ChartSeries* const share = chart.find(SeriesRole::share);
    Range range;
    for (const ChartSeries& series : chart.series)
        if (series.role == SeriesRole::value || series.role == SeriesRole::target ||
            series.role == SeriesRole::bound)
            range.include(series);
    std::vector<std::string> asides;
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
        const ChartNumber& number = number_at(*values, c);
        std::string text = drawn(number) ? number.text : "– " + read(chart, number);
        if (share) text += " · " + number_at(*share, c).text;
        asides.push_back(std::move(text));
    }
    const Layout layout = layout_of(chart, box, range, {}, asides);
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
        const ChartNumber& number = number_at(*values, c);
        const double middle = layout.middle(c);
        const double half = (std::min)(layout.row * 0.4, 13.0);
        draw_label(canvas, chart, c, layout, box.left);
        canvas.bar(
            {layout.x.from, middle - half, layout.x.to, middle + half}, paint(Colour::track));
        double darker = 1;
        for (const ChartSeries& series : chart.series)
            if (series.role == SeriesRole::bound)
                if (const auto bound = drawn(number_at(series, c)); bound && darker++ < 4)
                    canvas.bar(box_of(layout, 0, *bound, middle, half), paint(Colour::grid));
        if (const auto value = drawn(number))
            canvas.bar(
                box_of(layout, 0, *value, middle, half * 0.45),
                series_paint(0, is_open(chart, c) ? Paint::Kind::open : Paint::Kind::fill));
        if (target)
            if (const auto aim = drawn(number_at(*target, c)))
                canvas.bar(
                    {layout.x(*aim) - 1.5, middle - half, layout.x(*aim) + 1.5, middle + half},
                    paint(Colour::target), told(chart, target->name, c, number_at(*target, c)));
        TextStyle style;
        style.anchor = Anchor::end;
        canvas.label({box.right, middle + 4}, asides[c], box.width() * 0.3, style);
    }
}

}  // namespace saleskpi::inline v0_3::detail
