// SPDX-License-Identifier: MIT
#include "svg_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

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

/// Rows of bars, with ranks before them or rates on their right.
class Rows {
public:
    Rows(SvgCanvas& canvas, const Chart& chart, const Box& box)
        : canvas_{canvas},
          chart_{chart},
          box_{box},
          rank_{chart.find(SeriesRole::rank)},
          has_change_{chart.find(SeriesRole::prior_rank) != nullptr} {
        Range range;
        for (const ChartSeries& series : chart.series) {
            const bool is_bar = series.role == SeriesRole::value ||
                                (series.role == SeriesRole::prior && chart.kind == ChartKind::bars);
            if (is_bar) bars_.push_back(&series);
            if (is_bar || series.role == SeriesRole::target) range.include(series);
        }
        std::vector<std::string> values = texts_of(chart, SeriesRole::value);
        if (bars_.size() > 1)
            for (std::string& text : texts_of(chart, SeriesRole::prior))
                values.push_back(std::move(text));
        if (const ChartSeries* const share = chart.find(SeriesRole::share))
            for (std::size_t c = 1; c < chart.categories.size(); ++c)
                rates_.push_back("↓ " + number_at(*share, c).text);
        before_ = (rank_ ? 26 : 0) + (has_change_ ? 36 : 0);
        layout_ = layout_of(chart, box, range, values, rates_, before_);
        const double beside = static_cast<double>((std::max)(bars_.size(), std::size_t{1}));
        thick_ = (std::min)(layout_.row * 0.72, 20.0 * beside) / beside;
    }

    void draw() {
        draw_base(canvas_, layout_, box_);
        for (std::size_t row = 0; row < chart_.categories.size(); ++row) {
            draw_label(canvas_, chart_, row, layout_, box_.left + before_);
            draw_rank(row);
            for (std::size_t s = 0; s < bars_.size(); ++s)
                draw_bar(row, s);
            draw_target(canvas_, chart_, row, layout_, layout_.row * 0.44);
            // Texts last, on what crosses them.
            for (std::size_t s = 0; s < bars_.size(); ++s)
                draw_value(
                    canvas_, chart_, number_at(*bars_[s], row), layout_, place(row, s), box_.right);
            if (row > 0) draw_rate(row);
        }
    }

private:
    /// The middle of a bar.
    double place(std::size_t row, std::size_t bar) const {
        return layout_.middle(row) +
               thick_ * (static_cast<double>(bar) + 0.5 - static_cast<double>(bars_.size()) / 2);
    }

    void draw_bar(std::size_t row, std::size_t bar) {
        const ChartSeries& series = *bars_[bar];
        const auto value = drawn(number_at(series, row));
        if (!value) return;
        const Paint::Kind kind = is_open(chart_, row)               ? Paint::Kind::open
                                 : series.role == SeriesRole::prior ? Paint::Kind::pale
                                                                    : Paint::Kind::fill;
        canvas_.bar(
            box_of(layout_, 0, *value, place(row, bar), thick_ / 2 - 0.5),
            paint_of(series, bar, kind));
    }

    void draw_rank(std::size_t row) {
        const double y = layout_.middle(row) + 4;
        if (rank_) {
            TextStyle style;
            style.anchor = Anchor::end;
            style.strong = true;
            const ChartNumber& number = number_at(*rank_, row);
            canvas_.text({box_.left + 20, y}, drawn(number) ? number.text : "–", style);
        }
        if (!has_change_) return;
        const std::string change = change_of_rank(chart_, row);
        TextStyle style;
        style.colour = colour_of_change(change);
        canvas_.text({box_.left + 30, y}, change, style);
    }

    /// Between the row and the one above.
    void draw_rate(std::size_t row) {
        if (rates_.empty()) return;
        TextStyle style;
        style.colour = Colour::muted;
        style.anchor = Anchor::end;
        canvas_.label(
            {box_.right, layout_.middle(row) - layout_.row / 2 + 4}, rates_[row - 1],
            box_.width() * widest_aside, style);
    }

    SvgCanvas& canvas_;
    const Chart& chart_;
    Box box_;
    const ChartSeries* rank_;
    bool has_change_;
    std::vector<const ChartSeries*> bars_;
    std::vector<std::string> rates_;
    double before_ = 0;
    Layout layout_;
    double thick_ = 0;
};

}  // namespace

void draw_rows(SvgCanvas& canvas, const Chart& chart, const Box& box) {
    Rows{canvas, chart, box}.draw();
}

}  // namespace saleskpi::inline v0_3::detail
