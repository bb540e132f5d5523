// SPDX-License-Identifier: MIT
#include "html/page_model.hpp"

#include "html/escape.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/value/date.hpp>
#include <saleskpi/value/error.hpp>
#include <saleskpi/value/quantity_text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t most_cards = 8;
constexpr std::size_t most_columns = 8;  ///< of one table

/// "attainment(revenue)" and "target(revenue)" stand on the card of the revenue.
bool is_of_target(std::string_view id) {
    return id.starts_with("attainment(") || id.starts_with("target(");
}

std::string family_of(const Catalogue& catalogue, std::string_view id) {
    // Of "change(revenue, previous)" that of what is in it.
    for (std::string_view rest = id; !rest.empty();) {
        const std::size_t end = std::min(rest.find_first_of("(,)"), rest.size());
        for (const CatalogueEntry& entry : catalogue.entries())
            if (entry.definition.id() == rest.substr(0, end)) return entry.family;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return "other";
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 32);
    return text;
}

}  // namespace

std::string attainment_id(std::string_view id) { return fmt::format("attainment({})", id); }

PageModel::PageModel(const Report& report, const PageOptions& options)
    : report_{report},
      options_{options},
      styles_(report.columns().size()),
      coverage_(report.columns().size()) {
    if (!report.is_kept())
        throw Error{ErrorCode::invalid_argument, "a page is written of a report that is kept"};
    read_rows();
    put_parents_first();
    choose_cards();
    choose_tables();
}

void PageModel::read_rows() {
    std::map<std::pair<Date, Date>, std::size_t> numbers;
    std::size_t number = 0;
    for (const ReportRow& row : report_) {
        RowKey key = row.key();
        const auto [at, is_new] =
            numbers.emplace(std::pair{key.period.first, key.period.until}, periods_.size());
        if (is_new) periods_.push_back({key.period, key.label});
        if (groups_.empty() || !row.continues_group())
            groups_.push_back({std::move(key.group), {}, false});
        groups_.back().rows.emplace_back(at->second, number++);
        see(row);
    }
    // The first group need not have all of them.
    std::vector<PagePeriod> sorted;
    std::vector<std::size_t> places(periods_.size());
    for (const auto& [days, at] : numbers) {
        places[at] = sorted.size();
        sorted.push_back(std::move(periods_[at]));
    }
    periods_ = std::move(sorted);
    for (PageGroup& group : groups_)
        for (auto& [period, row] : group.rows)
            period = places[period];
}

void PageModel::see(const ReportRow& row) {
    const bool is_counted = !row.is_subtotal();
    for (std::size_t m = 0; m < row.size(); ++m) {
        const ReportCell cell = row[m];
        if (const auto outcome = cell.outcome())
            styles_[m].see(*outcome);
        else if (std::find(reasons_.begin(), reasons_.end(), outcome.reason()) == reasons_.end())
            reasons_.push_back(outcome.reason());
        marks_ = marks_ | cell.marks();
        if (!is_counted) continue;
        coverage_[m].known += cell.coverage().known;
        coverage_[m].all += cell.coverage().all;
    }
}

/// The report has each total behind its members.
void PageModel::put_parents_first() {
    std::vector<std::vector<std::size_t>> members(groups_.size());
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
        const std::size_t depth = groups_[i].names.size();
        auto first = open.end();
        while (first != open.begin() && groups_[*(first - 1)].names.size() > depth)
            --first;
        members[i].assign(first, open.end());
        open.erase(first, open.end());
        open.push_back(i);
    }
    std::vector<PageGroup> sorted;
    sorted.reserve(groups_.size());
    std::vector<std::size_t> next(open.rbegin(), open.rend());
    while (!next.empty()) {
        const std::size_t at = next.back();
        next.pop_back();
        next.insert(next.end(), members[at].rbegin(), members[at].rend());
        groups_[at].is_parent = !members[at].empty();
        sorted.push_back(std::move(groups_[at]));
    }
    groups_ = std::move(sorted);
}

void PageModel::choose_cards() {
    for (const std::string& id : options_.cards)
        cards_.push_back(column_of(id, "card"));
    if (!cards_.empty()) return;
    for (std::size_t m = 0; m < report_.columns().size() && cards_.size() < most_cards; ++m)
        if (!is_of_target(report_.columns()[m].metric.id())) cards_.push_back(m);
}

