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

constexpr std::size_t most_bullets = 12;
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
    options.total = true;
    options.title = model.plain_title(column);
    const std::string target = target_id(model.report().columns()[column].metric.id());
    if (model.column(target)) options.target = ChartColumn{target};
    charts.push_back(line_chart(model.report(), column, options));
}

/// Who is how far.
void add_bullets(const PageModel& model, const PageTable& table, std::vector<Chart>& charts) {
    const std::size_t column = table.columns.front();
    const std::string target = target_id(model.report().columns()[column].metric.id());
    const auto shown = model.shown_period();
    const std::size_t dimensions = model.report().table().dimensions().size();
    const auto groups = std::count_if(
        model.groups().begin(), model.groups().end(),
        [&](const PageGroup& group) { return group.names.size() == dimensions; });
    if (dimensions == 0 || !shown || !model.column(target) ||
        static_cast<std::size_t>(groups) > most_bullets)
        return;
    ChartOptions options = options_for(model);
    options.target = ChartColumn{target};
    options.period = model.periods()[*shown].period;
    charts.push_back(bullet_chart(model.report(), column, options));
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
        options.total = true;
        options.period = model.periods()[*shown].period;
        charts.push_back(waterfall_chart(model.report(), columns, options));
    }
}

}  // namespace

std::string target_id(std::string_view id) { return fmt::format("target({})", id); }

std::optional<Chart> sparkline_of(const PageModel& model, std::size_t column) {
    if (model.periods().size() < 3) return std::nullopt;
    ChartOptions options = options_for(model);
    options.total = true;
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
        add_bullets(model, table, charts);
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
