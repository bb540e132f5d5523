// SPDX-License-Identifier: MIT
// A report as flat rows of JSON, which tools for charts and tables take as they are:
//   [
//   {"region": "EMEA", "period": "2025-H1", "from": "2025-01-01", "to": "2025-06-30",
//    "complete": true, "revenue": 1309803.00, "revenue_reason": null, "win_rate": null,
//    "win_rate_reason": "no_records"},
//   ...
//   ]
// with each row in a line of its own. All rows have the same keys. A dimension is null in a total
// over it, a number null where there is no value, and its reason null where there is one. Both days
// count, and are null where there are none.
// Numbers are rounded as in <saleskpi/csv/table.hpp>: money in major units with the digits of its
// currency, others with at most 12 after the point. What is exact, marked or missing, and what was
// rejected, is in the document of <saleskpi/json/table.hpp>.
// No two keys of a row are alike. Period, from, to and complete are always called so; of dimensions,
// then metrics, then reasons, which are a metric's key and "_reason", each whose key is taken has the
// first of "_2", "_3", ... behind it that makes the key a new one.
// Threads: functions without state, for any number at once.
#pragma once

#include <saleskpi/rollup/report.hpp>
#include <saleskpi/value/text_sink.hpp>

#include <string>

namespace saleskpi::inline v0_3 {

/// It goes over the rows once.
void write_records(const Report& report, const TextSink& sink);

/// The same as one text. The table is evaluated while it is written, and not kept.
std::string to_records(const Table& table);

}  // namespace saleskpi::inline v0_3
