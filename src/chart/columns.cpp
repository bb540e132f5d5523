// SPDX-License-Identifier: MIT
#include <saleskpi/chart/of_report.hpp>

#include <fmt/format.h>

namespace saleskpi::inline v0_3 {

std::size_t ChartColumn::in(const Report& report) const {
    const auto columns = report.columns();
    if (!id_ && number_ < columns.size()) return number_;
    for (std::size_t i = 0; id_ && i < columns.size(); ++i)
        if (columns[i].metric.id() == *id_) return i;
    throw Error{
        ErrorCode::no_such_cell,
        id_ ? fmt::format("the report has no column '{}'", *id_)
            : fmt::format(
                  "the report has {} columns, and none number {}", columns.size(), number_)};
}

std::vector<std::size_t> ChartColumns::in(const Report& report) const {
    std::vector<std::size_t> numbers;
    for (const ChartColumn& column : columns_)
        numbers.push_back(column.in(report));
    return numbers;
}

Chart chart_of(
    ChartKind kind,
    const Report& report,
    const ChartColumns& columns,
    const ChartOptions& options) {
    const auto only_column = [&] {
        const std::vector<std::size_t> numbers = columns.in(report);
        if (numbers.size() != 1)
            throw Error{
                ErrorCode::invalid_argument,
                fmt::format(
                    "a chart of kind {} is of 1 column, not of {}", name(kind), numbers.size())};
        return ChartColumn{numbers.front()};
    };
    switch (kind) {
        case ChartKind::line:
            return line_chart(report, columns, options);
        case ChartKind::bars:
            return bar_chart(report, columns, options);
        case ChartKind::stacked_bars:
            return stacked_bars(report, columns, options);
        case ChartKind::waterfall:
            return waterfall_chart(report, columns, options);
        case ChartKind::bullet:
            return bullet_chart(report, only_column(), options);
        case ChartKind::funnel:
            return funnel_chart(report, columns, options);
        case ChartKind::heat_map:
            return heat_map(report, columns, options);
        case ChartKind::leaderboard:
            return leaderboard(report, only_column(), options);
        case ChartKind::distribution:
            return distribution_chart(report, only_column(), options);
        case ChartKind::sparkline:
            return sparkline(report, only_column(), options);
        case ChartKind::small_multiples:
            return small_multiples(report, columns, options);
    }
    throw Error{ErrorCode::invalid_argument, "no kind of chart"};
}

}  // namespace saleskpi::inline v0_3
