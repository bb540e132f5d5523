// SPDX-License-Identifier: MIT
#pragma once

#include "svg_style.hpp"

#include <saleskpi/html/svg.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

struct Point {
    double x = 0;
    double y = 0;
};

struct Box {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;

    double width() const { return right - left; }
    double height() const { return bottom - top; }
};

/// Writes the shapes of one SVG. Titles of shapes are what a pointer over them tells; empty for none.
class SvgCanvas {
public:
    static constexpr double text_size = 12;
    static constexpr double title_size = 14;
    static constexpr double small_size = 10;
    static constexpr double huge_size = 24;

    SvgCanvas(const SvgOptions& options, const ChartTheme& theme)
        : options_{options}, theme_{theme} {}

    void open(double width, double height, std::string_view title, std::string_view description);
    std::string closed() &&;

    /// What follows up to end_group() stands so far from the corner.
    void begin_group(Point origin);
    void end_group() { out_ += "</g>"; }
    void bar(const Box& box, const Paint& paint, std::string_view title = {});
    /// Whole boxes as one shape, for many of one colour. An opacity of 1 is not said.
    void boxes(const std::vector<Box>& boxes, const Paint& paint, double opacity);
    void dot(Point at, const Paint& paint, std::string_view title = {});
    void line(Point from, Point to, const Paint& paint, std::string_view dashes = {});
    /// Through all of the points.
    void path(const std::vector<Point>& points, const Paint& paint, std::string_view dashes = {});
    void text(Point at, std::string_view text, const TextStyle& style, std::string_view title = {});
    /// The text cut to a width; if it is, the whole of it is its title.
    void label(Point at, std::string_view text, double width, const TextStyle& style);
    /// Texts in one line.
    struct Placed {
        double x;
        std::string text;
    };
    void texts(
        double y,
        const std::vector<Placed>& texts,
        const TextStyle& style,
        std::string_view title = {});

private:
    bool is_page() const { return options_.style == SvgStyle::page; }
    std::string attributes(const Paint& paint);
    std::string attributes(const TextStyle& style);
    std::string class_attribute(const std::vector<std::string>& classes);
    void end_shape(std::string_view name, std::string_view title);

    const SvgOptions& options_;
    const ChartTheme& theme_;
    std::string
        head_;  ///< up to the style sheet, which is written last: of the classes that are used
    std::string out_;
    Classes used_;
};

/// "12.5", "12": a coordinate, to a tenth of a pixel.
std::string coordinate(double value);

}  // namespace saleskpi::inline v0_3::detail
