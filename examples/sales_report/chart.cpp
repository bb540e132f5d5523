// SPDX-License-Identifier: MIT
#include "chart.hpp"

#include "page.hpp"

#include <saleskpi/chart/of_report.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sales_report {

namespace {

/// Whether it shows the groups of one period.
bool is_of_one_period(ChartKind kind, const Options& options) {
    switch (kind) {
        case ChartKind::waterfall:
        case ChartKind::bullet:
        case ChartKind::funnel:
        case ChartKind::leaderboard:
        case ChartKind::distribution:
            return true;
        case ChartKind::bars:
            return !options.by.empty();
        case ChartKind::stacked_bars:
        case ChartKind::heat_map:
            return options.by.size() > 1;
        case ChartKind::line:
        case ChartKind::sparkline:
        case ChartKind::small_multiples:
            break;
    }
    return false;
}

bool takes_one_metric(ChartKind kind) {
    return kind == ChartKind::bullet || kind == ChartKind::leaderboard ||
           kind == ChartKind::distribution || kind == ChartKind::sparkline;
}

bool has(const std::vector<Definition>& metrics, std::string_view id) {
    return std::any_of(metrics.begin(), metrics.end(), [id](const Definition& metric) {
        return metric.id() == id;
    });
}

}  // namespace

ChartKind chart_kind(const Options& options) {
    if (options.chart) return *options.chart;
    if (options.report && !options.report->waterfall.empty() && options.by.empty())
        return ChartKind::waterfall;
    if (options.every || options.report) return ChartKind::line;
    return ChartKind::bars;
}

Grain chart_grain(const Options& options) {
    if (options.every) return *options.every;
    const bool is_one = is_of_one_period(chart_kind(options), options);
    const bool is_usual_bar = !options.chart && chart_kind(options) == ChartKind::bars;
    return is_one || is_usual_bar ? Grain::window : Grain::month;
}

std::vector<Definition> chart_metrics(
    std::vector<Definition> metrics,
    const Options& options,
    const std::function<Definition(const std::string&)>& metric_of) {
    const ChartKind kind = chart_kind(options);
    if (options.report && kind == ChartKind::waterfall) {
        metrics.clear();
        for (const Movement& one : options.report->waterfall)
            metrics.push_back(metric_of(std::string{one.id}));
        return metrics;
    }
    if (options.metrics.empty() && !options.report)
        metrics.erase(metrics.begin() + 1, metrics.end());
    const std::string target = fmt::format("target({})", metrics.front().id());
    if (kind == ChartKind::bullet && !has(metrics, target)) metrics.push_back(metric_of(target));
    return metrics;
}

Chart chart_of(const Table& table, const Options& options) {
    const Report report{table};
    const ChartKind kind = chart_kind(options);
    ChartOptions style;
    style.top = options.top.value_or(0);
    if (options.language) style.glossary = glossary_of(*options.language);
    std::vector<ChartColumn> columns;
    const auto metrics = report.columns();
    const std::string first{metrics.front().metric.id()};
    for (const ReportColumn& column : metrics) {
        const std::string id{column.metric.id()};
        if (id == fmt::format("target({})", first))
            style.target = id;
        else if (id.starts_with(fmt::format("before({},", first)))
            style.prior = id;
        else if (columns.empty() || !takes_one_metric(kind))
            columns.emplace_back(id);
        else
            throw UsageError{fmt::format(
                "--chart {} is of one metric, and there are {} and {}", name(kind), first, id)};
    }
    if (options.report && kind == ChartKind::waterfall)
        columns = options.report->waterfall_columns();
    if (options.period) {
        for (const ReportRow& row : report)
            if (row.key().label == *options.period) style.period = row.key().period;
        if (!style.period)
            throw UsageError{fmt::format("there is no period '{}' in the report", *options.period)};
    }
    try {
        return saleskpi::chart_of(kind, report, columns, style);
    } catch (const Error& error) {
        throw UsageError{fmt::format("--chart {}: {}", name(kind), error.what())};
    }
}

}  // namespace sales_report
