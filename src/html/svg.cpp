// SPDX-License-Identifier: MIT
#include "svg_frame.hpp"
#include "svg_shorter.hpp"
#include "value/text_buffer.hpp"

#include <saleskpi/html/svg.hpp>

#include <algorithm>

namespace saleskpi::inline v0_3 {

namespace {

std::string drawn_svg(
    const Chart& chart, std::size_t left_out, const SvgOptions& options, const ChartTheme& theme) {
    const bool is_spark = chart.kind == ChartKind::sparkline;
    const double width = (std::max)(options.width, 160) / (is_spark ? 4.0 : 1.0);
    const detail::SvgFrame frame{chart, width, options.title, left_out};
    const double height =
        options.height > 0 ? (std::max)(options.height, is_spark ? 16 : 80) : frame.height();
    detail::SvgCanvas canvas{options, theme};
    canvas.open(width, height, frame.title(), frame.description());
    frame.draw(canvas, height);
    return std::move(canvas).closed();
}

}  // namespace

void write_svg(
    const Chart& chart, const TextSink& sink, const SvgOptions& options, const ChartTheme& theme) {
    using namespace detail;
    check(theme);
    TextBuffer out{sink};
    std::string svg = drawn_svg(chart, 0, options, theme);
    const std::size_t all = parts_of(chart);
    for (std::size_t parts = all;
         parts > 1 && options.most_bytes > 0 && svg.size() > options.most_bytes;) {
        parts = (std::min)(parts - 1, parts * options.most_bytes / svg.size());
        parts = (std::max)(parts, std::size_t{1});
        svg = drawn_svg(shortened(chart, parts), all - parts, options, theme);
    }
    out.add(std::move(svg));
    out.finish();
}

std::string to_svg(const Chart& chart, const SvgOptions& options, const ChartTheme& theme) {
    return detail::written([&](const TextSink& sink) { write_svg(chart, sink, options, theme); });
}

}  // namespace saleskpi::inline v0_3
