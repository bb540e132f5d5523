// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

#include <saleskpi/chart/chart.hpp>

#include <functional>
#include <string>
#include <vector>

namespace sales_report {

/// What is drawn, if the options do not say: a waterfall of a report that has one; by periods lines;
/// by groups bars; else what the metrics are.
ChartKind chart_kind(const Options& options);

/// By what periods the chart is, if --every does not say: those that show one period are of all days.
Grain chart_grain(const Options& options);

/// The metrics that the chart is of. A report's waterfall is of its own metrics; without --metrics it is
/// the first of the usual ones; what a bullet is measured by is added.
std::vector<Definition> chart_metrics(
    std::vector<Definition> metrics,
    const Options& options,
    const std::function<Definition(const std::string&)>& metric_of);

/// The chart of what was asked for. target(x) and before(x, ...) of the first metric are what that is
/// compared with. Throws UsageError.
Chart chart_of(const Table& table, const Options& options);

}  // namespace sales_report
