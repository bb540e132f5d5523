// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/chart/of_report.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

struct ChartGroup {
    std::string name;                ///< what it is called within the group that was asked for
    std::vector<std::string> names;  ///< the same, one for each dimension below that group
    std::vector<ReportRow> rows;     ///< one for each period
};

/// The rows of a report that a chart is of: groups by periods.
struct ChartRows {
    /// Throws Error no_such_cell for a group that is not there.
    ChartRows(const Report& report, const ChartOptions& options);

    /// The number of the period that a chart of one is of. Throws Error no_such_cell.
    std::size_t period(const ChartOptions& options) const;

    std::vector<RowKey> periods;  ///< without groups
    std::vector<ChartGroup> groups;
    std::vector<std::string> dimensions;  ///< below the group that was asked for
};

/// "North, Ada"
std::string joined(const std::vector<std::string>& names);

}  // namespace saleskpi::inline v0_3::detail
