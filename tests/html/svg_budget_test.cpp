// SPDX-License-Identifier: MIT
// How many bytes charts take.
#include "catch.hpp"
#include "html/sample_charts.hpp"
#include "html/svg_reader.hpp"

#include <saleskpi/html/svg.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace saleskpi;
using namespace xml;

TEST_CASE("charts are small") {
    using enum SeriesRole;
    // A year of months, or twelve groups, with all that is usual beside them.
    const std::vector<std::pair<ChartKind, std::vector<SeriesRole>>> usual{
        {ChartKind::line, {value, prior, target}},
        {ChartKind::bars, {value, target}},
        {ChartKind::stacked_bars, {value, value, value}},
        {ChartKind::waterfall, {value}},
        {ChartKind::bullet, {value, target, share, bound}},
        {ChartKind::funnel, {value, share}},
        {ChartKind::heat_map, {value, value, value, value, value, value}},
        {ChartKind::leaderboard, {value, rank, prior, prior_rank}},
        {ChartKind::distribution, {value}},
        {ChartKind::sparkline, {value}}};
    for (const auto& [kind, roles] : usual)
        for (const bool over_time : {false, true}) {
            Chart chart;
            chart.kind = kind;
            chart.over_time = over_time;
            chart.title = "Monthly recurring revenue";
            chart.description = "2025-01-01 – 2025-12-31; USD; higher is better";
            for (int c = 1; c <= 12; ++c)
                chart.categories.push_back({c < 10 ? "2025-0" + std::to_string(c) : "2025-12"});
            for (const SeriesRole role : roles) {
                std::vector<std::pair<sample::Value, std::string>> numbers;
                for (int c = 0; c < 12; ++c)
                    numbers.emplace_back(100'000.0 + c * c % 7 * 10'000, "123,456.00");
                chart.series.push_back(sample::series("Series", role, numbers));
            }
            INFO(name(kind) << ": " << to_svg(chart).size());
            const std::size_t size = to_svg(chart, {.style = SvgStyle::page}).size();
            CHECK(size <= 1024 + 220 * 12 * roles.size());
            if (kind != ChartKind::stacked_bars) CHECK(size <= 6 * 1024);
            CHECK(to_svg(chart).size() <= size + 1024);
        }
}

TEST_CASE(
    "a chart of more groups than have room draws the first, and says how many more there are") {
    using enum SeriesRole;
    constexpr std::size_t most = 6'000;
    const auto svg_of = [&](const Chart& chart, SvgStyle style) {
        const std::string text = to_svg(chart, {.style = style, .most_bytes = most});
        CHECK(text.size() <= most);
        return xml::read(text);
    };
    Chart chart;
    for (int c = 0; c < 43; ++c)
        chart.categories.push_back({"Rep number " + std::to_string(c)});
    const std::vector<std::pair<sample::Value, std::string>> numbers(43, {100'000.0, "123,456.00"});
    for (const ChartKind kind : {ChartKind::bullet, ChartKind::bars, ChartKind::leaderboard})
        for (const SvgStyle style : {SvgStyle::page, SvgStyle::own, SvgStyle::plain}) {
            INFO(name(kind));
            chart.kind = kind;
            chart.series = {
                sample::series("v", value, numbers), sample::series("t", target, numbers),
                sample::series("s", share, numbers)};
            const xml::Node svg = svg_of(chart, style);
            const Texts read = texts(svg);
            const auto rows = std::count_if(read.begin(), read.end(), [](const std::string& text) {
                return text.starts_with("Rep number");
            });
            CHECK(rows >= 10);
            CHECK(rows < 43);
            CHECK(has(read, "Rep number 0"));
            CHECK(has(read, "+" + std::to_string(43 - rows) + " more"));
            CHECK(svg.all("desc").at(0)->text == "+" + std::to_string(43 - rows) + " more");
            CHECK(texts(xml::read(to_svg(chart, {.style = style}))).size() > read.size());
        }

    // A stack is as high as all of its parts.
    Chart stack;
    stack.kind = ChartKind::stacked_bars;
    stack.over_time = true;
    stack.categories = {{"2025"}, {"2026"}};
    for (int s = 0; s < 40; ++s)
        stack.series.push_back(sample::series(
            "Part " + std::to_string(s), value, {{10.0, "10"}, {sample::Value{}, "none"}}));
    const auto height = [](const xml::Node& svg) {
        double low = 0;
        double high = 1e9;
        for (const xml::Node* node : svg.all("rect"))
            if (node->number("width") == 55) {
                high = (std::min)(high, node->number("y"));
                low = (std::max)(low, node->number("y") + node->number("height"));
            }
        return low - high;
    };
    const xml::Node part = svg_of(stack, SvgStyle::page);
    // The legend of all is higher, and the chart so much as well.
    CHECK(height(part) == Approx(height(xml::read(to_svg(stack)))).margin(1));
    CHECK(bars(part, "m P").size() == 2);  // in the legend, and in the one stack that there is

    for (const ChartKind kind :
         {ChartKind::line, ChartKind::heat_map, ChartKind::small_multiples}) {
        INFO(name(kind));
        Chart lines = stack;
        lines.kind = kind;
        for (int c = 0; c < 12; ++c)
            lines.categories.push_back({std::to_string(c)});
        for (ChartSeries& series : lines.series)
            series.numbers.resize(14, sample::number(7.0, "7,777.00"));
        if (kind == ChartKind::small_multiples) {
            Chart panel = lines;
            panel.kind = ChartKind::line;
            panel.series.resize(1);
            lines.panels.assign(40, panel);
            lines.series.clear();
        }
        const Texts read = texts(svg_of(lines, SvgStyle::page));
        CHECK(std::any_of(read.begin(), read.end(), [](const std::string& text) {
            return text.starts_with("+") && text.ends_with(" more");
        }));
    }

    // What is only understood as a whole is drawn as a whole.
    Chart movements = chart;
    movements.kind = ChartKind::waterfall;
    CHECK(to_svg(movements, {.most_bytes = 1'000}) == to_svg(movements));
}
