// SPDX-License-Identifier: MIT
#include "options.hpp"

#include "nearest.hpp"
#include "page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace sales_report {

namespace {

using Text = std::string_view;

[[noreturn]] void refuse(std::string message) { throw UsageError{std::move(message)}; }

Date date_of(Text text) {
    if (const auto day = try_parse_date(text)) return *day;
    refuse(fmt::format("'{}' is no date; write a date as 2025-03-31", text));
}

Grain grain_of(Text text) {
    if (const auto grain = try_parse_grain(text)) return *grain;
    std::vector<Text> names;
    for (const Grain grain : all_grains)
        if (grain != Grain::custom) names.push_back(name(grain));
    refuse(fmt::format(
        "'{}' is no period to report by{}\nThere are: {}", text, did_you_mean(text, names),
        fmt::join(names, ", ")));
}

Calendar calendar_of(Text text) {
    try {
        return Calendar::parse_spec(text);
    } catch (const Error& error) {
        refuse(fmt::format(
            "{}\nExamples: iso, fiscal:april, \"retail-454:nrf weeks=sunday\"", error.what()));
    }
}

Currency currency_of(Text text) {
    if (const auto currency = Currency::try_parse(text)) return *currency;
    refuse(fmt::format("'{}' is no currency of ISO 4217 such as USD", text));
}

struct NamedFormat {
    Text name;
    Format format;
};

constexpr std::array known_formats{
    NamedFormat{"text", Format::text},         NamedFormat{"json", Format::json},
    NamedFormat{"csv", Format::csv},           NamedFormat{"records", Format::records},
    NamedFormat{"markdown", Format::markdown}, NamedFormat{"html", Format::html},
    NamedFormat{"svg", Format::svg},           NamedFormat{"vega", Format::vega}};

Format format_of(Text text) {
    if (text == "table") return Format::text;  // as it was called once
    for (const NamedFormat& known : known_formats)
        if (known.name == text) return known.format;
    refuse(fmt::format(
        "'{}' is no format; there are text, json, csv, records, markdown, html, svg and vega",
        text));
}

ChartKind chart_of(Text text) {
    if (const auto kind = try_parse_chart_kind(text)) return *kind;
    std::vector<Text> names;
    for (const ChartKind kind : all_chart_kinds)
        names.push_back(name(kind));
    refuse(fmt::format(
        "'{}' is no kind of chart{}\nThere are: {}", text, did_you_mean(text, names),
        fmt::join(names, ", ")));
}

bool is_drawn(Format format) { return format == Format::svg || format == Format::vega; }

Text name_of(Format format) {
    const auto* const known = std::find_if(
        known_formats.begin(), known_formats.end(),
        [format](const NamedFormat& one) { return one.format == format; });
    return known->name;
}

bool on_or_off(Text option, Text text) {
    if (text == "on") return true;
    if (text == "off") return false;
    refuse(fmt::format("{} is on or off, not '{}'", option, text));
}

std::optional<std::size_t> number_of(Text text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::size_t number_of_groups(Text text) {
    if (const auto number = number_of(text); number && *number > 0) return *number;
    refuse(fmt::format("'{}' is no number of groups; write one as 10", text));
}

std::size_t number_of_records(Text text) {
    if (const auto number = number_of(text)) return *number;
    refuse(fmt::format("'{}' is no number of records; write one as 10000", text));
}

enum class Quotes { dropped, kept };

/// "a, b(c, d)" as "a" and "b(c, d)": commas in brackets or double quotes do not separate. The
/// quotes of a name are dropped, those in a formula are part of it.
std::vector<std::string> list_of(Text text, Quotes quotes = Quotes::dropped) {
    std::vector<std::string> items(1);
    int brackets = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ',' && !quoted && brackets <= 0) {
            items.emplace_back();
            continue;
        }
        if (c == '"') quoted = !quoted;
        if (!quoted) brackets += (c == '(') - (c == ')');
        if ((c == '"' && quotes == Quotes::dropped) || (c == ' ' && items.back().empty())) continue;
        items.back() += c;
        // An escaped quote of a formula.
        if (c == '\\' && quoted && quotes == Quotes::kept && i + 1 < text.size())
            items.back() += text[++i];
    }
    for (std::string& item : items)
        item.erase(item.find_last_not_of(' ') + 1);
    items.erase(std::remove(items.begin(), items.end(), std::string{}), items.end());
    return items;
}

