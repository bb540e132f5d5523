// SPDX-License-Identifier: MIT
#include "html/escape.hpp"
#include "html/page_parts.hpp"

#include <saleskpi/chart/of_report.hpp>
#include <saleskpi/html/svg.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t most_groups = 12;
constexpr std::size_t most_bytes = 6'000;  ///< of a chart

ChartOptions options_for(const PageModel& model) {
    ChartOptions options;
    options.glossary = model.options().glossary;
    return options;
}

/// That of the first card, or the first that has one: before movements an opening balance may stand.
std::size_t column_of_history(const PageModel& model, const PageTable& table) {
    const auto is_among = [](std::size_t one, const auto& columns) {
        return std::find(columns.begin(), columns.end(), one) != columns.end();
    };
    const auto& cards = model.cards();
    if (!cards.empty() && is_among(cards.front(), table.columns)) return cards.front();
    const auto first = std::find_if(
        table.columns.begin(), table.columns.end(),
        [&](std::size_t one) { return is_among(one, cards); });
    return first == table.columns.end() ? table.columns.front() : *first;
}

/// How the total has gone, with its target.
void add_history(const PageModel& model, const PageTable& table, std::vector<Chart>& charts) {
    const auto shown = model.shown_period();
    if (model.periods().size() < 2 || !shown || !model.total_row(*shown)) return;
    const std::size_t column = column_of_history(model, table);
    ChartOptions options = options_for(model);
    options.levels = 0;
    options.title = model.plain_title(column);
    const std::string target = target_id(model.report().columns()[column].metric.id());
    if (model.column(target)) options.target = ChartColumn{target};
    charts.push_back(line_chart(model.report(), column, options));
}

std::size_t groups_at(const PageModel& model, std::size_t depth) {
    return static_cast<std::size_t>(std::count_if(
        model.groups().begin(), model.groups().end(),
        [&](const PageGroup& group) { return group.names.size() == depth; }));
}

/// Who has how much, and how far that is: groups as far within as there is room for all. If even the
/// outermost have too many, the best of them.
void add_groups(const PageModel& model, const PageTable& table, std::vector<Chart>& charts) {
    const auto shown = model.shown_period();
    std::size_t depth = model.report().table().dimensions().size();
    if (!shown || depth == 0) return;
    while (depth > 1 && groups_at(model, depth) > most_groups && groups_at(model, depth - 1) > 0)
        --depth;
    const std::size_t groups = groups_at(model, depth);
    if (groups < 2) return;
    const std::size_t column = column_of_history(model, table);
    const std::string target = target_id(model.report().columns()[column].metric.id());
    ChartOptions options = options_for(model);
    options.levels = depth;
    options.period = model.periods()[*shown].period;
    if (model.column(target)) options.target = ChartColumn{target};
    const ChartKind kind = groups > most_groups ? ChartKind::leaderboard
                           : options.target     ? ChartKind::bullet
                                                : ChartKind::bars;
    charts.push_back(chart_of(kind, model.report(), column, options));
}

/// What became of a balance: in the section that has it.
void add_waterfalls(const PageModel& model, const PageTable& table, std::vector<Chart>& charts) {
    const auto shown = model.shown_period();
    if (!shown || !model.total_row(*shown)) return;
    for (const std::vector<ChartColumn>& columns : model.options().waterfalls) {
        if (columns.empty()) continue;
        const std::size_t balance = columns.back().in(model.report());
        if (std::find(table.columns.begin(), table.columns.end(), balance) == table.columns.end())
            continue;
        ChartOptions options = options_for(model);
        options.levels = 0;
        options.period = model.periods()[*shown].period;
        charts.push_back(waterfall_chart(model.report(), columns, options));
    }
}

}  // namespace

std::string target_id(std::string_view id) { return fmt::format("target({})", id); }

std::optional<Chart> sparkline_of(const PageModel& model, std::size_t column) {
    if (model.periods().size() < 3) return std::nullopt;
    ChartOptions options = options_for(model);
    options.levels = 0;
    options.title = model.plain_title(column);
    return sparkline(model.report(), column, options);
}

std::string sparkline_text(const PageModel& model, std::size_t column) {
    const auto chart = sparkline_of(model, column);
    return chart ? to_svg(*chart, {.style = SvgStyle::page, .title = false}) : std::string{};
}

std::vector<Chart> charts_of(const PageModel& model, const PageTable& table) {
    std::vector<Chart> charts;
    if (model.options().charts) {
        add_history(model, table, charts);
        add_groups(model, table, charts);
        add_waterfalls(model, table, charts);
    }
    charts.insert(charts.end(), table.charts.begin(), table.charts.end());
    return charts;
}

void write_charts(const PageModel& model, const PageTable& table, TextBuffer& out) {
    const std::vector<Chart> charts = charts_of(model, table);
    if (charts.empty()) return;
    out.add("<div class=charts>");
    for (const Chart& chart : charts)
        out.add(fmt::format(
            "<figure><figcaption>{0}</figcaption><div class=scroll tabindex=0 role=group "
            "aria-label=\"{0}\">{1}</div><details><summary>{2}</summary><div class=scroll "
            "tabindex=0 role=group aria-label=\"{2}\">{3}</div></details></figure>\n",
            html_text(chart.title),
            to_svg(
                chart,
                {.width = 560, .style = SvgStyle::page, .most_bytes = most_bytes, .title = false}),
            model.say("The numbers"), to_html_table(chart)));
    out.add("</div>\n");
}

}  // namespace saleskpi::inline v0_3::detail
