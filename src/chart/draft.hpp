// SPDX-License-Identifier: MIT
#pragma once

#include "chart/chart_rows.hpp"
#include "chart/words.hpp"
#include "value/number_text.hpp"

#include <saleskpi/chart/of_report.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The number as it is drawn and read.
ChartNumber chart_number(
    const Outcome<AnyQuantity>& outcome,
    const NumberStyle& style,
    const Glossary& glossary,
    Marks marks = {});
/// A part of a whole. No value: that of either, or, for a whole of zero, the reason that is given.
Outcome<AnyQuantity> part(
    const Outcome<AnyQuantity>& part, const Outcome<AnyQuantity>& whole, Reason of_zero);

/// A chart while it is made of a report: what all kinds have in common.
class ChartDraft {
public:
    ChartDraft(
        ChartKind kind,
        const Report& report,
        const ChartColumns& columns,
        const ChartOptions& options);

    const ChartOptions& options() const { return options_; }
    const ChartRows& rows() const { return rows_; }
    const std::vector<std::size_t>& columns() const { return columns_; }
    const std::optional<std::size_t>& prior() const { return prior_; }
    const std::optional<std::size_t>& target() const { return target_; }
    const Definition& metric(std::size_t column) const { return report_.columns()[column].metric; }
    std::string title(std::size_t column) const { return options_.glossary.title(metric(column)); }
    bool is_of_one_group() const { return rows_.groups.size() <= 1; }

    /// The rows of all groups in the period that a chart of one is of, which then stands in its title.
    std::vector<ReportRow> rows_of_one_period();
    /// The one row of a group in a period; nothing if the report has none. Throws Error invalid_argument
    /// where there are several groups.
    std::optional<ReportRow> only_row();

    ChartNumber number(const ReportRow& row, std::size_t column) const;
    ChartSeries series(
        std::string name,
        SeriesRole role,
        std::size_t column,
        const std::vector<ReportRow>& rows) const;
    /// Prior period and target over the same rows, if they are asked for. Throws Error
    /// invalid_argument if there are several series already.
    void add_compared(const std::vector<ReportRow>& rows);

    void set_period_categories();
    void set_group_categories();
    void set_column_categories();

    /// Throws Error invalid_argument.
    void require_columns(std::size_t least, std::size_t most) const;
    void title_by_last_column() { titled_by_last_ = true; }
    void title_by_ends() { titled_by_ends_ = true; }

    Chart chart;

    /// With title and description.
    Chart finished() &&;

private:
    std::string whole_title() const;
    std::string description() const;

    const Report& report_;
    const ChartOptions& options_;
    ChartRows rows_;
    std::vector<std::size_t> columns_;
    std::optional<std::size_t> prior_;
    std::optional<std::size_t> target_;
    std::vector<NumberStyle> styles_;  ///< of all columns of the report
    std::optional<std::size_t> period_;
    bool titled_by_last_ = false;
    bool titled_by_ends_ = false;
};

}  // namespace saleskpi::inline v0_3::detail
