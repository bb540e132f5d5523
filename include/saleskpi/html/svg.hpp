// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/chart/chart.hpp>
#include <saleskpi/value/text_sink.hpp>

#include <array>
#include <cstdint>
#include <string>

/// Threads: functions without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// The colours of one background, as CSS has them: "#1f2328". Text and what carries a meaning must have a
/// contrast of 4.5 to 1 to the surface.
struct ChartColours {
    std::string surface;  ///< the background
    std::string ink;      ///< text
    std::string muted;    ///< text that matters less, axes
    std::string grid;     ///< lines behind the data
    std::string track;    ///< ranges behind a bullet, empty cells
    std::string good;
    std::string bad;
    std::string target;
    std::array<std::string, 6>
        series;  ///< one after the other; dashes and patterns tell them apart, too
};

/// On a page every colour can be set by a variable of CSS, such as --chart-ink or --chart-1; these are
/// what they are without.
struct ChartTheme {
    ChartColours light{
        "#ffffff", "#1f2328", "#57606a",
        "#d8dee4", "#eaeef2", "#116329",
        "#b3261e", "#1f2328", {"#0a5fb4", "#a04100", "#116329", "#8a3ffc", "#9a1f60", "#57606a"}};
    ChartColours dark{
        "#0d1117", "#e6edf3", "#a3adb8",
        "#30363d", "#21262d", "#4ac26b",
        "#ff8a80", "#e6edf3", {"#6cb6ff", "#f0a35e", "#4ac26b", "#c297ff", "#f57fb0", "#a3adb8"}};
    std::string font = "system-ui,sans-serif";
};

/// Where the colours of an SVG stand.
enum class SvgStyle : std::uint8_t {
    own,   ///< in a style sheet within: it can stand alone, and follows light and dark
    page,  ///< in chart_css(), once for all charts of a page
    plain  ///< in each shape, the light ones: for mail, and for programs that read no style sheet
};

struct SvgOptions {
    int width =
        640;  ///< in pixels, from 160; the page may scale it. A sparkline's is a quarter of it
    int height = 0;  ///< 0: as the kind and the number of categories want it
    SvgStyle style = SvgStyle::own;
    /// Of a chart of groups that would have more, as many of the first as have room, and how many more there
    /// are; of the parts of a stack the others are one. 0: all, whatever it takes.
    std::size_t most_bytes = 0;
    bool title = true;  ///< whether the title is drawn, too: a page may have it as a heading
};

/// Throws Error invalid_argument for a theme with what ends a rule of CSS.
///
/// The chart as one <svg> element without anything around it, in UTF-8: nothing in it is loaded from
/// elsewhere or has an id, and equal charts have equal bytes. It has role="img" with <title> and <desc>;
/// whatever has no room is cut, and whole in a <title> of its own. Every text is escaped, and is read as it
/// was; what XML cannot have, and bytes that are no UTF-8, become U+FFFD.
void write_svg(
    const Chart& chart,
    const TextSink& sink,
    const SvgOptions& options = {},
    const ChartTheme& theme = {});
/// The same as one text.
std::string to_svg(
    const Chart& chart, const SvgOptions& options = {}, const ChartTheme& theme = {});

/// The style sheet that SvgStyle::page leaves to the page: rules for the class "skc" alone.
std::string chart_css(const ChartTheme& theme = {});

/// The same numbers as a <table> with <caption> and <th scope>, for those who do not see the chart. No
/// value is told by its reason. A chart of small multiples is one table.
void write_table(const Chart& chart, const TextSink& sink);
/// The same as one text.
std::string to_html_table(const Chart& chart);

}  // namespace saleskpi::inline v0_3
