// SPDX-License-Identifier: MIT
#include "draft.hpp"

#include "value/exact.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

std::string with_signs(const std::string& text, const Glossary& glossary) {
    std::string result;
    for (const char c : text) {
        if (c == '.')
            result += glossary.decimal;
        else if (c == ',')
            result += glossary.group;
        else
            result += c;
    }
    return result;
}

std::string days_text(const Window& window) {
    if (window.empty()) return "";
    return fmt::format("{} – {}", to_text(window.first), to_text(window.until - date::days{1}));
}

}  // namespace

ChartNumber chart_number(
    const Outcome<AnyQuantity>& outcome,
    const NumberStyle& style,
    const Glossary& glossary,
    Marks marks) {
    ChartNumber number;
    number.marks = marks;
    if (outcome) {
        number.value = outcome->to_double();
        number.text = with_signs(style.text(*outcome), glossary);
    } else {
        number.reason = outcome.reason();
        number.text = glossary.say(meaning(outcome.reason()));
    }
    return number;
}

Outcome<AnyQuantity> part(
    const Outcome<AnyQuantity>& part, const Outcome<AnyQuantity>& whole, Reason of_zero) {
    if (!part) return part.reason();
    if (!whole) return whole.reason();
    if (whole->exact().is_zero()) return of_zero;
    const auto share = (Exact{part->exact()} / Exact{whole->exact()}).value();
    if (!share) return Reason::too_large;
    return AnyQuantity{*share, Unit::ratio};
}

ChartDraft::ChartDraft(
    ChartKind kind, const Report& report, const ChartColumns& columns, const ChartOptions& options)
    : report_{report},
      options_{options},
      rows_{report, options},
      columns_{columns.in(report)},
      styles_(report.columns().size()) {
    require_columns(1, columns_.size());
    if (options.prior) prior_ = options.prior->in(report);
    if (options.target) target_ = options.target->in(report);
    chart.kind = kind;
    chart.signs = {options.glossary.decimal, options.glossary.group};
    chart.words = words_in(options.glossary);
    const Definition& first = metric(columns_.front());
    chart.unit = first.unit();
    chart.better = first.better();
    if (is_money_like(chart.unit)) chart.currency = report.table().currency();
    chart.value_title = unit_in(options.glossary, chart.unit, chart.currency);

    std::vector<std::size_t> drawn = columns_;
    if (prior_) drawn.push_back(*prior_);
    if (target_) drawn.push_back(*target_);
    for (const std::size_t column : drawn)
        if (metric(column).unit() != chart.unit)
            throw Error{
                ErrorCode::unit_mismatch,
                fmt::format(
                    "one axis has no room for '{}' in {} and '{}' in {}", first.id(),
                    name(chart.unit), metric(column).id(), name(metric(column).unit()))};
    for (const ReportRow& row : report)
        for (const std::size_t column : drawn)
            if (const auto outcome = row[column].outcome()) styles_[column].see(*outcome);
}

void ChartDraft::require_columns(std::size_t least, std::size_t most) const {
    if (columns_.size() >= least && columns_.size() <= most) return;
    throw Error{
        ErrorCode::invalid_argument,
        fmt::format(
            "a chart of kind {} is of {} column{}, not of {}", name(chart.kind),
            least == most ? fmt::format("{}", least) : fmt::format("{} or more", least),
            most == 1 ? "" : "s", columns_.size())};
}

std::vector<ReportRow> ChartDraft::rows_of_one_period() {
    period_ = rows_.period(options_);
    std::vector<ReportRow> rows;
    for (const ChartGroup& group : rows_.groups)
        rows.push_back(group.rows[*period_]);
    return rows;
}

std::optional<ReportRow> ChartDraft::only_row() {
    if (!is_of_one_group())
        throw Error{
            ErrorCode::invalid_argument,
            fmt::format(
                "a chart of kind {} is of one group, and there are {}: say which", name(chart.kind),
                rows_.groups.size())};
    const std::vector<ReportRow> rows = rows_of_one_period();
    if (rows.empty()) return std::nullopt;
    return rows.front();
}

