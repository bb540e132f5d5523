// SPDX-License-Identifier: MIT
#include "page.hpp"

#include "named_reports.hpp"
#include "nearest.hpp"

#include <saleskpi/html.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace sales_report {

namespace {

using Text = std::string_view;

constexpr std::array<Text, 5> results{
    "revenue", "target(revenue)", "attainment(revenue)", "deals_won", "average_deal_size"};
constexpr std::array<Text, 4> pipeline{
    "pipeline_value", "open_deals", "win_rate", "sales_cycle_median"};
constexpr std::array<Text, 3> effort{"activities", "calls", "meetings"};
constexpr std::array<Text, 9> recurring{
    "mrr",
    "opening_mrr",
    "new_mrr",
    "expansion_mrr",
    "contraction_mrr",
    "churned_mrr",
    "reactivation_mrr",
    "moved_mrr",
    "arr"};
constexpr std::array<Text, 3> customers{"new_customers", "gross_margin", "win_rate"};

constexpr std::array<Text, 6> cards_of_rep{
    "revenue", "deals_won", "win_rate", "sales_cycle_median", "pipeline_value", "activities"};
constexpr std::array<Text, 6> cards_of_executive{"revenue",      "deals_won",     "win_rate",
                                                 "gross_margin", "new_customers", "mrr"};

constexpr std::array of_rep{
    ViewSection{"Results", results}, ViewSection{"Pipeline", pipeline},
    ViewSection{"Activity", effort}};
constexpr std::array of_executive{
    ViewSection{"Results", results}, ViewSection{"Customers", customers},
    ViewSection{"Recurring revenue", recurring}};

constexpr std::array<Text, 1> by_rep{"rep"};
constexpr std::array<Text, 2> by_team_and_rep{"team", "rep"};
constexpr std::array<Text, 2> by_region_and_team{"region", "team"};

constexpr std::array all_views{
    View{"rep", "Reps", of_rep, cards_of_rep, by_rep, Grain::month},
    View{"manager", "Teams and reps", of_rep, cards_of_rep, by_team_and_rep, Grain::quarter},
    View{
        "executive", "The company", of_executive, cards_of_executive, by_region_and_team,
        Grain::quarter}};

template <class T, std::size_t n>
const T& named(const std::array<T, n>& all, Text name, Text what) {
    std::vector<Text> names;
    for (const T& one : all) {
        if (one.name == name) return one;
        names.push_back(one.name);
    }
    throw UsageError{fmt::format(
        "there is no {} '{}'{}\nThere are: {}", what, name, did_you_mean(name, names),
        fmt::join(names, ", "))};
}

/// As a shell takes it for one word.
std::string word(const std::string& text) {
    constexpr Text plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,";
    if (!text.empty() && text.find_first_not_of(plain) == Text::npos) return text;
    std::string quoted = "'";
    for (const char c : text)
        quoted += c == '\'' ? R"('\'')" : std::string{c};
    return quoted + '\'';
}

/// What explains a number of the report, but for which.
std::string command(const Table& table, const Options& options) {
    // A connection may hold a password.
    std::string text =
        "sales_report " + (options.source ? "--source DATABASE" : word(options.directory));
    for (const std::string& argument : options.repeated)
        text += ' ' + word(argument);
    if (!table.dimensions().empty())
        text += " --by " + word(fmt::format("{}", fmt::join(table.dimensions(), ",")));
    text += " --explain {metric}";
    if (!table.dimensions().empty()) text += " --group {group}";
    if (table.grain() != Grain::window)
        text += fmt::format(" --every {} --period {{period}}", name(table.grain()));
    return text;
}

bool has_column(const Table& table, std::string_view id) {
    return std::any_of(
        table.metrics().begin(), table.metrics().end(),
        [&](const Definition& metric) { return metric.id() == id; });
}

}  // namespace

const View& view_of(std::string_view name) { return named(all_views, name, "view"); }

Glossary glossary_of(const std::string& language) {
    if (auto known = find_glossary(language)) return *std::move(known);
    std::ifstream file{language, std::ios::binary};
    if (!file) {
        const std::vector<std::string> known = glossary_languages();
        throw UsageError{fmt::format(
            "there is no language or file '{}'\nThere are: {}, and files such as "
            "src/html/glossaries/pl.txt",
            language, fmt::join(known, ", "))};
    }
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    return parse_glossary(text);
}

const NamedTheme& theme_of(std::string_view name) {
    static const std::array themes{
        NamedTheme{"standard", {}},
        NamedTheme{
            "contrast",
            {{"#ffffff", "#ffffff", "#000000", "#333333", "#767676", "#003e9c", "#004d14",
              "#8a0016"},
             {"#000000", "#000000", "#ffffff", "#d6d6d6", "#8a8a8a", "#8ecbff", "#7fe59a",
              "#ffb3ab"}}},
        NamedTheme{
            "warm",
            {{"#faf6f1", "#fffdfa", "#2b211a", "#6b5b4f", "#e3d8cb", "#9a3d00", "#1d6330",
              "#a1173a"},
             {"#181310", "#211a16", "#f3e9df", "#b8a797", "#43372e", "#ffab70", "#6fce86",
              "#ff8fa3"}}}};
    return named(themes, name, "theme");
}

void write_page(
    const Rollup& asked,
    const Table& table,
    const std::vector<DataCheck>& checks,
    const Options& options,
    const TextSink& sink) {
    PageOptions page;
    page.checks = checks;
    if (options.language) page.glossary = glossary_of(*options.language);
    page.explain = [&](const RowKey& key, const Definition& metric) {
        return asked.explain(metric, key.group, key.period);
    };
    page.command = command(table, options);
    if (options.view && options.metrics.empty()) {
        page.title = page.glossary.say(options.view->title);
        page.cards.assign(options.view->cards.begin(), options.view->cards.end());
        for (const ViewSection& section : options.view->sections)
            page.sections.push_back(
                {std::string{section.title}, {section.metrics.begin(), section.metrics.end()}});
    }
    if (options.report && !options.view && options.metrics.empty())
        page.cards.assign(options.report->cards.begin(), options.report->cards.end());
    for (const NamedReport& report : named_reports()) {
        std::vector<ChartColumn> columns = report.waterfall_columns();
        const bool has_all = std::all_of(
            report.waterfall.begin(), report.waterfall.end(),
            [&](const Movement& one) { return has_column(table, one.id); });
        if (!columns.empty() && has_all) page.waterfalls.push_back(std::move(columns));
    }
    if (options.theme) page.theme = options.theme->theme;
    if (options.format == Format::svg)
        write_overview(Report{table}, sink, page);
    else
        write_html(Report{table}, sink, page);
}

bool is_page(const Options& options) {
    return options.format == Format::html ||
           (options.format == Format::svg && options.view && !options.chart);
}

bool is_chart(const Options& options) {
    return (options.format == Format::svg || options.format == Format::vega) && !is_page(options);
}

}  // namespace sales_report
