// SPDX-License-Identifier: MIT
#pragma once

#include "named_reports.hpp"

#include <saleskpi/chart/chart.hpp>
#include <saleskpi/saleskpi.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sales_report {

using namespace saleskpi;

struct View;
struct NamedTheme;

enum class Format { text, json, csv, records, markdown, html, svg, vega };

/// What the command line asks for.
struct Options {
    bool help = false;
    bool list = false;
    std::string directory;
    std::optional<std::string> source;  ///< a database in its place
    std::optional<std::size_t> read_up_to;
    std::optional<std::string> duckdb_library;
    std::optional<std::string> mapping;
    std::optional<std::string> preset;
    bool print_mapping = false;
    bool allow_outside = false;
    std::vector<Pipeline> pipelines;
    std::optional<ConversionRule> rates_of;
    std::vector<Hierarchy> hierarchies;
    std::vector<std::string> policies;       ///< of recurring revenue, by name: a report by each
    std::optional<std::string> definitions;  ///< a file of KPIs
    const NamedReport* report = nullptr;
    std::vector<std::string> metrics;  ///< none: those of the report, or the usual ones
    std::vector<std::string> by;
    std::optional<std::string> where;  ///< a condition on dimensions and fields
    bool shares_of_whole = false;
    bool subtotals = false;
    std::optional<std::string> sort;  ///< a metric
    SortOrder order = SortOrder::descending;
    std::optional<std::size_t> top;
    std::optional<Grain> every;  ///< none: that of the report, or all days in one
    std::optional<Date> from;
    std::optional<Date> to;  ///< the last day that counts
    std::optional<Date> as_of;
    std::optional<Date> known_at;
    std::optional<std::string> history;  ///< a file of changes of fields
    Calendar calendar;
    std::optional<Currency> currency;
    Format format = Format::text;
    std::optional<ChartKind> chart;  ///< of SVG and Vega-Lite; none: as the report wants it
    bool notes = true;               ///< in CSV and Markdown
    bool guard = true;               ///< in CSV
    std::optional<std::string> output;
    bool strict = false;
    std::optional<std::string> findings;  ///< a file for all of them
    std::optional<std::string> explain;   ///< a metric
    std::vector<std::string> group;
    std::optional<std::string> period;
    std::optional<std::string> check;  ///< a file of numbers that are known
    bool check_data = false;
    const View* view = nullptr;           ///< of a page
    const NamedTheme* theme = nullptr;    ///< of a page
    std::optional<std::string> language;  ///< of a page: one that is known, or a file
    std::vector<std::string> repeated;    ///< the arguments that say how the data are seen
};

/// The arguments cannot be used; the message says which and why.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Reads the arguments after the program's name. Of an option that comes twice the later counts.
/// Throws UsageError.
Options parse_options(std::span<const std::string_view> arguments);

/// What --help prints.
std::string_view help_text();

}  // namespace sales_report