ChartNumber ChartDraft::number(const ReportRow& row, std::size_t column) const {
    const ReportCell cell = row[column];
    return chart_number(cell.outcome(), styles_[column], options_.glossary, cell.marks());
}

ChartSeries ChartDraft::series(
    std::string name,
    SeriesRole role,
    std::size_t column,
    const std::vector<ReportRow>& rows) const {
    ChartSeries series{std::move(name), role, metric(column).unit(), {}};
    for (const ReportRow& row : rows)
        series.numbers.push_back(number(row, column));
    return series;
}

void ChartDraft::add_compared(const std::vector<ReportRow>& rows) {
    if (!prior_ && !target_) return;
    if (chart.series.size() > 1)
        throw Error{
            ErrorCode::invalid_argument,
            "a prior period or a target stands beside one series, not beside several"};
    if (prior_) chart.series.push_back(series(chart.words.prior, SeriesRole::prior, *prior_, rows));
    if (target_)
        chart.series.push_back(series(chart.words.target, SeriesRole::target, *target_, rows));
}

void ChartDraft::set_period_categories() {
    chart.category_title = chart.words.period;
    chart.over_time = true;
    for (const RowKey& key : rows_.periods)
        chart.categories.push_back({key.label, key.period.complete});
}

void ChartDraft::set_group_categories() {
    chart.category_title = joined(rows_.dimensions);
    const bool is_complete =
        !period_ || rows_.periods.empty() || rows_.periods[*period_].period.complete;
    for (const ChartGroup& group : rows_.groups)
        chart.categories.push_back({group.name, is_complete});
}

void ChartDraft::set_column_categories() {
    chart.category_title = chart.words.metric;
    const bool is_complete =
        !period_ || rows_.periods.empty() || rows_.periods[*period_].period.complete;
    for (const std::size_t column : columns_)
        chart.categories.push_back({title(column), is_complete});
}

Chart ChartDraft::finished() && {
    // What the kind has to add to it.
    const std::string more = chart.title.empty() ? "" : ' ' + chart.title;
    chart.title = options_.title.empty() ? whole_title() + more : options_.title;
    chart.description = options_.description.empty() ? description() : options_.description;
    return std::move(chart);
}

std::string ChartDraft::whole_title() const {
    std::string text;
    if (titled_by_last_) {
        text = title(columns_.back());
    } else if (titled_by_ends_ && columns_.size() > 2) {
        text = fmt::format("{} → {}", title(columns_.front()), title(columns_.back()));
    } else {
        for (const std::size_t column : columns_)
            text += (text.empty() ? "" : ", ") + title(column);
    }
    for (const std::string& name : options_.group.names())
        text += ", " + name;
    const bool has_periods = report_.table().grain() != Grain::window;
    if (period_ && has_periods && !rows_.periods.empty())
        text += ", " + rows_.periods[*period_].label;
    return text;
}

std::string ChartDraft::description() const {
    const Table& table = report_.table();
    std::vector<std::string> parts;
    const auto add = [&](std::string text) {
        if (!text.empty()) parts.push_back(std::move(text));
    };
    add(days_text(table.window()));
    add(chart.value_title);
    if (const auto day = table.as_of()) add(chart.words.as_of + ' ' + to_text(*day));
    if (!table.scope().is_everything()) add(chart.words.where + ' ' + table.scope().text());
    if (chart.better == Better::higher) add(chart.words.higher_is_better);
    if (chart.better == Better::lower) add(chart.words.lower_is_better);
    std::vector<std::string> open;
    for (const RowKey& key : rows_.periods)
        if (!key.period.complete && (!period_ || key.period == rows_.periods[*period_].period))
            open.push_back(key.label);
    if (!open.empty()) add(chart.words.incomplete + ": " + joined(open));
    add(chart.description);
    Marks marks;
    for (const ChartSeries& one : chart.series)
        for (const ChartNumber& number : one.numbers)
            marks = marks | number.marks;
    for (const LegendLine& line : legend(marks))
        add(mark_text(options_.glossary, marks, line.text));
    return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace saleskpi::inline v0_3::detail
