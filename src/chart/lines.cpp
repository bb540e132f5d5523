// SPDX-License-Identifier: MIT
#include "draft.hpp"

namespace saleskpi::inline v0_3 {

using detail::ChartDraft;
using detail::ChartGroup;

Chart line_chart(const Report& report, const ChartColumns& columns, const ChartOptions& options) {
    ChartDraft draft{ChartKind::line, report, columns, options};
    draft.set_period_categories();
    const bool has_columns = draft.columns().size() > 1;
    for (const ChartGroup& group : draft.rows().groups)
        for (const std::size_t column : draft.columns()) {
            const std::string title = draft.title(column);
            std::string name = draft.is_of_one_group() ? title
                               : has_columns           ? group.name + ", " + title
                                                       : group.name;
            draft.chart.series.push_back(
                draft.series(std::move(name), SeriesRole::value, column, group.rows));
        }
    if (!draft.rows().groups.empty()) draft.add_compared(draft.rows().groups.front().rows);
    return std::move(draft).finished();
}

Chart sparkline(const Report& report, const ChartColumn& column, const ChartOptions& options) {
    ChartDraft draft{ChartKind::sparkline, report, column, options};
    if (!draft.is_of_one_group())
        throw Error{ErrorCode::invalid_argument, "a sparkline is of one group: say which"};
    draft.set_period_categories();
    for (const ChartGroup& group : draft.rows().groups)
        draft.chart.series.push_back(draft.series(
            draft.title(draft.columns()[0]), SeriesRole::value, draft.columns()[0], group.rows));
    return std::move(draft).finished();
}

Chart small_multiples(
    const Report& report, const ChartColumns& columns, const ChartOptions& options) {
    ChartDraft draft{ChartKind::small_multiples, report, columns, options};
    draft.set_period_categories();
    const std::size_t panels = draft.columns().size() * draft.rows().groups.size();
    for (const ChartGroup& group : draft.rows().groups)
        for (const std::size_t column : draft.columns()) {
            const std::string title = draft.title(column);
            Chart panel = draft.chart;
            panel.kind = ChartKind::line;
            panel.title = draft.is_of_one_group()      ? title
                          : draft.columns().size() > 1 ? group.name + ", " + title
                                                       : group.name;
            panel.series = {draft.series(panel.title, SeriesRole::value, column, group.rows)};
            if (panels == draft.rows().groups.size()) {
                if (draft.prior())
                    panel.series.push_back(draft.series(
                        draft.chart.words.prior, SeriesRole::prior, *draft.prior(), group.rows));
                if (draft.target())
                    panel.series.push_back(draft.series(
                        draft.chart.words.target, SeriesRole::target, *draft.target(), group.rows));
            }
            draft.chart.panels.push_back(std::move(panel));
        }
    draft.chart.categories.clear();
    draft.chart.over_time = false;
    return std::move(draft).finished();
}

}  // namespace saleskpi::inline v0_3
