// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/rollup/report.hpp>
#include <saleskpi/value/text_sink.hpp>

#include <string>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// What CSV says, and how.
struct CsvStyle {
    /// Whether columns behind the metrics tell what is to be said of their values.
    bool notes = true;
    /// Whether an apostrophe goes before a text that a spreadsheet would take for a formula: one that
    /// begins with = + - @, a tab or a return. Numbers stay as they are.
    bool guard = true;
};

/// A report as CSV by RFC 4180, for spreadsheets and other programs. The columns: each dimension,
/// period, from, to, complete, each metric by its id, and the notes: currency, reasons, marks,
/// coverage, rejected.
///
/// - Both from and to are days that count, and empty where there are no days. An empty dimension: the
///   row is a total over it.
/// - Numbers are plain decimals, without separators: money in major units, a ratio as a part of 1.
///   They have all their digits, or 12 after the point if they have more, rounded half up; exact
///   fractions are in the JSON form.
/// - A value there is not is an empty cell, and reasons says why:
///   "win_rate: no_records; attainment(revenue): no_target".
/// - marks names what a reader should know of values that there are: "win_rate: small_sample rounded".
///   coverage says which rest on fewer records than count, "gross_margin: 7/8", and rejected how many
///   records the book rejected, the same number in each row. A report of the first groups has one column
///   more, left_out: how many groups it does not show, which count in totals all the same.
///
/// It goes over the rows once.
void write_csv(const Report& report, const TextSink& sink, CsvStyle style = {});

/// The same as one text. The table is evaluated while it is written, and not kept.
std::string to_csv(const Table& table, CsvStyle style = {});

}  // namespace saleskpi::inline v0_3
