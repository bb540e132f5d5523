// SPDX-License-Identifier: MIT
#include "report.hpp"

#include "chart.hpp"
#include "nearest.hpp"
#include "page.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/format.hpp>
#include <saleskpi/html.hpp>
#include <saleskpi/json.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace sales_report {

namespace {

std::vector<Definition> metrics_of(const NamedReport& report, const Catalogue& catalogue) {
    std::vector<Definition> metrics;
    for (const std::string_view id : report.metrics)
        metrics.push_back(catalogue.at(id));
    return metrics;
}

/// Of a part of the records, which others there are is not told.
std::vector<Definition> usual_metrics(
    const Book& book, bool is_restricted, const Catalogue& catalogue) {
    if (!is_restricted && book.records("deals") == 0 && book.records("subscriptions") > 0)
        return metrics_of(named_report("mrr"), catalogue);
    std::vector<Definition> metrics{
        kpi::revenue,           kpi::deals_won,          kpi::win_rate,
        kpi::average_deal_size, kpi::sales_cycle_median, kpi::pipeline_value};
    if (is_restricted || book.records("targets") > 0)
        metrics.insert(metrics.begin() + 1, kpi::attainment(kpi::revenue));
    return metrics;
}

/// The KPI of an id or formula. Those of stages would have no value without a pipeline.
Definition metric_of(const Catalogue& catalogue, const std::string& text, const Book& book) {
    Definition metric = catalogue.at(text);
    for (const Leaf& leaf : metric.leaves())
        if (leaf.table == "stage_visits" && book.pipelines().empty())
            throw UsageError{fmt::format(
                "'{}' is of stages; say by --pipeline which there are, from first to last",
                metric.id())};
    return metric;
}

std::vector<Definition> metrics_of(
    const Options& options, const Book& book, const Catalogue& catalogue) {
    if (options.report) return metrics_of(*options.report, catalogue);
    if (options.metrics.empty() && options.view) {
        std::vector<Definition> metrics;
        for (const ViewSection& section : options.view->sections)
            for (const std::string_view id : section.metrics)
                metrics.push_back(catalogue.at(id));
        return metrics;
    }
    if (options.metrics.empty()) return usual_metrics(book, options.where.has_value(), catalogue);
    std::vector<Definition> metrics;
    for (const std::string& id : options.metrics) {
        if (id != "all") {
            metrics.push_back(metric_of(catalogue, id, book));
            continue;
        }
        for (const CatalogueEntry& entry : catalogue.entries())
            metrics.push_back(entry.definition);
    }
    return metrics;
}

void check_dimensions(const Options& options, const Book& book) {
    if (options.where) return;  // which there are would tell of others
    const std::vector<std::string> known = book.dimensions();
    for (const std::string& name : options.by) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        try {
            if (book.has_dimension(name)) continue;
        } catch (const Error& error) {
            throw UsageError{error.what()};
        }
        const auto& tables = book.report().tables;
        const bool has_memberships = std::any_of(
            tables.begin(), tables.end(),
            [](const TableCount& t) { return t.table == "memberships"; });
        throw UsageError{fmt::format(
            "there is nothing called '{}' to report by{}\nThere are: {}{}", name,
            did_you_mean(name, std::vector<std::string_view>(known.begin(), known.end())),
            fmt::join(known, ", "),
            has_memberships ? "\nThe levels of a hierarchy are said by --hierarchy." : "")};
    }
}

/// The first day of the year in which the first deal was decided; none if none ever was. All days in
/// the data would be too many: customers may have been there for decades.
std::optional<Date> usual_first(const Book& book, const Scope& scope) {
    const Grain year = Grain::fiscal_year;
    const Table years = rollup(book).metrics(kpi::deals_decided).where(scope).every(year).run();
    for (std::size_t row = 0; row < years.size(); ++row)
        if (years[row][kpi::deals_decided].value_or(Count{0}) != Count{0})
            return book.calendar().period(year, years[row].key().period.first).first;
    return std::nullopt;
}

/// Sets the days that the options name; the others are the usual ones.
void set_days(Rollup& asked, const Book& book, const Scope& scope, const Options& options) {
    const std::optional<Date>& from = options.from;
    const std::optional<Date>& to = options.to;
    if (from && to) {
        asked.during(*from, *to + date::days{1});
        return;
    }
    const Window all = rollup(book).where(scope).every(Grain::day).window();
    if (all.empty())
        throw NothingHappened{fmt::format(
            "no record has a day on which something happened{}, so there is nothing to report on; "
            "give both --from and --to to report on some days all the same",
            options.as_of ? " up to " + to_text(*options.as_of) : "")};
    if (const auto first = from ? from : usual_first(book, scope)) asked.from(*first);
    const Date begin = asked.window().first;
    if (to) asked.during(begin, (std::max)(begin, *to + date::days{1}));
    if ((from && *from >= all.until) || asked.window().empty())
        throw UsageError{fmt::format(
            "{} {} leaves no day with data; give both --from and --to to report on those days",
            from ? "--from" : "--to", to_text(from ? *from : *to))};
}

Scope scope_of(const Options& options, const Catalogue& catalogue) {
    if (!options.where) return {};
    try {
        return catalogue.scope(*options.where);
    } catch (const Error& error) {
        throw UsageError{fmt::format("--where \"{}\": {}", *options.where, error.what())};
    }
}

/// A page compares a period with the one before.
Grain usual_grain(const Options& options) {
    if (is_chart(options)) return chart_grain(options);
    if (options.report) return options.report->every;
    if (options.view) return options.view->every;
    return options.format == Format::html ? Grain::quarter : Grain::window;
}

