// SPDX-License-Identifier: MIT
#include "svg_shorter.hpp"

#include "svg_scale.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

bool is_value(const ChartSeries& series) { return series.role == SeriesRole::value; }

std::size_t count_of_values(const Chart& chart) {
    return static_cast<std::size_t>(
        std::count_if(chart.series.begin(), chart.series.end(), is_value));
}

enum class Parts { none, categories, series, panels };

Parts kind_of_parts(const Chart& chart) {
    switch (chart.kind) {
        case ChartKind::small_multiples:
            return Parts::panels;
        case ChartKind::line:
        case ChartKind::stacked_bars:
        case ChartKind::heat_map:
            return Parts::series;
        case ChartKind::bars:
            return chart.over_time ? Parts::series : Parts::categories;
        case ChartKind::bullet:
        case ChartKind::leaderboard:
            return Parts::categories;
        case ChartKind::waterfall:
        case ChartKind::funnel:
        case ChartKind::distribution:
        case ChartKind::sparkline:
            break;
    }
    return Parts::none;
}

/// What is left of a stack: drawn, and told by no number.
ChartSeries together(const Chart& chart, const std::vector<ChartSeries>& others) {
    ChartSeries rest{more_text(chart, others.size()), SeriesRole::prior, chart.unit, {}};
    rest.numbers.resize(chart.categories.size());
    for (const ChartSeries& series : others)
        for (std::size_t c = 0; c < rest.numbers.size() && c < series.numbers.size(); ++c)
            if (const auto value = drawn(series.numbers[c]))
                rest.numbers[c].value = rest.numbers[c].value.value_or(0) + *value;
    return rest;
}

void keep_series(Chart& chart, std::size_t parts) {
    std::vector<ChartSeries> kept;
    std::vector<ChartSeries> others;
    std::size_t number = 0;
    for (ChartSeries& series : chart.series) {
        const bool is_kept = !is_value(series) || number++ < parts;
        (is_kept ? kept : others).push_back(std::move(series));
    }
    chart.series = std::move(kept);
    if (chart.kind == ChartKind::stacked_bars) chart.series.push_back(together(chart, others));
}

}  // namespace

std::size_t parts_of(const Chart& chart) {
    switch (kind_of_parts(chart)) {
        case Parts::none:
            break;
        case Parts::categories:
            return chart.categories.size();
        case Parts::series:
            return count_of_values(chart);
        case Parts::panels:
            return chart.panels.size();
    }
    return 0;
}

Chart shortened(const Chart& chart, std::size_t parts) {
    Chart shorter = chart;
    switch (kind_of_parts(chart)) {
        case Parts::none:
            break;
        case Parts::categories:
            shorter.categories.resize(parts);
            for (ChartSeries& series : shorter.series)
                series.numbers.resize((std::min)(series.numbers.size(), parts));
            break;
        case Parts::series:
            keep_series(shorter, parts);
            break;
        case Parts::panels:
            shorter.panels.resize(parts);
            break;
    }
    return shorter;
}

std::string more_text(const Chart& chart, std::size_t left_out) {
    return fmt::format("+{} {}", left_out, chart.words.more);
}

}  // namespace saleskpi::inline v0_3::detail
