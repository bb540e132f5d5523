// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/chart/of_report.hpp>
#include <saleskpi/html/glossary.hpp>
#include <saleskpi/load/data_checks.hpp>
#include <saleskpi/rollup/explain.hpp>
#include <saleskpi/rollup/report.hpp>
#include <saleskpi/value/text_sink.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// Threads: options are values, as int; functions without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// The colours of a page, each as "#rrggbb".
struct PageColours {
    std::string paper;    ///< behind everything
    std::string surface;  ///< behind cards and tables
    std::string text;
    std::string quiet;   ///< of texts that are looked at second
    std::string line;    ///< between rows, around cards
    std::string accent;  ///< links, bars, lines of charts
    std::string better;
    std::string worse;

    bool operator==(const PageColours&) const = default;
};

/// How a page looks: by day and by night, as the reader's system says.
struct PageTheme {
    PageColours light{"#f4f5f7", "#ffffff", "#1b1f24", "#57606a",
                      "#d0d7de", "#0b5cad", "#116329", "#a40e26"};
    PageColours dark{"#0f1318", "#171c23", "#e6edf3", "#9da7b3",
                     "#30363d", "#6cb6ff", "#57c46f", "#ff8a80"};

    bool operator==(const PageTheme&) const = default;
};

/// KPIs that stand in one table, under one heading.
struct PageSection {
    std::string title;
    std::vector<std::string> metrics;  ///< ids of columns of the report
    std::vector<Chart> charts{};       ///< above the table, behind those that `charts` asks for
};

/// Where the number of a row and a column comes from, or nothing; `Rollup::explain` says it:
///
///     options.explain = [&](const RowKey& key, const Definition& metric) {
///         return query.explain(metric, key.group, key.period);
///     };
using PageExplain = std::function<std::optional<Explanation>(const RowKey&, const Definition&)>;

/// What is in a page.
struct PageOptions {
    std::string title = "Sales report";
    Glossary glossary{};
    PageTheme theme{};
    /// Ids of the KPIs that have a card, in their order; none: the report's first eight, but for
    /// attainments and targets, which stand on the card of what they are of.
    std::vector<std::string> cards{};
    /// The tables; none: one of all columns if there are at most eight, or else one for each family of
    /// the catalogue.
    std::vector<PageSection> sections{};
    /// Whether cards have a sparkline and sections charts: how the total of its first KPI has gone, with the
    /// target if target(KPI) is a column; and what groups have of it, as far within as there are at most
    /// twelve, or the best of more.
    bool charts = true;
    /// Balances with what became of them in the period of the cards, each a waterfall of the section that has
    /// its last column: {"opening_mrr", "new_mrr", "churned_mrr", "mrr"}. They want totals.
    std::vector<std::vector<ChartColumn>> waterfalls{};
    /// Asked for totals first, then for groups in their order, until `explained_cells` are explained or
    /// `explained_bytes` are used; other numbers say by which command they are.
    PageExplain explain{};
    std::size_t explained_cells = 2'000;
    std::size_t explained_bytes = 2'000'000;
    std::size_t ids =
        10;  ///< of records that are named for each part of a number; then their count
    /// What prints all records of a number: {metric}, {group} and {period} stand for what it is of, each
    /// quoted for a shell. "sales_report data --by region --explain {metric} --group {group} --period
    /// {period}"
    std::string command{};
    std::vector<DataCheck> checks{};  ///< what looks wrong comes first
    std::size_t findings = 100;       ///< that are shown of those of the book
    /// For mail: no script, style sheet or picture, which mail programs drop; the period that the cards are
    /// of, as plain tables, and the notes. Nothing to open.
    bool for_mail = false;
    std::optional<Date> made_on{};  ///< shown if it is given; the same report has the same bytes
};

/// A report as one page of HTML, which needs nothing else: cards with the latest period that is over,
/// tables, the way to each number, what is wrong with the data, and how each KPI is defined. It asks no
/// server for anything, and its own Content-Security-Policy forbids it to. It can be read without its
/// script, which sorts, filters and opens; and printed.
///
/// Whatever a text holds is shown and not obeyed. NUL and bytes that are no UTF-8 are U+FFFD, since no
/// page can have them. A value that there is not is told by its reason. A report of more than 2,000 rows
/// has them in parts that are opened one by one.
///
/// Of a report that is restricted by `where` no finding and no check is shown: they may be of others.
///
/// It goes over the rows several times, in any order: the report must be kept. Throws Error
/// invalid_argument if it is not, for an id that no column has, and for a colour that is none.
void write_html(const Report& report, const TextSink& sink, const PageOptions& options = {});

/// The same as one text.
std::string to_html(const Report& report, const PageOptions& options = {});

/// The head of that page as one SVG: its cards, and the first two charts of its first section. For where a
/// page has no room, such as a README, a chat, a slide. It stands alone, as to_svg() of SvgStyle::own, in a
/// width of at least 320 pixels.
void write_overview(
    const Report& report, const TextSink& sink, const PageOptions& options = {}, int width = 880);
/// The same as one text.
std::string to_overview(const Report& report, const PageOptions& options = {}, int width = 880);

}  // namespace saleskpi::inline v0_3