Rollup query(const Book& book, const Options& options, const Catalogue& catalogue) {
    const Scope scope = scope_of(options, catalogue);
    Rollup rollup{book};
    rollup.where(scope).shares_of_whole(options.shares_of_whole);
    rollup.by(options.by)
        .with_subtotals(options.subtotals || is_page(options))
        .every(options.every.value_or(usual_grain(options)));
    set_days(rollup, book, scope, options);
    return rollup;
}

/// The period of a label; the report may show a part of it.
Period period_of(const Options& options, const Window& window) {
    if (!options.period) return options.calendar.periods(window, Grain::window).at(0);
    const auto whole = options.calendar.try_parse(*options.period);
    if (!whole)
        throw UsageError{fmt::format(
            "'{}' is no period; write one as 2025, 2025-Q1, 2025-03, 2025-W14, 2025-03-31 or "
            "FY2026 Q1",
            *options.period)};
    if (intersect(whole->window(), window).empty())
        throw UsageError{fmt::format(
            "{} lies outside of the days of the report, {} to {}", *options.period,
            to_text(window.first), to_text(window.until - date::days{1}))};
    return *whole;
}

/// With what the view is by, as far as the data have it, where nothing else is said.
Options with_view(Options options, const Book& book) {
    if (!options.view || !options.by.empty()) return options;
    for (const std::string_view dimension : options.view->by)
        if (book.has_dimension(dimension)) options.by.emplace_back(dimension);
    return options;
}

Explanation explanation(const Book& book, Options options, const Catalogue& catalogue) {
    if (options.by.empty()) options.by = {"region", "team", "rep"};
    check_dimensions(options, book);
    const Definition metric = metric_of(catalogue, *options.explain, book);
    const Rollup rollup = query(book, options, catalogue);
    const std::vector<std::string_view> group(options.group.begin(), options.group.end());
    return rollup.explain(metric, group, period_of(options, rollup.window()));
}

/// That there is something to look at, below a table for people.
void write_suspicions(
    const std::vector<DataCheck>& checks, std::string_view before, const TextSink& sink) {
    const auto n = std::count_if(
        checks.begin(), checks.end(), [](const DataCheck& check) { return check.is_suspicious; });
    if (n > 0)
        sink(fmt::format(
            "{}   {} {} wrong: --check-data shows what\n", before, n,
            n == 1 ? "sense check of the data looks" : "sense checks of the data look"));
}

/// Those that go over the rows once need not keep what they evaluate.
void write(
    const Table& table,
    const std::vector<DataCheck>& checks,
    const Options& options,
    const TextSink& sink) {
    switch (options.format) {
        case Format::json:
            // Of a part of the records nothing is told of the others.
            if (options.where)
                write_json(Report{table, {.keep = false}}, sink);
            else
                write_json(Report{table, {.keep = false}}, sink, checks);
            break;
        case Format::records:
            write_records(Report{table, {.keep = false}}, sink);
            break;
        case Format::csv:
            write_csv(
                Report{table, {.keep = false}}, sink,
                {.notes = options.notes, .guard = options.guard});
            break;
        case Format::markdown:
            write_markdown(Report{table}, sink, {.notes = options.notes});
            if (options.notes) write_suspicions(checks, "\n\\!", sink);
            break;
        case Format::html:
            break;  // which says more than a table
        case Format::svg:
            write_svg(chart_of(table, options), sink);
            break;
        case Format::vega:
            sink(json_text(to_vega_lite(chart_of(table, options))));
            break;
        case Format::text:
            write_text(Report{table}, sink);
            write_suspicions(checks, "!", sink);
            break;
    }
}

/// The same report by one policy after the other, each under its name.
Writer by_each_policy(
    const Rollup& asked, const std::vector<DataCheck>& checks, const Options& options) {
    return [asked, checks, options](const TextSink& sink) {
        for (const std::string& policy : options.policies) {
            const bool is_last = &policy == &options.policies.back();
            sink(fmt::format(
                "{}{}{}\n\n", &policy == &options.policies.front() ? "" : "\n",
                options.format == Format::markdown ? "## " : "policy ", policy));
            // What is wrong with the data is told once.
            write(
                Rollup{asked}.policy(policy).run(), is_last ? checks : std::vector<DataCheck>{},
                options, sink);
        }
    };
}

}  // namespace

Writer report(
    const Book& book,
    const std::vector<DataCheck>& checks,
    const Options& options,
    const Catalogue& catalogue) {
    if (options.explain) {
        const Explanation explained = explanation(book, options, catalogue);
        return text_writer(
            options.format == Format::json ? json_text(explained) : to_text(explained));
    }
    check_dimensions(options, book);
    const Options seen = with_view(options, book);
    Rollup asked = query(book, seen, catalogue);
    std::vector<Definition> metrics = metrics_of(options, book, catalogue);
    if (is_chart(options))
        metrics = chart_metrics(std::move(metrics), options, [&](const std::string& id) {
            return metric_of(catalogue, id, book);
        });
    asked.metrics(metrics);
    if (options.sort)
        asked.sorted_by(metric_of(catalogue, *options.sort, book), options.order);
    else if (options.view)
        asked.sorted_by(metric_of(
            catalogue, std::string{options.view->sections.front().metrics.front()}, book));
    if (options.top) asked.top(*options.top);
    if (options.policies.size() > 1) return by_each_policy(asked, checks, options);
    const Table table = asked.run();
    if (is_page(options))
        return [asked, table, checks, options](const TextSink& sink) {
            write_page(asked, table, checks, options, sink);
        };
    return [table, checks, options](const TextSink& sink) { write(table, checks, options, sink); };
}

}  // namespace sales_report
