// SPDX-License-Identifier: MIT
#pragma once

#include "svg_draw.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Of the width of a chart, for texts on the right.
constexpr double widest_aside = 0.34;

/// Between a bar and its text.
constexpr double gap = 6;

/// Where the parts of rows stand: labels on the left, bars with their values, a text on the right.
struct Layout {
    double labels = 0;  ///< the right end of the labels
    double row = 0;     ///< the height of one
    double top = 0;
    Scale x;

    double middle(std::size_t row_number) const {
        return top + row * (static_cast<double>(row_number) + 0.5);
    }
};

/// For bars of a range, whose texts are `values`. `asides` are the texts on the right, `before` what stands
/// left of the labels in pixels.
Layout layout_of(
    const Chart& chart,
    const Box& box,
    Range range,
    const std::vector<std::string>& values,
    const std::vector<std::string>& asides,
    double before = 0);

/// From where one end of a bar is to the other, at least a hair wide.
Box box_of(const Layout& layout, double from, double to, double middle, double half);

void draw_base(SvgCanvas& canvas, const Layout& layout, const Box& box);
void draw_label(
    SvgCanvas& canvas, const Chart& chart, std::size_t row, const Layout& layout, double left);
/// The text of a bar beyond its end, or why there is no bar.
void draw_value(
    SvgCanvas& canvas,
    const Chart& chart,
    const ChartNumber& number,
    const Layout& layout,
    double middle,
    double right);
/// Where a target lies, across a row.
void draw_target(
    SvgCanvas& canvas, const Chart& chart, std::size_t row, const Layout& layout, double half);

/// Of all numbers of a role that have a value.
std::vector<std::string> texts_of(const Chart& chart, SeriesRole role);

}  // namespace saleskpi::inline v0_3::detail
