// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/rollup/table.hpp>

#include <string>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// One aggregate of an explained metric, in a group and days in which it was asked for: its definition,
/// its value, and the records behind it. The values of all of them make the metric's.
struct ExplainedPart {
    std::string text;    ///< "count(deals where stage = won by closed)"
    std::string period;  ///< the days it was taken in: "2025-01-01 to 2025-03-31"
    std::string group;   ///< the group it was taken in; empty if that is the explained one
    CellValue value;
    /// Of the records, ascending. One without an id is called by the line of its file, "deals.csv:17",
    /// if it was added with its provenance; else by its position, "#17", from 1, in all that was added
    /// of its table, what was rejected included.
    std::vector<std::string> ids;
    std::vector<std::string> missing_ids;  ///< of those that would count, but lack the value
};

/// Where a number comes from.
struct Explanation {
    Definition metric;
    RowKey key;
    CellValue value;
    std::string formula;  ///< "count(...) / count(...)"
    std::string numbers;  ///< the same with the numbers: "1438 / 2249"
    std::vector<ExplainedPart> parts;
    Scope scope{};  ///< what the query is restricted to
};

}  // namespace saleskpi::inline v0_3
