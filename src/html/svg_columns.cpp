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

/// Columns over time, beside each other or upon each other.
class Columns {
public:
    Columns(SvgCanvas& canvas, const Chart& chart, const Box& box)
        : canvas_{canvas},
          chart_{chart},
          is_stacked_{chart.kind == ChartKind::stacked_bars},
          bars_{bars_of(chart)},
          axis_{axis_of(range(), chart, 5)},
          plot_{plot_of(canvas, chart, axis_, box)},
          y_{axis_.low(), axis_.high(), plot_.bottom, plot_.top} {
        const double count =
            static_cast<double>((std::max)(chart.categories.size(), std::size_t{1}));
        // Half of the last label has no column above it.
        const double label = label_width(labels_of(chart), widest_category);
        plot_.right -= (std::max)(0.0, label / 2 - plot_.width() / count / 2);
        const double apart = plot_.width() / count;
        beside_ = is_stacked_ ? 1 : static_cast<double>((std::max)(bars_.size(), std::size_t{1}));
        thick_ = (std::min)(apart * 0.72 / beside_, 56.0);
        for (std::size_t c = 0; c < chart.categories.size(); ++c)
            x_.push_back(plot_.left + apart * (static_cast<double>(c) + 0.5));
        double widest = 0;
        for (const ChartSeries* series : bars_)
            for (const ChartNumber& number : series->numbers)
                if (drawn(number))
                    widest = (std::max)(widest, text_width(number.text, SvgCanvas::text_size));
        have_room_ = widest <= (is_stacked_ ? thick_ : apart / beside_) - 2;
    }

    void draw() {
        draw_axis(canvas_, axis_, y_, plot_);
        draw_categories(canvas_, chart_, x_, plot_);
        for (std::size_t c = 0; c < chart_.categories.size(); ++c) {
            if (is_stacked_)
                draw_stack(c);
            else
                draw_beside(c);
            draw_aim(c);
        }
        for (const Written& one : written_)
            canvas_.text(one.at, *one.text, one.style);
    }

private:
    /// A text that is written last, on what crosses it.
    struct Written {
        Point at;
        const std::string* text;
        TextStyle style;
    };

    Range range() const {
        if (is_stacked_) return stacked_range(chart_, bars_);
        Range range;
        range.include(0);
        for (const ChartSeries& series : chart_.series)
            range.include(series);
        return range;
    }

    std::string told_of(std::size_t category, const ChartSeries& series) const {
        const std::string_view name = bars_.size() > 1 ? series.name : std::string_view{};
        return told(chart_, name, category, number_at(series, category));
    }

    void draw_bar(
        std::size_t category, std::size_t bar, double left, const Ends& ends, bool is_told) {
        const ChartSeries& series = *bars_[bar];
        canvas_.bar(
            {left + 0.5, ends.low, left + thick_ - 0.5, (std::max)(ends.high, ends.low + 1)},
            paint_of(series, bar, kind_of(chart_, series, category)),
            is_told ? told_of(category, series) : std::string{});
    }

    void draw_stack(std::size_t category) {
        const double left = x_[category] - thick_ / 2;
        double below = 0;
        double above = 0;
        for (std::size_t s = 0; s < bars_.size(); ++s) {
            const ChartNumber& number = number_at(*bars_[s], category);
            const auto value = drawn(number);
            if (!value) continue;
            double& from = *value < 0 ? below : above;
            const Ends ends{y_(from), y_(from + *value)};
            from += *value;
            draw_bar(category, s, left, ends, true);
            if (!have_room_ || ends.high - ends.low < 16) continue;
            TextStyle style;
            style.anchor = Anchor::middle;
            // On a bar it has the colour of what is behind the chart.
            if (!is_open(chart_, category)) style.colour = Colour::surface;
            written_.push_back(
                {{x_[category], (ends.low + ends.high) / 2 + 4}, &number.text, style});
        }
    }

    void draw_beside(std::size_t category) {
        TextStyle style;
        style.anchor = Anchor::middle;
        for (std::size_t s = 0; s < bars_.size(); ++s) {
            const ChartNumber& number = number_at(*bars_[s], category);
            const double left =
                x_[category] - thick_ * beside_ / 2 + thick_ * static_cast<double>(s);
            const double middle = left + thick_ / 2;
            const auto value = drawn(number);
            if (!value) {
                TextStyle nothing = style;
                nothing.colour = Colour::muted;
                canvas_.text({middle, y_(0) - 4}, "–", nothing, told_of(category, *bars_[s]));
                continue;
            }
            const Ends ends{y_(0), y_(*value)};
            draw_bar(category, s, left, ends, !have_room_);
            if (!have_room_) continue;
            style.halo = true;
            written_.push_back(
                {{middle, *value < 0 ? ends.high + 13 : ends.low - 4}, &number.text, style});
        }
    }

    void draw_aim(std::size_t category) {
        const ChartSeries* const target = chart_.find(SeriesRole::target);
        if (!target) return;
        const ChartNumber& number = number_at(*target, category);
        const auto value = drawn(number);
        if (!value) return;
        const double half = thick_ * beside_ / 2 + 4;
        canvas_.bar(
            {x_[category] - half, y_(*value) - 1.5, x_[category] + half, y_(*value) + 1.5},
            paint(Colour::target), told(chart_, target->name, category, number));
    }

    SvgCanvas& canvas_;
    const Chart& chart_;
    bool is_stacked_;
    std::vector<const ChartSeries*> bars_;
    Axis axis_;
    Box plot_;
    Scale y_;
    double beside_ = 1;
    double thick_ = 0;
    std::vector<double> x_;
    bool have_room_ = false;  ///< whether values are written
    std::vector<Written> written_;
};

}  // namespace

void draw_columns(SvgCanvas& canvas, const Chart& chart, const Box& box) {
    Columns{canvas, chart, box}.draw();
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
