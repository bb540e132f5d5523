// SPDX-License-Identifier: MIT
#include "svg_canvas.hpp"

#include "svg_text.hpp"
#include "value/utf8.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

using Kind = Paint::Kind;

/// The class of a colour, and the variable of CSS by which a page sets it.
struct NamedColour {
    std::string_view letter;
    std::string_view variable;
    std::string ChartColours::*member;
};

constexpr std::array named_colours{
    NamedColour{"s", "surface", &ChartColours::surface},
    NamedColour{"i", "ink", &ChartColours::ink},
    NamedColour{"m", "muted", &ChartColours::muted},
    NamedColour{"g", "grid", &ChartColours::grid},
    NamedColour{"k", "track", &ChartColours::track},
    NamedColour{"u", "good", &ChartColours::good},
    NamedColour{"d", "bad", &ChartColours::bad},
    NamedColour{"t", "target", &ChartColours::target},
};

/// The class of a kind, its rule, and the same as attributes; {} stands for the colour.
struct NamedKind {
    std::string_view letter;
    std::string_view rule;
    std::string_view attributes;
};

constexpr std::array named_kinds{
    NamedKind{"F", "", "fill=\"{0}\""},
    NamedKind{
        "O", "fill-opacity:.25;stroke:currentColor;stroke-dasharray:3 2",
        "fill=\"{0}\" fill-opacity=\".25\" stroke=\"{0}\" stroke-dasharray=\"3 2\""},
    NamedKind{"P", "fill-opacity:.4", "fill=\"{0}\" fill-opacity=\".4\""},
    NamedKind{
        "L", "fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round",
        "fill=\"none\" stroke=\"{0}\" stroke-width=\"2\" stroke-linejoin=\"round\""},
    NamedKind{"H", "fill:none;stroke:currentColor", "fill=\"none\" stroke=\"{0}\""},
    NamedKind{
        "M", "fill:none;stroke:currentColor;stroke-width:3",
        "fill=\"none\" stroke=\"{0}\" stroke-width=\"3\""},
    NamedKind{
        "R", "fill:var(--s);stroke:currentColor;stroke-width:2",
        "fill=\"{1}\" stroke=\"{0}\" stroke-width=\"2\""},
};

std::string variables(const ChartColours& colours) {
    std::string text;
    for (const NamedColour& colour : named_colours)
        text += fmt::format(
            "--{}:var(--chart-{},{});", colour.letter, colour.variable, colours.*colour.member);
    for (std::size_t i = 0; i < colours.series.size(); ++i)
        text += fmt::format("--c{0}:var(--chart-{0},{1});", i + 1, colours.series[i]);
    text.pop_back();
    return text;
}

std::string class_of(const Paint& paint) {
    const std::string_view kind = named_kinds[static_cast<std::size_t>(paint.kind)].letter;
    std::string text =
        paint.colour == Colour::series
            ? fmt::format("c{}", paint.series + 1)
            : std::string{named_colours[static_cast<std::size_t>(paint.colour)].letter};
    if (paint.kind != Kind::fill) text += ' ' + std::string{kind};
    return text;
}

std::string_view anchor_name(Anchor anchor) { return anchor == Anchor::middle ? "middle" : "end"; }

}  // namespace

void check(const ChartTheme& theme) {
    const auto check_text = [](const std::string& text) {
        if (text.empty() || text.find_first_of("<>&{};\"\\") != std::string::npos)
            throw Error{
                ErrorCode::invalid_argument,
                fmt::format("'{}' is neither a colour nor the names of fonts", as_utf8(text))};
    };
    check_text(theme.font);
    for (const ChartColours* colours : {&theme.light, &theme.dark}) {
        for (const NamedColour& colour : named_colours)
            check_text(colours->*colour.member);
        for (const std::string& colour : colours->series)
            check_text(colour);
    }
}

std::string coordinate(double value) {
    std::string text = fmt::format("{:.1f}", value);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text == "-0" ? "0" : text;
}

}  // namespace saleskpi::inline v0_3::detail

