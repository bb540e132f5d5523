// SPDX-License-Identifier: MIT
// Reports as JSON. A Table:
//   {"currency": "USD", "calendar": "iso", "every": "quarter", "by": ["region"],
//    "window": {"from": "2017-01-01", "to": "2017-12-31"},
//    "metrics": [{"id": "win_rate", "title", "unit": "ratio", "better": "higher", "formula",
//                 "records", "date", "rolls_up", "no_value"}],
//    "rows": [{"group": {"region": "West"}, "period": "2017-Q1", "from", "to", "complete": true,
//              "values": {"win_rate": {"value": 0.6394, "exact": "1438/2249"},
//                         "attainment(revenue)": {"undefined": "no_target"}}}],
//   and in a cell, where there is something to say, "marks": ["rounded"] and
//   "coverage": {"records": 7, "of": 8}, if the fields that the metric needs are missing in some
//    "tables": [{"table": "deals", "read": 8800, "kept": 8799, "rejected": 1, "later": 0}],
//    "rejected": [{"table", "file", "line", "id", "field", "value", "reason"}], "notes": [...]}
// Both "from" and "to" are days that count, and null where there are no days. A group that lacks dimensions is a total over them.
// "value" and "exact" are those of <saleskpi/json/value.hpp>: "exact" is in base units, that is in
// minor units for money. "notes" are findings about records that were kept. "as_of" is there if the
// book was built as of a day, "data_to", the last day on which something happened, if no end was asked
// for.
// Threads: functions without state, for any number at once.
#pragma once

#include <saleskpi/json/value.hpp>
#include <saleskpi/rollup/explain.hpp>
#include <saleskpi/rollup/table.hpp>

#include <nlohmann/json_fwd.hpp>

namespace saleskpi::inline v0_3 {

void to_json(nlohmann::json& json, const Table& table);

/// {"id", "title", "unit", "group": ["EMEA"], "period", "from", "to", "complete", "result", "formula",
/// "numbers", "parts": [{"formula", "days", "result", "records", "missing", "ids"}]}
void to_json(nlohmann::json& json, const Explanation& explanation);

void to_json(nlohmann::json& json, const Finding& finding);
void to_json(nlohmann::json& json, const TableCount& count);
/// {"tables", "rejected", "notes"}
void to_json(nlohmann::json& json, const BuildReport& report);

/// The words of a definition: what is in "metrics" of a table.
void to_json(nlohmann::json& json, const Definition& metric);

}  // namespace saleskpi::inline v0_3
