// SPDX-License-Identifier: MIT
#include "page.hpp"

#include "nearest.hpp"

#include <saleskpi/html.hpp>

#include <fmt/format.h>

#include <array>

namespace sales_report {

namespace {

using Text = std::string_view;

constexpr std::array<Text, 10> of_rep{
    "revenue",  "attainment(revenue)", "deals_won",      "win_rate",       "average_deal_size",
    "sales_cycle_median", "pipeline_value", "open_deals", "deals_created", "activities"};
constexpr std::array<Text, 8> of_manager{
    "revenue",           "attainment(revenue)", "deals_won",      "win_rate",
    "average_deal_size", "sales_cycle_median",  "pipeline_value", "activities"};
constexpr std::array<Text, 8> of_executive{
    "revenue",       "attainment(revenue)", "win_rate",  "average_deal_size",
    "pipeline_value", "gross_margin",       "new_customers", "mrr"};

constexpr std::array<Text, 1> by_rep{"rep"};
constexpr std::array<Text, 2> by_team_and_rep{"team", "rep"};
constexpr std::array<Text, 2> by_region_and_team{"region", "team"};

constexpr std::array all_views{
    View{"rep", of_rep, by_rep, Grain::month},
    View{"manager", of_manager, by_team_and_rep, Grain::quarter},
    View{"executive", of_executive, by_region_and_team, Grain::quarter}};

}  // namespace

std::span<const View> views() { return all_views; }

const View& view_of(std::string_view name) {
    std::vector<Text> names;
    for (const View& view : all_views) {
        if (view.name == name) return view;
        names.push_back(view.name);
    }
    throw UsageError{fmt::format(
        "there is no view '{}'{}\nThere are: {}", name, did_you_mean(name, names),
        fmt::join(names, ", "))};
}

void write_page(
    const Rollup& asked,
    const Table& table,
    const std::vector<DataCheck>& checks,
    const Options& options,
    const TextSink& sink) {
    PageOptions page;
    page.checks = checks;
    page.explain = [&](const RowKey& key, const Definition& metric) {
        return asked.explain(metric, key.group, key.period);
    };
    page.command = fmt::format(
        "sales_report {}{}{} --explain {{metric}} --group {{group}} --period {{period}}", options.directory,
        options.by.empty() ? "" : fmt::format(" --by {}", fmt::join(table.dimensions(), ",")),
        options.where ? " --where ..." : "");
    write_html(Report{table}, sink, page);
}

}  // namespace sales_report