std::vector<std::string> metrics_of(Text text) { return list_of(text, Quotes::kept); }

/// "Demo, Proposal", or with the pipeline's name "Partners: Demo, Trial".
Pipeline pipeline_of(Text text) {
    Pipeline pipeline;
    const Text first = text.substr(0, text.find(','));
    if (const auto colon = first.find(':');
        colon != Text::npos && std::count(first.begin(), first.begin() + colon, '"') % 2 == 0) {
        const auto names = list_of(first.substr(0, colon));
        if (names.empty())
            refuse("--pipeline wants a name before the ':', or quotes around a stage with one");
        pipeline.name = names.front();
        text.remove_prefix(colon + 1);
    }
    pipeline.stages = list_of(text);
    const auto& stages = pipeline.stages;
    if (stages.empty()) refuse("--pipeline wants the names of the stages, from first to last");
    for (auto stage = stages.begin(); stage != stages.end(); ++stage)
        if (std::find(stage + 1, stages.end(), *stage) != stages.end())
            refuse(fmt::format("--pipeline names the stage '{}' twice", *stage));
    return pipeline;
}

/// "own", "as-of", "period-end" or a day.
ConversionRule rates_of(Text text) {
    if (text == "own") return {};
    if (text == "as-of") return {ConversionDay::as_of};
    if (text == "period-end") return {ConversionDay::period_end};
    return {.fixed = date_of(text)};
}

/// "line: director, manager, rep"
Hierarchy hierarchy_of(Text text) {
    const auto colon = text.find(':');
    if (colon == Text::npos || colon == 0)
        refuse(fmt::format(
            "--hierarchy wants a name and its levels, as line:director,manager,rep, not '{}'",
            text));
    return {std::string{text.substr(0, colon)}, list_of(text.substr(colon + 1))};
}

std::vector<std::string> policies_of(Text text) {
    std::vector<std::string> policies = list_of(text);
    const auto names = revenue_policy_names();
    for (const std::string& name : policies)
        if (!try_revenue_policy(name))
            refuse(fmt::format(
                "'{}' is no policy of recurring revenue{}\nThere are: {}", name,
                did_you_mean(name, names), fmt::join(names, ", ")));
    return policies;
}

struct Option {
    Text name;
    bool takes_value;
    void (*set)(Options& options, Text value);
};

