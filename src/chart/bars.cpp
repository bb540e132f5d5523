// SPDX-License-Identifier: MIT
#include "draft.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3 {

using detail::ChartDraft;
using detail::ChartGroup;
using detail::NumberStyle;

namespace {

/// A series for each column, over the same rows.
void add_columns(ChartDraft& draft, const std::vector<ReportRow>& rows) {
    for (const std::size_t column : draft.columns())
        draft.chart.series.push_back(
            draft.series(draft.title(column), SeriesRole::value, column, rows));
}

/// One series, with a number of one row for each column.
void add_row(ChartDraft& draft, const std::optional<ReportRow>& row) {
    ChartSeries series{draft.chart.words.value, SeriesRole::value, draft.chart.unit, {}};
    if (!row) return;
    draft.set_column_categories();
    for (const std::size_t column : draft.columns())
        series.numbers.push_back(draft.number(*row, column));
    draft.chart.series.push_back(std::move(series));
}

std::size_t number_of(std::vector<std::string>& names, const std::string& name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at != names.end()) return static_cast<std::size_t>(at - names.begin());
    names.push_back(name);
    return names.size() - 1;
}

ChartNumber nothing(const ChartDraft& draft) {
    return detail::chart_number(Reason::no_records, NumberStyle{}, draft.options().glossary);
}

/// Two dimensions or more in one period: the last one against those around it.
struct Crossed {
    std::vector<std::string> outer;
    std::vector<std::string> inner;
    std::vector<std::vector<ChartNumber>> numbers;  ///< by outer, then by inner
};

Crossed crossed(ChartDraft& draft) {
    const std::vector<ReportRow> rows = draft.rows_of_one_period();
    Crossed all;
    for (std::size_t g = 0; g < rows.size(); ++g) {
        std::vector<std::string> names = draft.rows().groups[g].names;
        const std::string last = names.empty() ? draft.rows().groups[g].name : names.back();
        if (!names.empty()) names.pop_back();
        const std::size_t o =
            number_of(all.outer, names.empty() ? draft.chart.words.total : detail::joined(names));
        const std::size_t i = number_of(all.inner, last);
        all.numbers.resize(all.outer.size());
        if (all.numbers[o].size() <= i) all.numbers[o].resize(i + 1, nothing(draft));
        all.numbers[o][i] = draft.number(rows[g], draft.columns()[0]);
    }
    for (std::vector<ChartNumber>& row : all.numbers)
        row.resize(all.inner.size(), nothing(draft));
    return all;
}

std::vector<std::string> outer_dimensions(const ChartDraft& draft) {
    std::vector<std::string> names = draft.rows().dimensions;
    if (!names.empty()) names.pop_back();
    return names;
}

bool has_periods(const ChartDraft& draft) {
    return draft.rows().periods.size() > 1 && !draft.options().period;
}

/// A series for each group, of the first column, by periods.
void add_groups_by_period(ChartDraft& draft) {
    draft.set_period_categories();
    for (const ChartGroup& group : draft.rows().groups)
        draft.chart.series.push_back(
            draft.series(group.name, SeriesRole::value, draft.columns()[0], group.rows));
}

}  // namespace

Chart bar_chart(const Report& report, const ChartColumns& columns, const ChartOptions& options) {
    ChartDraft draft{ChartKind::bars, report, columns, options};
    if (draft.is_of_one_group() && has_periods(draft)) {
        draft.set_period_categories();
        const std::vector<ReportRow>& rows = draft.rows().groups.front().rows;
        add_columns(draft, rows);
        draft.add_compared(rows);
    } else if (draft.is_of_one_group() && draft.columns().size() > 1) {
        add_row(draft, draft.only_row());
    } else {
        const std::vector<ReportRow> rows = draft.rows_of_one_period();
        draft.set_group_categories();
        add_columns(draft, rows);
        draft.add_compared(rows);
    }
    return std::move(draft).finished();
}

Chart stacked_bars(const Report& report, const ChartColumns& columns, const ChartOptions& options) {
    ChartDraft draft{ChartKind::stacked_bars, report, columns, options};
    if (draft.columns().size() > 1 && draft.is_of_one_group() && has_periods(draft)) {
        draft.set_period_categories();
        add_columns(draft, draft.rows().groups.front().rows);
    } else if (draft.columns().size() > 1) {
        const std::vector<ReportRow> rows = draft.rows_of_one_period();
        draft.set_group_categories();
        add_columns(draft, rows);
    } else if (has_periods(draft)) {
        add_groups_by_period(draft);
    } else {
        const Crossed all = crossed(draft);
        draft.chart.category_title = detail::joined(outer_dimensions(draft));
        for (const std::string& name : all.outer)
            draft.chart.categories.push_back({name});
        for (std::size_t i = 0; i < all.inner.size(); ++i) {
            ChartSeries series{all.inner[i], SeriesRole::value, draft.chart.unit, {}};
            for (const std::vector<ChartNumber>& row : all.numbers)
                series.numbers.push_back(row[i]);
            draft.chart.series.push_back(std::move(series));
        }
    }
    return std::move(draft).finished();
}

Chart heat_map(const Report& report, const ChartColumns& columns, const ChartOptions& options) {
    ChartDraft draft{ChartKind::heat_map, report, columns, options};
    if (draft.columns().size() > 1) {
        const std::vector<ReportRow> rows = draft.rows_of_one_period();
        draft.set_column_categories();
        for (std::size_t g = 0; g < rows.size(); ++g) {
            ChartSeries series{
                draft.rows().groups[g].name, SeriesRole::value, draft.chart.unit, {}};
            for (const std::size_t column : draft.columns())
                series.numbers.push_back(draft.number(rows[g], column));
            draft.chart.series.push_back(std::move(series));
        }
    } else if (has_periods(draft)) {
        add_groups_by_period(draft);
    } else {
        Crossed all = crossed(draft);
        if (!draft.rows().dimensions.empty())
            draft.chart.category_title = draft.rows().dimensions.back();
        for (const std::string& name : all.inner)
            draft.chart.categories.push_back({name});
        for (std::size_t o = 0; o < all.outer.size(); ++o)
            draft.chart.series.push_back(
                {all.outer[o], SeriesRole::value, draft.chart.unit, std::move(all.numbers[o])});
    }
    return std::move(draft).finished();
}

}  // namespace saleskpi::inline v0_3