namespace saleskpi::inline v0_3 {

std::string chart_css(const ChartTheme& theme) {
    using namespace detail;
    check(theme);
    std::string text = fmt::format(
        ".skc{{{};font:12px {};color:var(--i);max-width:100%;height:auto}}"
        "@media screen and (prefers-color-scheme:dark){{.skc{{{}}}}}"
        ".skc *{{fill:currentColor}}.skc .b{{font-weight:600}}.skc .T{{font-size:14px}}.skc "
        ".S{{font-size:10px}}"
        ".skc .h{{stroke:var(--s);stroke-width:3px;paint-order:stroke}}",
        variables(theme.light), theme.font, variables(theme.dark));
    for (const NamedColour& colour : named_colours)
        text += fmt::format(".skc .{0}{{color:var(--{0})}}", colour.letter);
    for (std::size_t i = 0; i < theme.light.series.size(); ++i)
        text += fmt::format(".skc .c{0}{{color:var(--c{0})}}", i + 1);
    for (const NamedKind& kind : named_kinds)
        if (!kind.rule.empty()) text += fmt::format(".skc .{}{{{}}}", kind.letter, kind.rule);
    return text;
}

}  // namespace saleskpi::inline v0_3

namespace saleskpi::inline v0_3::detail {

void SvgCanvas::open(
    double width, double height, std::string_view title, std::string_view description) {
    const bool is_own = options_.style == SvgStyle::own;
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
    if (is_own) out_ += "<style>" + escaped(chart_css(theme_)) + "</style>";
    if (!is_page()) bar({0, 0, width, height}, paint(Colour::surface));
}

std::string SvgCanvas::closed() && { return std::move(out_) + "</svg>"; }

const std::string& SvgCanvas::colour(const Paint& paint) const {
    if (paint.colour == Colour::series) return theme_.light.series[paint.series];
    return theme_.light.*named_colours[static_cast<std::size_t>(paint.colour)].member;
}

std::string SvgCanvas::attributes(const Paint& paint) const {
    if (options_.style != SvgStyle::plain) return fmt::format(" class=\"{}\"", class_of(paint));
    return ' ' + fmt::format(
                     fmt::runtime(named_kinds[static_cast<std::size_t>(paint.kind)].attributes),
                     attribute_text(colour(paint)), attribute_text(theme_.light.surface));
}

std::string SvgCanvas::attributes(const TextStyle& style) const {
    std::string text;
    if (options_.style == SvgStyle::plain) {
        text += fmt::format(" fill=\"{}\"", attribute_text(colour(paint(style.colour))));
        if (style.strong) text += " font-weight=\"600\"";
        if (style.large) text += " font-size=\"14\"";
        if (style.small) text += " font-size=\"10\"";
        if (style.halo)
            text += fmt::format(
                " stroke=\"{}\" stroke-width=\"3\" paint-order=\"stroke\"",
                attribute_text(theme_.light.surface));
    } else {
        std::string classes;
        const auto add = [&](bool is_there, const std::string& name) {
            if (is_there) classes += (classes.empty() ? "" : " ") + name;
        };
        add(style.colour != Colour::ink, class_of(paint(style.colour)));
        add(style.strong, "b");
        add(style.large, "T");
        add(style.small, "S");
        add(style.halo, "h");
        if (!classes.empty()) text += fmt::format(" class=\"{}\"", classes);
    }
    if (style.anchor != Anchor::start)
        text += fmt::format(" text-anchor=\"{}\"", anchor_name(style.anchor));
    return text;
}

void SvgCanvas::end_shape(std::string_view name, std::string_view title) {
    if (title.empty())
        out_ += "/>";
    else
        out_ += fmt::format("><title>{}</title></{}>", escaped(title), name);
}

void SvgCanvas::bar(const Box& box, const Paint& paint, std::string_view title) {
    out_ += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}", coordinate(box.left),
        coordinate(box.top), coordinate(box.width()), coordinate(box.height()), attributes(paint));
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
    const std::string cut = fitted(whole, width, style.large ? title_size : text_size);
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