void PageModel::choose_tables() {
    for (const PageSection& section : options_.sections) {
        PageTable table{section.title, {}, section.charts};
        for (const std::string& id : section.metrics)
            table.columns.push_back(column_of(id, "section"));
        if (!table.columns.empty()) tables_.push_back(std::move(table));
    }
    if (!tables_.empty()) return;
    const Catalogue catalogue;
    const bool is_one = report_.columns().size() <= most_columns;
    for (std::size_t m = 0; m < report_.columns().size(); ++m) {
        const std::string title =
            is_one ? "Figures"
                   : capitalised(family_of(catalogue, report_.columns()[m].metric.id()));
        auto table = std::find_if(tables_.begin(), tables_.end(), [&](const PageTable& one) {
            return one.title == title;
        });
        if (table == tables_.end()) table = tables_.insert(tables_.end(), {title, {}, {}});
        table->columns.push_back(m);
    }
}

std::optional<std::size_t> PageModel::column(std::string_view id) const {
    const auto columns = report_.columns();
    for (std::size_t m = 0; m < columns.size(); ++m)
        if (columns[m].metric.id() == id) return m;
    return std::nullopt;
}

std::size_t PageModel::column_of(const std::string& id, std::string_view what) const {
    if (const auto found = column(id)) return *found;
    throw Error{
        ErrorCode::invalid_argument,
        fmt::format("a {} of a page is of '{}', which is no column of its report", what, id)};
}

std::optional<std::size_t> PageModel::shown_period() const {
    if (periods_.empty()) return std::nullopt;
    for (std::size_t i = periods_.size(); i > 0; --i)
        if (periods_[i - 1].period.complete) return i - 1;
    return periods_.size() - 1;
}

std::optional<std::size_t> PageModel::total_row(std::size_t period) const {
    if (groups_.empty() || !groups_.front().names.empty()) return std::nullopt;
    for (const auto& [of, row] : groups_.front().rows)
        if (of == period) return row;
    return std::nullopt;
}

std::string PageModel::say(std::string_view english) const { return html_text(plain(english)); }

std::string PageModel::title(std::size_t column) const { return html_text(plain_title(column)); }

std::string PageModel::plain_title(std::size_t column) const {
    return options_.glossary.title(report_.columns()[column].metric);
}

std::string PageModel::unit(std::size_t column) const { return html_text(plain_unit(column)); }

std::string PageModel::plain_unit(std::size_t column) const {
    return unit_in(
        options_.glossary, report_.columns()[column].metric.unit(), report_.table().currency());
}

std::string PageModel::timing(std::size_t column) const { return html_text(plain_timing(column)); }

std::string PageModel::plain_timing(std::size_t column) const {
    switch (report_.columns()[column].timing) {
        case Timing::activity:
            return plain("activity");
        case Timing::balance:
            return plain("balance");
        case Timing::both:
            break;
    }
    return plain("activity and balance");
}

std::string PageModel::number(const AnyQuantity& quantity, std::size_t column) const {
    return in_language(styles_[column].text(quantity));
}

std::string PageModel::value(const Outcome<AnyQuantity>& outcome, std::size_t column) const {
    if (!outcome) return reason(outcome.reason());
    const std::string unit = this->unit(column);
    return number(*outcome, column) + (unit.empty() ? "" : " " + unit);
}

std::string PageModel::exact(const Outcome<AnyQuantity>& outcome) const {
    if (!outcome)
        return fmt::format("{}: {}", reason(outcome.reason()), say(meaning(outcome.reason())));
    std::string text = to_text(*outcome);
    if (outcome->unit() != Unit::date) {
        const std::size_t first = text.starts_with('-') ? 1 : 0;
        std::size_t at = std::min(text.find_first_not_of("0123456789", first), text.size());
        for (; at > first + 3; at -= 3)
            text.insert(at - 3, 1, ',');
    }
    return html_text(in_language(std::move(text)));
}

std::string PageModel::reason(Reason reason) const { return html_text(plain_reason(reason)); }

std::string PageModel::plain_reason(Reason reason) const {
    return plain(with_blanks(name(reason)));
}

std::string PageModel::in_language(std::string number) const {
    const Glossary& glossary = options_.glossary;
    if (glossary.decimal == "." && glossary.group == ",") return number;
    std::string text;
    for (std::size_t i = 0; i < number.size(); ++i) {
        // A mark between digits, and not one of a text.
        const bool is_between = i > 0 && i + 1 < number.size() && number[i - 1] >= '0' &&
                                number[i - 1] <= '9' && number[i + 1] >= '0' &&
                                number[i + 1] <= '9';
        if (is_between && number[i] == '.')
            text += glossary.decimal;
        else if (is_between && number[i] == ',')
            text += glossary.group;
        else
            text += number[i];
    }
    return text;
}

std::string PageModel::days(const Window& window) const { return html_text(plain_days(window)); }

std::string PageModel::plain_days(const Window& window) const {
    if (window.empty()) return plain("no days");
    return fmt::format(
        "{} {} {}", to_text(window.first), plain("to"), to_text(window.until - date::days{1}));
}

}  // namespace saleskpi::inline v0_3::detail
