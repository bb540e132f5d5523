// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/chart/chart.hpp>

#include <nlohmann/json_fwd.hpp>

/// Threads: functions without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// The chart as a specification of Vega-Lite 6, with its data in it: the same numbers as are drawn by
/// to_svg(), "value" as they are drawn and "text" as they are read. Where there is no value, "value" is
/// null and "reason" its name. Names of the data are texts and values of fields, never names of fields or
/// expressions. json_text() writes it.
nlohmann::json to_vega_lite(const Chart& chart);

}  // namespace saleskpi::inline v0_3
