// SPDX-License-Identifier: MIT
// Reports as JSON. A Report, and so a Table:
//   {"currency": "USD", "calendar": "iso", "every": "quarter", "by": ["region"],
//    "window": {"from": "2017-01-01", "to": "2017-12-31"}, "asked": {"subtotals": false},
//    "metrics": [{"id": "win_rate", "title", "unit": "ratio", "exact_unit": "1", "better": "higher",
//                 "timing": "activity", "fingerprint": "0123456789abcdef", "formula", "records",
//                 "date", "rolls_up", "no_value"}],
//    "tables": [{"table": "deals", "read": 8800, "kept": 8799, "rejected": 1, "later": 0}],
//    "rejected_by_kind": [{"table": "deals", "kind": "missing", "field": "closed", "records": 1}],
//    "rows": [{"group": {"region": "West"}, "period": "2017-Q1", "from", "to", "complete": true,
//              "values": {"win_rate": {"value": 0.6394, "exact": "1438/2249"},
//                         "attainment(revenue)": {"undefined": "no_target"}}}],
//    "rejected": [{"table", "field", "kind", "count",
//                  "examples": [{"file", "line", "id", "value", "reason"}]}],
//    "notes": [...]}
// and in a cell, where there is something to say, "marks": ["rounded"] and
// "coverage": {"records": 7, "of": 8}, if the fields that the metric needs are missing in some. Beside the
// mark "incomplete" stands "lacking": {"undated": 2, "unread": 0}, how many more records would count, or
// may: without the day they count by, or rejected and the like.
//
// Both "from" and "to" are days that count, and null where there are no days. A group that lacks
// dimensions is a total over them. "value" and "exact" are those of <saleskpi/json/value.hpp>. What one
// unit of "exact" is says "exact_unit" of the metric: "1/100 USD" for money in dollars, so that
// "123450" is 1234.50 USD; "1/100 USD per day", "1 JPY", "1 day"; "1" for what is merely counted, and
// for ratios, of which 1 is 100 %. "timing" is of what days a metric speaks: "activity" for all of a
// period, "balance" for what there is at its edge, "both" if it puts one beside the other. Of equal
// "fingerprint" is what computes the same. "asked" has what does not stand elsewhere: "subtotals", and
// "seated_as_of" if it was given; where groups are sorted, "sorted_by", a metric, and "order"; where they
// are but the first, "top" and "left_out", how many groups are not shown and count in totals all the
// same. "as_of" is there if the book was built as of a day, "known_at" if as it was known at the end of one,
// "data_to", the last day on which something happened, if no end was asked for. "rejected" are the findings that
// kept records from counting, by table, field and kind, with their number and up to three examples, the first of
// each reason; "notes" the same about records that were kept. write_csv() of findings has each of them.
//
// In the text each row, each kind of finding and each table has a line of its own.
// Threads: functions without state, for any number at once.
#pragma once

#include <saleskpi/book/finding_group.hpp>
#include <saleskpi/json/value.hpp>
#include <saleskpi/load/data_checks.hpp>
#include <saleskpi/rollup/explain.hpp>
#include <saleskpi/rollup/report.hpp>
#include <saleskpi/value/text_sink.hpp>

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string>

namespace saleskpi::inline v0_3 {

/// The text of the document, with nothing in it that a terminal would obey. Bytes that are no UTF-8
/// become U+FFFD. It goes over the rows once.
void write_json(const Report& report, const TextSink& sink);
/// The same with "checks", the sense checks of the data, before the rows.
void write_json(const Report& report, const TextSink& sink, std::span<const DataCheck> checks);

/// The same as one text. The table is evaluated while it is written, and not kept.
std::string json_text(const Table& table);
/// The document that the text is read as.
void to_json(nlohmann::json& json, const Table& table);

/// {"id", "title", "unit", "group": ["EMEA"], "period", "from", "to", "complete", "result", "formula",
/// "numbers", "parts": [{"formula", "days", "result", "records", "missing", "ids"}]}
void to_json(nlohmann::json& json, const Explanation& explanation);

void to_json(nlohmann::json& json, const Finding& finding);
void to_json(nlohmann::json& json, const FindingGroup& group);
void to_json(nlohmann::json& json, const TableCount& count);
void to_json(nlohmann::json& json, const LeftOut& left_out);
/// {"tables", "left_out", "rejected", "notes"}
void to_json(nlohmann::json& json, const BuildReport& report);

/// The words of a definition: what is in "metrics" of a table.
void to_json(nlohmann::json& json, const Definition& metric);

}  // namespace saleskpi::inline v0_3
