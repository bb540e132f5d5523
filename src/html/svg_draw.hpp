// SPDX-License-Identifier: MIT
#pragma once

#include "svg_canvas.hpp"
#include "svg_scale.hpp"

#include <saleskpi/chart/chart.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// How high the shapes of a chart want to be at a width, without title, legend and footnote.
double height_of(const Chart& chart, double width);

/// Draws the shapes of a chart into a box.
void draw_lines(SvgCanvas& canvas, const Chart& chart, const Box& box);
void draw_spark(SvgCanvas& canvas, const Chart& chart, const Box& box);
void draw_panels(SvgCanvas& canvas, const Chart& chart, const Box& box);
void draw_columns(SvgCanvas& canvas, const Chart& chart, const Box& box);
void draw_rows(SvgCanvas& canvas, const Chart& chart, const Box& box);
void draw_stacked_rows(SvgCanvas& canvas, const Chart& chart, const Box& box);
void draw_waterfall(SvgCanvas& canvas, const Chart& chart, const Box& box);
void draw_bullets(SvgCanvas& canvas, const Chart& chart, const Box& box);
void draw_cells(SvgCanvas& canvas, const Chart& chart, const Box& box);

// What several of them have in common.

/// How a series of lines is told apart, besides its colour.
std::string_view dashes_of(const ChartSeries& series, std::size_t number);
/// The paint of a series, by its role or its number among the values.
Paint paint_of(const ChartSeries& series, std::size_t number, Paint::Kind kind);

/// Whether a category is drawn as one that is not complete.
bool is_open(const Chart& chart, std::size_t category);
/// The label of a category; that of a period that is not complete with a star.
std::string label_of(const Chart& chart, std::size_t category);
std::vector<std::string> labels_of(const Chart& chart);
/// "2025-Q1: 1,234.50", "Target, 2025-Q1: there is no target"; the series alone where it is drawn without a
/// number
std::string told(
    const Chart& chart, std::string_view series, std::size_t category, const ChartNumber& number);
/// The text of a number; "no value: " and the reason, where there is none.
std::string read(const Chart& chart, const ChartNumber& number);

/// Two ends, the lesser first.
struct Ends {
    Ends(double a, double b) : low{a < b ? a : b}, high{a < b ? b : a} {}
    double low;
    double high;
};

/// Whether categories that are not complete are told from others that are; else the note below says it of
/// all.
bool tells_incomplete(const Chart& chart);

/// The number of a series at a category; one without a value where a chart made by hand has too few.
const ChartNumber& number_at(const ChartSeries& series, std::size_t category);

/// The widest of some labels, at most a part of the width.
double label_width(const std::vector<std::string>& labels, double most);

/// The value axis on the left, with its lines across the box.
void draw_axis(SvgCanvas& canvas, const Axis& axis, const Scale& y, const Box& box);
/// How much room its texts take on the left.
double axis_width(const Axis& axis);
/// Writes what the numbers of the axis are, and tells where there is room for the shapes.
Box plot_of(SvgCanvas& canvas, const Chart& chart, const Axis& axis, const Box& box);
constexpr double widest_category = 90;

/// Categories below, as many as have room, the last one among them.
void draw_categories(
    SvgCanvas& canvas, const Chart& chart, const std::vector<double>& x, const Box& box);

}  // namespace saleskpi::inline v0_3::detail
