// SPDX-License-Identifier: MIT
// Charts of what a report says. All are called alike, by columns and options:
//
//   line_chart(report, "revenue", {.group = {"EMEA"}, .target = "target(revenue)"})
//   waterfall_chart(report, {"opening_mrr", "new_mrr", "churned_mrr", "mrr"})
//
// A column is named by its id, its number or its metric. Numbers read as in a text report of the same
// table. Rows of totals are left out, unless the group is one: see ChartOptions.
// All throw Error no_such_cell for a column, group or period that the report lacks, unit_mismatch where
// numbers of one axis are of several units, invalid_argument for another number of columns than said.
// Threads: functions without state, for any number at once.
#pragma once

#include <saleskpi/chart/chart.hpp>
#include <saleskpi/chart/glossary.hpp>
#include <saleskpi/rollup/report.hpp>

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {

/// A column of a report: its id, its number, or its metric.
class ChartColumn {
public:
    template <std::convertible_to<std::string_view> Id>
    ChartColumn(const Id& id) : id_{std::string_view{id}} {}  // NOLINT: an id is a column
    template <std::integral Number>
    ChartColumn(Number number) : number_{static_cast<std::size_t>(number)} {}  // NOLINT
    template <MetricConstant M>
    ChartColumn(const M& metric) : ChartColumn{Definition{metric}} {}  // NOLINT
    ChartColumn(const Definition& metric) : id_{metric.id()} {}        // NOLINT

    /// Its number in a report. Throws Error no_such_cell.
    std::size_t in(const Report& report) const;

    /// As a movement of a waterfall: taken away, or added, whichever way is better.
    ChartColumn taken_away() const { return with_sign(true); }
    ChartColumn added() const { return with_sign(false); }
    /// Missing where nobody said it.
    std::optional<bool> is_taken_away() const { return is_taken_away_; }

private:
    ChartColumn with_sign(bool is_taken_away) const {
        ChartColumn column = *this;
        column.is_taken_away_ = is_taken_away;
        return column;
    }

    std::optional<std::string> id_;
    std::size_t number_ = 0;
    std::optional<bool> is_taken_away_;
};

/// One column or several.
class ChartColumns {
public:
    template <std::convertible_to<ChartColumn> Column>
    ChartColumns(const Column& column) : columns_{ChartColumn{column}} {}  // NOLINT
    ChartColumns(std::initializer_list<ChartColumn> columns) : columns_{columns} {}
    ChartColumns(std::vector<ChartColumn> columns) : columns_{std::move(columns)} {}  // NOLINT

    /// Their numbers in a report. Throws Error no_such_cell.
    std::vector<std::size_t> in(const Report& report) const;

    const ChartColumn& operator[](std::size_t i) const { return columns_[i]; }

private:
    std::vector<ChartColumn> columns_;
};

struct ChartOptions {
    std::string title = {};        ///< by default that of the metric, and of the group
    std::string description = {};  ///< by default what the report is of
    /// The rows of this group's members count or, where it has none, those of the group itself.
    GroupNames group = {};
    /// How many dimensions below the group those members are: by default all that there are; 0 is the group
    /// itself, and 1 its direct members. Fewer than all are of a report with subtotals.
    std::optional<std::size_t> levels = {};
    /// Of charts that show one period, which. By default the last one.
    std::optional<Period> period = {};
    std::optional<ChartColumn> prior = {};  ///< the same metric before, such as before(x, previous)
    std::optional<ChartColumn> target = {};  ///< target_of(x)
    /// Where ranges of a bullet end, as parts of the target: {{4, 5}, {1, 1}}.
    std::vector<Rational> bounds = {};
    std::size_t top = 0;       ///< of a leaderboard: only the first so many; 0 is all
    std::size_t buckets = 10;  ///< of a distribution: about how many
    Glossary glossary = {};    ///< of titles, words, reasons and numbers; by default English
};

/// Periods from left to right. A line for each group, and for each of several columns; of one line also
/// the prior period and the target.
Chart line_chart(
    const Report& report, const ChartColumns& columns, const ChartOptions& options = {});
/// The same of one group, without axes.
Chart sparkline(const Report& report, const ChartColumn& column, const ChartOptions& options = {});

/// A bar for each group in one period; of a report of one group for each period. Several columns stand
/// beside each other, and so does the prior period; the target is a line across.
Chart bar_chart(
    const Report& report, const ChartColumns& columns, const ChartOptions& options = {});
/// Several columns upon each other; of one column the groups in each period, or else the members of
/// the last dimension in those of the others.
Chart stacked_bars(
    const Report& report, const ChartColumns& columns, const ChartOptions& options = {});

/// The first column is the balance before, the last one that after, those between are movements; of one
/// group in one period. Movements of which less is better, such as churned_mrr, are taken away, and read
/// with a minus, unless the column says which it is: ChartColumn{"pipeline_closed"}.taken_away(). What they do not explain, exactly, is a movement of its own.
Chart waterfall_chart(
    const Report& report, const ChartColumns& columns, const ChartOptions& options = {});

/// The value of each group in one period, against options.target, which must be there.
Chart bullet_chart(const Report& report, const ChartColumn& column, const ChartOptions& options);

/// A step for each column, from first to last, of one group in one period, each with what part of the
/// one before it is.
Chart funnel_chart(
    const Report& report, const ChartColumns& columns, const ChartOptions& options = {});

/// A row for each group. Of one column, a cell for each period, or in one period for each member of the
/// last dimension; of several, one for each.
Chart heat_map(const Report& report, const ChartColumns& columns, const ChartOptions& options = {});

/// Groups in one period in the order of a column, the best first, by options.prior with the ranks they
/// had before. Groups without a value come last and have no rank.
Chart leaderboard(
    const Report& report, const ChartColumn& column, const ChartOptions& options = {});

/// How many of the groups in one period, such as customers or deals, have a value in each of some ranges
/// of 1, 2 or 5 times a power of ten. Groups without a value are counted in the description.
Chart distribution_chart(
    const Report& report, const ChartColumn& column, const ChartOptions& options = {});

/// A line chart for each group, or of one group for each of several columns.
Chart small_multiples(
    const Report& report, const ChartColumns& columns, const ChartOptions& options = {});

/// A chart of a kind, by the function above. Throws as that does.
Chart chart_of(
    ChartKind kind,
    const Report& report,
    const ChartColumns& columns,
    const ChartOptions& options = {});

}  // namespace saleskpi::inline v0_3