constexpr std::array known_options{
    Option{"--help", false, [](Options& o, Text) { o.help = true; }},
    Option{"--list", false, [](Options& o, Text) { o.list = true; }},
    Option{"--source", true, [](Options& o, Text v) { o.source = v; }},
    Option{"--schema", true, [](Options& o, Text v) { o.mapping = v; }},
    Option{"--read-up-to", true, [](Options& o, Text v) { o.read_up_to = number_of_records(v); }},
    Option{"--duckdb-library", true, [](Options& o, Text v) { o.duckdb_library = v; }},
    Option{"--mapping", true, [](Options& o, Text v) { o.mapping = v; }},
    Option{"--preset", true, [](Options& o, Text v) { o.preset = v; }},
    Option{"--print-mapping", false, [](Options& o, Text) { o.print_mapping = true; }},
    Option{"--allow-outside", false, [](Options& o, Text) { o.allow_outside = true; }},
    Option{"--pipeline", true, [](Options& o, Text v) { o.pipelines.push_back(pipeline_of(v)); }},
    Option{"--rates-of", true, [](Options& o, Text v) { o.rates_of = rates_of(v); }},
    Option{
        "--hierarchy", true, [](Options& o, Text v) { o.hierarchies.push_back(hierarchy_of(v)); }},
    Option{"--policy", true, [](Options& o, Text v) { o.policies = policies_of(v); }},
    Option{"--definitions", true, [](Options& o, Text v) { o.definitions = v; }},
    Option{"--report", true, [](Options& o, Text v) { o.report = &named_report(v); }},
    Option{"--metrics", true, [](Options& o, Text v) { o.metrics = metrics_of(v); }},
    Option{"--by", true, [](Options& o, Text v) { o.by = list_of(v); }},
    Option{"--where", true, [](Options& o, Text v) { o.where = v; }},
    Option{"--shares-of-whole", false, [](Options& o, Text) { o.shares_of_whole = true; }},
    Option{"--subtotals", false, [](Options& o, Text) { o.subtotals = true; }},
    Option{"--sort", true, [](Options& o, Text v) { o.sort = v; }},
    Option{"--ascending", false, [](Options& o, Text) { o.order = SortOrder::ascending; }},
    Option{"--top", true, [](Options& o, Text v) { o.top = number_of_groups(v); }},
    Option{"--every", true, [](Options& o, Text v) { o.every = grain_of(v); }},
    Option{"--from", true, [](Options& o, Text v) { o.from = date_of(v); }},
    Option{"--to", true, [](Options& o, Text v) { o.to = date_of(v); }},
    Option{"--as-of", true, [](Options& o, Text v) { o.as_of = date_of(v); }},
    Option{"--known-at", true, [](Options& o, Text v) { o.known_at = date_of(v); }},
    Option{"--history", true, [](Options& o, Text v) { o.history = v; }},
    Option{"--calendar", true, [](Options& o, Text v) { o.calendar = calendar_of(v); }},
    Option{"--currency", true, [](Options& o, Text v) { o.currency = currency_of(v); }},
    Option{"--format", true, [](Options& o, Text v) { o.format = format_of(v); }},
    Option{"--chart", true, [](Options& o, Text v) { o.chart = chart_of(v); }},
    Option{"--notes", true, [](Options& o, Text v) { o.notes = on_or_off("--notes", v); }},
    Option{"--guard", true, [](Options& o, Text v) { o.guard = on_or_off("--guard", v); }},
    Option{"--output", true, [](Options& o, Text v) { o.output = v; }},
    Option{"--strict", false, [](Options& o, Text) { o.strict = true; }},
    Option{"--findings", true, [](Options& o, Text v) { o.findings = v; }},
    Option{"--explain", true, [](Options& o, Text v) { o.explain = v; }},
    Option{"--group", true, [](Options& o, Text v) { o.group = list_of(v); }},
    Option{"--period", true, [](Options& o, Text v) { o.period = v; }},
    Option{"--check", true, [](Options& o, Text v) { o.check = v; }},
    Option{"--check-data", false, [](Options& o, Text) { o.check_data = true; }},
    Option{"--view", true, [](Options& o, Text v) { o.view = &view_of(v); }},
    Option{"--theme", true, [](Options& o, Text v) { o.theme = &theme_of(v); }},
    Option{"--lang", true, [](Options& o, Text v) { o.language = v; }},
};

/// What a page repeats in the command that tells where a number comes from; the rest it knows better.
constexpr std::array repeated_options{
    Text{"--mapping"},         Text{"--preset"},        Text{"--allow-outside"},
    Text{"--pipeline"},        Text{"--rates-of"},      Text{"--hierarchy"},
    Text{"--policy"},          Text{"--definitions"},   Text{"--where"},
    Text{"--shares-of-whole"}, Text{"--from"},          Text{"--to"},
    Text{"--as-of"},           Text{"--known-at"},      Text{"--history"},
    Text{"--calendar"},        Text{"--currency"},      Text{"--schema"},
    Text{"--read-up-to"},      Text{"--duckdb-library"}};

void repeat(Options& options, const Option& option, Text value) {
    if (std::find(repeated_options.begin(), repeated_options.end(), option.name) ==
        repeated_options.end())
        return;
    options.repeated.emplace_back(option.name);
    if (option.takes_value) options.repeated.emplace_back(value);
}

const Option& option_of(Text name) {
    if (name == "-h") name = "--help";
    std::vector<Text> names;
    for (const Option& option : known_options) {
        if (option.name == name) return option;
        names.push_back(option.name);
    }
    refuse(fmt::format("there is no option {}{}", name, did_you_mean(name, names)));
}

/// What is not a report has a form for people and one for programs.
void check_has_form(Text what, Format format) {
    if (format != Format::text && format != Format::json)
        refuse(fmt::format("{} has no {} form; there are text and json", what, name_of(format)));
}

void check_style(const Options& options) {
    if (!options.notes && options.format != Format::csv && options.format != Format::markdown)
        refuse("--notes belongs to --format csv and --format markdown");
    if (options.theme && !is_page(options))
        refuse("--theme belongs to --format html, and to --format svg with --view");
    if (options.language && options.format != Format::html && !is_drawn(options.format))
        refuse("--lang belongs to --format html, svg and vega");
    if (options.view && options.report) refuse("--view and --report: each has metrics of its own");
    if (options.policies.size() > 1 &&
        (options.explain || options.check || options.check_data ||
         (options.format != Format::text && options.format != Format::markdown)))
        refuse("several policies are for reports of --format text and --format markdown");
    if (!options.guard && options.format != Format::csv) refuse("--guard belongs to --format csv");
}

