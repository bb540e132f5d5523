// SPDX-License-Identifier: MIT
#include "report_text.hpp"

#include "plan/looks_around.hpp"

#include <saleskpi/format/terminal.hpp>
#include <saleskpi/value/date.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

std::string days_text(const Window& window) {
    if (window.empty()) return "no days";
    return fmt::format("{} to {}", to_text(window.first), to_text(window.until - date::days{1}));
}

}  // namespace

ReportText::ReportText(const Report& report)
    : report_{report},
      styles_(report.columns().size()),
      coverage_(report.columns().size()),
      rests_on_totals_{first_of_many() && report.table().has_subtotals()} {
    for (const ReportRow& row : report_)
        see(row);
}

void ReportText::see(const ReportRow& row) {
    const RowKey key = row.key();
    const bool is_counted = rests_on_totals_ ? key.group.empty() : !row.is_subtotal();
    for (std::size_t m = 0; m < row.size(); ++m) {
        const ReportCell cell = row[m];
        if (const auto outcome = cell.outcome())
            styles_[m].see(*outcome);
        else
            reasons_.see(outcome.reason());
        marks_ = marks_ | cell.marks();
        if (!is_counted) continue;
        const Coverage coverage = cell.coverage();
        coverage_[m].known += coverage.known;
        coverage_[m].all += coverage.all;
    }
    if (!key.period.complete) see_period(key.period, key.label);
}

void ReportText::see_period(const Period& period, const std::string& label) {
    const std::string days = days_text(elapsed(period));
    std::string text = has_periods() ? fmt::format("{} ({})", for_terminal(label), days) : days;
    if (std::find(incomplete_.begin(), incomplete_.end(), text) == incomplete_.end())
        incomplete_.push_back(std::move(text));
}

Window ReportText::elapsed(const Period& period) const {
    const Table& table = report_.table();
    const auto today = table.as_of() ? table.as_of() : table.data_to();
    if (!today) return period.window();
    return intersect(period.window(), {all_time.first, *today + date::days{1}});
}

bool ReportText::is_list() const {
    return report_.table().dimensions().empty() && !has_periods() && report_.size() == 1;
}

bool ReportText::has_periods() const { return report_.table().grain() != Grain::window; }

std::string ReportText::heading() const {
    const Table& table = report_.table();
    std::string text = days_text(table.window());
    if (!has_periods() && !incomplete_.empty()) text += '*';
    const auto columns = report_.columns();
    if (std::any_of(columns.begin(), columns.end(), [](const ReportColumn& column) {
            return is_money_like(column.metric.unit());
        }))
        text += ", money in " + table.currency().code();
    if (const auto day = table.as_of()) text += ", as of " + to_text(*day);
    if (const auto day = table.known_at()) text += ", as known on " + to_text(*day);
    if (const auto policy = table.revenue_policy(); policy && !(*policy == RevenuePolicy{}))
        text += ", recurring revenue with " + unusual_text(*policy);
    if (!table.scope().is_everything()) text += ", where " + for_terminal(table.scope().text());
    return text;
}

std::vector<std::string> ReportText::key_headings() const {
    std::vector<std::string> headings;
    for (const std::string& dimension : report_.table().dimensions())
        headings.push_back(for_terminal(dimension));
    if (has_periods()) headings.emplace_back("period");
    return headings;
}

std::string ReportText::title(std::size_t column) const {
    const Definition& metric = report_.columns()[column].metric;
    const std::string_view unit = unit_text(metric.unit());
    const std::string title = for_terminal(metric.title());
    return unit.empty() ? title : fmt::format("{} ({})", title, unit);
}

std::string ReportText::period(const RowKey& key) const {
    return for_terminal(key.label) + (key.period.complete ? "" : "*");
}

std::vector<std::string> ReportText::names(const std::vector<std::string>& group) const {
    std::vector<std::string> names(report_.table().dimensions().size());
    for (std::size_t i = 0; i < group.size(); ++i)
        names[i] = for_terminal(group[i]);
    if (group.size() == names.size()) return names;
    if (group.empty())
        names.front() = "Total";
    else
        names[group.size() - 1] += " total";
    return names;
}

std::string ReportText::cell(const ReportCell& cell, std::size_t column) const {
    const auto outcome = cell.outcome();
    if (!outcome) {
        Marks lacking;
        lacking.lack(cell.marks().undated(), cell.marks().unread());
        return reasons_.mark(outcome.reason()) + sign(lacking);
    }
    return styles_[column].text(*outcome) + sign(cell.marks());
}

std::optional<LegendLine> ReportText::first_of_many() const {
    const Table& table = report_.table();
    const std::optional<Sorting> sorting = table.sorting();
    if (!sorting || sorting->left_out == 0) return std::nullopt;
    const auto columns = report_.columns();
    const auto by = std::find_if(columns.begin(), columns.end(), [&](const ReportColumn& column) {
        return column.metric.id() == sorting->metric;
    });
    return LegendLine{
        "+", fmt::format(
                 "{} of {} groups: the first {}{} by {}, {}; totals are those of all",
                 sorting->groups, sorting->groups + sorting->left_out, sorting->top,
                 table.dimensions().size() > 1 ? " of each" : "", for_terminal(by->metric.title()),
                 name(sorting->order))};
}

std::optional<LegendLine> ReportText::of_what_is_left() const {
    const Table& table = report_.table();
    const auto columns = report_.columns();
    if (table.scope().is_everything() ||
        std::none_of(columns.begin(), columns.end(), [](const ReportColumn& column) {
            return looks_around(column.metric);
        }))
        return std::nullopt;
    return LegendLine{
        "%", table.has_shares_of_whole()
                 ? "shares and ranks are of the whole, targets of what the report is restricted to"
                 : "shares, ranks and targets are of what the report is restricted to"};
}

std::vector<LegendLine> ReportText::legend() const {
    std::vector<LegendLine> lines;
    if (!incomplete_.empty())
        lines.push_back({"*", fmt::format("incomplete: {}", fmt::join(incomplete_, "; "))});
    for (LegendLine& line : reasons_.legend())
        lines.push_back(std::move(line));
    for (LegendLine& line : detail::legend(marks_))
        lines.push_back(std::move(line));
    for (std::size_t m = 0; m < coverage_.size(); ++m)
        if (const Coverage& sum = coverage_[m]; sum.known < sum.all)
            lines.push_back(
                {"~", fmt::format(
                          "{}: rests on {} of {} records, the others lack a field it needs",
                          for_terminal(report_.columns()[m].metric.title()), sum.known, sum.all)});
    if (auto line = first_of_many()) lines.push_back(*std::move(line));
    if (auto line = of_what_is_left()) lines.push_back(*std::move(line));
    const BuildReport& build = report_.table().report();
    std::size_t left_out = 0;
    for (const TableCount& count : build.tables)
        left_out += count.left_out;
    if (left_out > 0)
        lines.push_back(
            {"!", fmt::format(
                      "{} that {} no record{} left out by rules of the mapping",
                      left_out == 1 ? "1 row" : fmt::format("{} rows", left_out),
                      left_out == 1 ? "is" : "are", left_out == 1 ? " was" : "s were")});
    if (build.rejected() == 0) return lines;
    std::size_t read = 0;
    for (const TableCount& count : build.tables)
        read += count.read;
    lines.push_back(
        {"!",
         fmt::format("{} of {} records were rejected and do not count", build.rejected(), read)});
    return lines;
}

}  // namespace saleskpi::inline v0_3::detail
