// SPDX-License-Identifier: MIT
#include "chart/steps.hpp"
#include "svg_layout.hpp"

#include <algorithm>
#include <optional>

namespace saleskpi::inline v0_3::detail {

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
        if (!value) {
            draw_value(canvas, chart, number, layout, middle, box.right);
            continue;
        }
        if (!from[c]) {  // between two gaps: it is known, but not where it stands
            canvas.text({layout.x(0) + gap, middle + 4}, number.text, {});
            continue;
        }
        const bool is_good = (*value >= 0) != (chart.better == Better::lower);
        Paint ink =
            category.is_total ? series_paint(0) : paint(is_good ? Colour::good : Colour::bad);
        if (is_open(chart, c)) ink.kind = Paint::Kind::open;
        canvas.bar(box_of(layout, *from[c], *from[c] + *value, middle, half), ink);
        const bool leads_on =
            c + 1 < count && from[c + 1] && drawn(number_at(*series, c + 1)).has_value();
        if (leads_on && !chart.categories[c + 1].is_total)
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
    const double half = (std::min)(layout.row * 0.4, 13.0);
    std::vector<Box> tracks;
    for (std::size_t c = 0; c < chart.categories.size(); ++c)
        tracks.push_back(
            {layout.x.from, layout.middle(c) - half, layout.x.to, layout.middle(c) + half});
    canvas.boxes(tracks, paint(Colour::track), 1);
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
        const ChartNumber& number = number_at(*values, c);
        const double middle = layout.middle(c);
        draw_label(canvas, chart, c, layout, box.left);
        double darker = 1;
        for (const ChartSeries& series : chart.series)
            if (series.role == SeriesRole::bound)
                if (const auto bound = drawn(number_at(series, c)); bound && darker++ < 4)
                    canvas.bar(box_of(layout, 0, *bound, middle, half), paint(Colour::grid));
        if (const auto value = drawn(number))
            canvas.bar(
                box_of(layout, 0, *value, middle, half * 0.45),
                series_paint(0, is_open(chart, c) ? Paint::Kind::open : Paint::Kind::fill));
        draw_target(canvas, chart, c, layout, half);
        TextStyle style;
        style.anchor = Anchor::end;
        canvas.label({box.right, middle + 4}, asides[c], box.width() * widest_aside, style);
    }
}

}  // namespace saleskpi::inline v0_3::detail