/// What is no report asks for nothing that a report would show.
void check_is_no_report(Text what, const Options& options) {
    const bool asks_for_report = options.report || !options.metrics.empty() ||
                                 !options.by.empty() || options.subtotals || options.sort ||
                                 options.explain || options.from || options.to || options.every;
    if (asks_for_report)
        refuse(fmt::format(
            "{} is no report: --report, --metrics, --by, --every and the like do not go with it",
            what));
    if (options.where) refuse(fmt::format("{} and --where: {} is of all the data", what, what));
    if (options.strict) refuse(fmt::format("{} does not go with --strict", what));
    if (options.findings) refuse(fmt::format("{} does not go with --findings", what));
    check_has_form(what, options.format);
}

void check(const Options& options) {
    if (options.help) return;
    if (options.output && options.output->empty()) refuse("--output wants the name of a file");
    if (options.list) check_has_form("the list of KPIs", options.format);
    check_style(options);
    if (options.list) return;
    if (options.every == Grain::custom && options.calendar.custom_periods().all().empty())
        refuse(
            "--every custom wants a calendar with periods of its own, and --calendar names none");
    if (options.directory.empty() && !options.source) refuse("name the folder that holds the data");
    if (options.source && !options.directory.empty())
        refuse(fmt::format("--source and a folder, {}: one at a time", options.directory));
    if (!options.source && (options.read_up_to || options.duckdb_library))
        refuse("--read-up-to and --duckdb-library belong to --source");
    if (options.source && (options.preset || options.history))
        refuse("--preset and --history belong to a folder, and not to --source");
    if (options.preset && options.mapping) refuse("--preset and --mapping: a preset is a mapping");
    if (options.print_mapping && !options.preset) refuse("--print-mapping belongs to --preset");
    if (options.from && options.to && *options.to < *options.from)
        refuse(fmt::format(
            "--to {} is before --from {}", to_text(*options.to), to_text(*options.from)));
    if (options.report && !options.metrics.empty())
        refuse(fmt::format(
            "--report and --metrics: the report {} has metrics of its own", options.report->name));
    if (!options.sort && (options.top || options.order == SortOrder::ascending))
        refuse("--top and --ascending belong to --sort");
    if (options.shares_of_whole && !options.where) refuse("--shares-of-whole belongs to --where");
    for (const Text option : {Text{"--strict"}, Text{"--findings"}})
        if (options.where && (option == "--strict" ? options.strict : options.findings.has_value()))
            refuse(fmt::format(
                "{} and --where: what was rejected may be of others than those asked for", option));
    if (options.findings && options.findings->empty())
        refuse("--findings wants the name of a file");
    if (options.findings && options.findings == options.output)
        refuse("--findings and --output name one file");
    if (options.check && options.check_data) refuse("--check or --check-data, one at a time");
    if (options.check) check_is_no_report("--check", options);
    if (options.check_data) check_is_no_report("--check-data", options);
    if (options.explain) check_has_form("an explanation", options.format);
    if (options.chart && !is_drawn(options.format))
        refuse("--chart belongs to --format svg and --format vega");
    if (!options.explain && options.period && !is_drawn(options.format))
        refuse("--period belongs to --explain, and to --format svg and --format vega");
    if (!options.explain && !options.group.empty()) refuse("--group belongs to --explain");
}

}  // namespace

Options parse_options(std::span<const std::string_view> arguments) {
    Options options;
    bool only_names = false;  // after "--"
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Text argument = arguments[i];
        if (only_names || argument.size() < 2 || argument.front() != '-') {
            if (!options.directory.empty())
                refuse(fmt::format("one folder at a time: {}, {}", options.directory, argument));
            options.directory = argument;
        } else if (argument == "--") {
            only_names = true;
        } else {
            const std::size_t equals = argument.find('=');
            const Option& option = option_of(argument.substr(0, equals));
            Text value;
            if (equals != Text::npos) {
                if (!option.takes_value) refuse(fmt::format("{} takes no value", option.name));
                value = argument.substr(equals + 1);
            } else if (option.takes_value) {
                if (++i == arguments.size()) refuse(fmt::format("{} wants a value", option.name));
                value = arguments[i];
            }
            option.set(options, value);
            repeat(options, option, value);
        }
    }
    check(options);
    return options;
}

}  // namespace sales_report
