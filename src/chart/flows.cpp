// SPDX-License-Identifier: MIT
#include "draft.hpp"
#include "value/exact.hpp"

#include <optional>

namespace saleskpi::inline v0_3 {

using detail::ChartDraft;
using detail::Exact;
using detail::NumberStyle;

namespace {

/// What a movement is written with where it is taken away.
ChartNumber negated(ChartNumber number) {
    if (!number.value) return number;
    number.value = -*number.value;
    if (number.text.starts_with('-'))
        number.text.erase(0, 1);
    else if (*number.value != 0)
        number.text.insert(0, 1, '-');
    return number;
}

/// For each column, whether it is a movement that is taken away.
std::vector<bool> taken_away(const ChartDraft& draft, const ChartColumns& columns) {
    std::vector<bool> all(draft.columns().size());
    for (std::size_t i = 1; i + 1 < all.size(); ++i)
        all[i] = columns[i].is_taken_away().value_or(
            draft.metric(draft.columns()[i]).better() == Better::lower);
    return all;
}

/// The balance after less all that leads to it; nothing where one of these has no value.
std::optional<AnyQuantity> remainder(
    const ChartDraft& draft, const ReportRow& row, const std::vector<bool>& is_taken_away) {
    const std::vector<std::size_t>& columns = draft.columns();
    Exact left;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto outcome = row[columns[i]].outcome();
        if (!outcome) return std::nullopt;
        const bool is_added = i + 1 == columns.size() || is_taken_away[i];
        left += is_added ? Exact{outcome->exact()} : -Exact{outcome->exact()};
    }
    const auto value = left.value();
    if (!value || value->is_zero()) return std::nullopt;
    return AnyQuantity{*value, draft.chart.unit, draft.chart.currency};
}

ChartNumber number_alone(const AnyQuantity& quantity, const Glossary& glossary) {
    NumberStyle style;
    style.see(quantity);
    return detail::chart_number(quantity, style, glossary);
}

}  // namespace

Chart waterfall_chart(
    const Report& report, const ChartColumns& columns, const ChartOptions& options) {
    ChartDraft draft{ChartKind::waterfall, report, columns, options};
    draft.require_columns(2, draft.columns().size());
    draft.title_by_last_column();
    const std::optional<ReportRow> row = draft.only_row();
    draft.chart.better = draft.metric(draft.columns().back()).better();
    if (!row) return std::move(draft).finished();
    draft.set_column_categories();
    draft.chart.categories.front().is_total = true;
    draft.chart.categories.back().is_total = true;
    ChartSeries series{draft.chart.words.value, SeriesRole::value, draft.chart.unit, {}};
    const std::vector<bool> is_taken_away = taken_away(draft, columns);
    for (std::size_t i = 0; i < draft.columns().size(); ++i) {
        ChartNumber number = draft.number(*row, draft.columns()[i]);
        series.numbers.push_back(is_taken_away[i] ? negated(std::move(number)) : std::move(number));
    }
    if (const auto left = remainder(draft, *row, is_taken_away)) {
        const bool is_complete = draft.chart.categories.front().complete;
        draft.chart.categories.insert(
            draft.chart.categories.end() - 1, {draft.chart.words.remainder, is_complete});
        series.numbers.insert(series.numbers.end() - 1, number_alone(*left, options.glossary));
    }
    draft.chart.series.push_back(std::move(series));
    return std::move(draft).finished();
}

Chart bullet_chart(const Report& report, const ChartColumn& column, const ChartOptions& options) {
    ChartDraft draft{ChartKind::bullet, report, column, options};
    if (!draft.target())
        throw Error{ErrorCode::invalid_argument, "a bullet chart wants options.target"};
    const std::vector<ReportRow> rows = draft.rows_of_one_period();
    draft.set_group_categories();
    const std::size_t value = draft.columns()[0];
    const std::size_t target = *draft.target();
    draft.chart.series.push_back(draft.series(draft.title(value), SeriesRole::value, value, rows));
    draft.chart.series.push_back(
        draft.series(draft.chart.words.target, SeriesRole::target, target, rows));
    ChartSeries share{draft.chart.words.share_of_target, SeriesRole::share, Unit::ratio, {}};
    for (const ReportRow& row : rows)
        share.numbers.push_back(detail::chart_number(
            detail::part(row[value].outcome(), row[target].outcome(), Reason::zero_target),
            NumberStyle{}, options.glossary));
    draft.chart.series.push_back(std::move(share));
    for (const Rational& bound : options.bounds) {
        const AnyQuantity part{bound, Unit::ratio};
        ChartSeries bounds{
            number_alone(part, options.glossary).text, SeriesRole::bound, draft.chart.unit, {}};
        for (const ReportRow& row : rows) {
            Outcome<AnyQuantity> end = row[target].outcome();
            if (end) {
                const auto exact = (Exact{end->exact()} * Exact{bound}).value();
                if (exact)
                    end = AnyQuantity{*exact, end->unit(), end->currency()};
                else
                    end = Reason::too_large;
            }
            bounds.numbers.push_back(
                end ? number_alone(*end, options.glossary)
                    : detail::chart_number(end, NumberStyle{}, options.glossary));
        }
        draft.chart.series.push_back(std::move(bounds));
    }
    return std::move(draft).finished();
}

Chart funnel_chart(const Report& report, const ChartColumns& columns, const ChartOptions& options) {
    ChartDraft draft{ChartKind::funnel, report, columns, options};
    draft.title_by_ends();
    const std::optional<ReportRow> row = draft.only_row();
    if (!row) return std::move(draft).finished();
    draft.set_column_categories();
    ChartSeries values{draft.chart.words.value, SeriesRole::value, draft.chart.unit, {}};
    ChartSeries shares{draft.chart.words.share_of_step, SeriesRole::share, Unit::ratio, {}};
    for (std::size_t i = 0; i < draft.columns().size(); ++i) {
        values.numbers.push_back(draft.number(*row, draft.columns()[i]));
        // The first one is the whole of which the others are parts.
        const std::size_t whole = draft.columns()[i == 0 ? 0 : i - 1];
        shares.numbers.push_back(detail::chart_number(
            detail::part(
                (*row)[draft.columns()[i]].outcome(), (*row)[whole].outcome(),
                Reason::zero_denominator),
            NumberStyle{}, options.glossary));
    }
    draft.chart.series.push_back(std::move(values));
    draft.chart.series.push_back(std::move(shares));
    return std::move(draft).finished();
}

}  // namespace saleskpi::inline v0_3
