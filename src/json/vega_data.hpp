// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/chart/chart.hpp>

#include <nlohmann/json_fwd.hpp>

namespace saleskpi::inline v0_3::detail {

/// A row for each number of a chart: {"category", "series", "role", "value", "text"}, and where it says
/// something "reason", "complete": false, "panel", "marks"; of a waterfall "step", "from", "to" and
/// "right", where it is drawn.
nlohmann::json vega_data(const Chart& chart);

}  // namespace saleskpi::inline v0_3::detail
