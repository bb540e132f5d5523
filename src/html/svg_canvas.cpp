// SPDX-License-Identifier: MIT
#include "svg_canvas.hpp"

#include "svg_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

std::string_view anchor_name(Anchor anchor) { return anchor == Anchor::middle ? "middle" : "end"; }

}  // namespace

std::string coordinate(double value) {
    std::string text = fmt::format("{:.1f}", value);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text == "-0" ? "0" : text;
}

void SvgCanvas::open(
    double width, double height, std::string_view title, std::string_view description) {
    const bool is_plain = options_.style == SvgStyle::plain;
    out_ += "<svg";
    // HTML knows what an <svg> is.
    if (!is_page()) out_ += " xmlns=\"http://www.w3.org/2000/svg\"";
    if (!is_plain) out_ += " class=\"skc\"";
    out_ += fmt::format(
        " width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\"", coordinate(width),
        coordinate(height));
    if (is_plain)
        out_ += fmt::format(" font-family=\"{}\" font-size=\"12\"", attribute_text(theme_.font));
    out_ += "><title>" + escaped(title) + "</title>";
    if (!description.empty()) out_ += "<desc>" + escaped(description) + "</desc>";
    head_ = std::exchange(out_, {});
    if (!is_page()) bar({0, 0, width, height}, paint(Colour::surface));
}

std::string SvgCanvas::closed() && {
    if (options_.style == SvgStyle::own)
        head_ += "<style>" + escaped(css_of(theme_, &used_)) + "</style>";
    return head_ + out_ + "</svg>";
}

std::string SvgCanvas::attributes(const Paint& paint) {
    if (options_.style != SvgStyle::plain) return class_attribute(classes_of(paint));
    return ' ' + attributes_of(paint, theme_);
}

std::string SvgCanvas::attributes(const TextStyle& style) {
    if (options_.style != SvgStyle::plain) return class_attribute(classes_of(style));
    std::string text = attributes_of(style, theme_);
    if (style.anchor != Anchor::start)
        text += fmt::format(" text-anchor=\"{}\"", anchor_name(style.anchor));
    return text;
}

std::string SvgCanvas::class_attribute(const std::vector<std::string>& classes) {
    used_.insert(classes.begin(), classes.end());
    if (classes.empty()) return "";
    return fmt::format(" class=\"{}\"", fmt::join(classes, " "));
}

void SvgCanvas::end_shape(std::string_view name, std::string_view title) {
    if (title.empty())
        out_ += "/>";
    else
        out_ += fmt::format("><title>{}</title></{}>", escaped(title), name);
}

void SvgCanvas::begin_group(Point origin) {
    out_ += fmt::format(
        "<g transform=\"translate({} {})\">", coordinate(origin.x), coordinate(origin.y));
}

void SvgCanvas::bar(const Box& box, const Paint& paint, std::string_view title) {
    out_ += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}", coordinate(box.left),
        coordinate(box.top), coordinate((std::max)(box.width(), 0.0)),
        coordinate((std::max)(box.height(), 0.0)), attributes(paint));
    end_shape("rect", title);
}

void SvgCanvas::boxes(const std::vector<Box>& boxes, const Paint& paint, double opacity) {
    if (boxes.empty()) return;
    out_ += "<path d=\"";
    for (const Box& box : boxes)
        out_ += fmt::format(
            "M{} {}h{}v{}h{}z", coordinate(box.left), coordinate(box.top), coordinate(box.width()),
            coordinate(box.height()), coordinate(-box.width()));
    out_ += '"' + attributes(paint);
    if (opacity < 1) out_ += fmt::format(" fill-opacity=\"{:.2f}\"", opacity);
    out_ += "/>";
}

void SvgCanvas::dot(Point at, const Paint& paint, std::string_view title) {
    out_ += fmt::format(
        "<circle cx=\"{}\" cy=\"{}\" r=\"3\"{}", coordinate(at.x), coordinate(at.y),
        attributes(paint));
    end_shape("circle", title);
}

void SvgCanvas::line(Point from, Point to, const Paint& paint, std::string_view dashes) {
    path({from, to}, paint, dashes);
}

void SvgCanvas::path(
    const std::vector<Point>& points, const Paint& paint, std::string_view dashes) {
    if (points.empty()) return;
    out_ += "<path d=\"";
    for (std::size_t i = 0; i < points.size(); ++i)
        out_ += fmt::format(
            "{}{} {}", i == 0 ? "M" : "L", coordinate(points[i].x), coordinate(points[i].y));
    out_ += '"' + attributes(paint);
    if (!dashes.empty()) out_ += fmt::format(" stroke-dasharray=\"{}\"", dashes);
    out_ += "/>";
}

void SvgCanvas::text(
    Point at, std::string_view text, const TextStyle& style, std::string_view title) {
    out_ += fmt::format(
        "<text x=\"{}\" y=\"{}\"{}>{}", coordinate(at.x), coordinate(at.y), attributes(style),
        escaped(text));
    if (!title.empty()) out_ += "<title>" + escaped(title) + "</title>";
    out_ += "</text>";
}

void SvgCanvas::label(Point at, std::string_view whole, double width, const TextStyle& style) {
    constexpr double wider = 1.08;  // of strong letters
    const double plain = style.huge    ? huge_size
                         : style.large ? title_size
                         : style.small ? small_size
                                       : text_size;
    const double size = plain * (style.strong ? wider : 1);
    const std::string cut = fitted(whole, width, size);
    text(at, cut, style, cut == whole ? std::string_view{} : whole);
}

void SvgCanvas::texts(
    double y, const std::vector<Placed>& texts, const TextStyle& style, std::string_view title) {
    if (texts.empty()) return;
    out_ += fmt::format("<text y=\"{}\"{}>", coordinate(y), attributes(style));
    if (!title.empty()) out_ += "<title>" + escaped(title) + "</title>";
    for (const auto& [x, text] : texts)
        out_ += fmt::format("<tspan x=\"{}\">{}</tspan>", coordinate(x), escaped(text));
    out_ += "</text>";
}

}  // namespace saleskpi::inline v0_3::detail
