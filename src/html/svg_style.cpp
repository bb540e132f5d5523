// SPDX-License-Identifier: MIT
#include "svg_style.hpp"

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
    NamedKind{"P", "fill-opacity:.7", "fill=\"{0}\" fill-opacity=\".7\""},
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

/// The same of how texts are set; {0} stands for the background.
struct NamedText {
    std::string_view letter;
    bool TextStyle::*member;
    std::string_view rule;
    std::string_view attributes;
};

constexpr std::array named_texts{
    NamedText{"b", &TextStyle::strong, "font-weight:600", "font-weight=\"600\""},
    NamedText{"T", &TextStyle::large, "font-size:14px", "font-size=\"14\""},
    NamedText{"X", &TextStyle::huge, "font-size:24px", "font-size=\"24\""},
    NamedText{"S", &TextStyle::small, "font-size:10px", "font-size=\"10\""},
    NamedText{
        "h", &TextStyle::halo, "stroke:var(--s);stroke-width:3px;paint-order:stroke",
        "stroke=\"{0}\" stroke-width=\"3\" paint-order=\"stroke\""}};

const NamedColour& named(Colour colour) { return named_colours[static_cast<std::size_t>(colour)]; }

const std::string& colour_of(const Paint& paint, const ChartColours& colours) {
    return paint.colour == Colour::series ? colours.series[paint.series]
                                          : colours.*named(paint.colour).member;
}

std::string class_of(const Paint& paint) {
    return paint.colour == Colour::series ? fmt::format("c{}", paint.series + 1)
                                          : std::string{named(paint.colour).letter};
}

/// The rules of a style sheet for some classes, or for all.
class StyleSheet {
public:
    StyleSheet(const ChartTheme& theme, const Classes* used) : theme_{theme}, used_{used} {}

    std::string text() const {
        std::string text = fmt::format(
            ".skc{{{};font:12px {};color:var(--i);max-width:100%;height:auto}}"
            "@media screen and (prefers-color-scheme:dark){{.skc{{{}}}}}"
            ".skc *{{fill:currentColor}}",
            variables(theme_.light), theme_.font, variables(theme_.dark));
        for (const NamedColour& colour : named_colours)
            if (has(colour.letter))
                text += fmt::format(".skc .{0}{{color:var(--{0})}}", colour.letter);
        for (std::size_t i = 0; i < theme_.light.series.size(); ++i)
            if (has(fmt::format("c{}", i + 1)))
                text += fmt::format(".skc .c{0}{{color:var(--c{0})}}", i + 1);
        for (const NamedKind& kind : named_kinds)
            if (!kind.rule.empty() && has(kind.letter))
                text += fmt::format(".skc .{}{{{}}}", kind.letter, kind.rule);
        if (has("e")) text += ".skc .e{text-anchor:end}";
        if (has("q")) text += ".skc .q{text-anchor:middle}";
        for (const NamedText& part : named_texts)
            if (has(part.letter)) text += fmt::format(".skc .{}{{{}}}", part.letter, part.rule);
        return text;
    }

private:
    bool has(std::string_view name) const { return !used_ || used_->contains(name); }

    std::string variables(const ChartColours& colours) const {
        std::string text;
        for (const NamedColour& colour : named_colours)
            if (has(colour.letter) || colour.letter == "i" || colour.letter == "s")
                text += fmt::format(
                    "--{}:var(--chart-{},{});", colour.letter, colour.variable,
                    colours.*colour.member);
        for (std::size_t i = 0; i < colours.series.size(); ++i)
            if (has(fmt::format("c{}", i + 1)))
                text += fmt::format("--c{0}:var(--chart-{0},{1});", i + 1, colours.series[i]);
        text.pop_back();
        return text;
    }

    const ChartTheme& theme_;
    const Classes* used_;
};

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

std::string css_of(const ChartTheme& theme, const Classes* used) {
    return StyleSheet{theme, used}.text();
}

std::vector<std::string> classes_of(const Paint& paint) {
    std::vector<std::string> classes{class_of(paint)};
    if (paint.kind != Kind::fill)
        classes.emplace_back(named_kinds[static_cast<std::size_t>(paint.kind)].letter);
    return classes;
}

std::vector<std::string> classes_of(const TextStyle& style) {
    std::vector<std::string> classes;
    if (style.colour != Colour::ink) classes.push_back(class_of(paint(style.colour)));
    if (style.anchor != Anchor::start)
        classes.emplace_back(style.anchor == Anchor::end ? "e" : "q");
    for (const NamedText& part : named_texts)
        if (style.*part.member) classes.emplace_back(part.letter);
    return classes;
}

std::string attributes_of(const Paint& paint, const ChartTheme& theme) {
    return fmt::format(
        fmt::runtime(named_kinds[static_cast<std::size_t>(paint.kind)].attributes),
        attribute_text(colour_of(paint, theme.light)), attribute_text(theme.light.surface));
}

std::string attributes_of(const TextStyle& style, const ChartTheme& theme) {
    std::string text =
        fmt::format(" fill=\"{}\"", attribute_text(colour_of(paint(style.colour), theme.light)));
    for (const NamedText& part : named_texts)
        if (style.*part.member)
            text += ' ' +
                    fmt::format(fmt::runtime(part.attributes), attribute_text(theme.light.surface));
    return text;
}

}  // namespace saleskpi::inline v0_3::detail

namespace saleskpi::inline v0_3 {

std::string chart_css(const ChartTheme& theme) {
    detail::check(theme);
    return detail::css_of(theme, nullptr);
}

}  // namespace saleskpi::inline v0_3
