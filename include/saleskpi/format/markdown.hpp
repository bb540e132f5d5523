// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/rollup/report.hpp>
#include <saleskpi/value/text_sink.hpp>

#include <string>

/// Threads: functions without state, for any number at once.
namespace saleskpi::inline v0_3 {

struct MarkdownStyle {
    /// Whether the days and the currency stand above the table, and below it a list of what its signs
    /// mean, what is not complete, what is missing, and what was rejected.
    bool notes = true;
};

/// A report as a table of Markdown, as GitHub and many others read it. Numbers are rounded as in text,
/// and stand on the right. Each row has all its names, that of a total the word in the last of them.
/// Whatever a name holds is shown and not obeyed: neither as Markdown nor as HTML.
///
/// It goes over the rows twice: keep the report unless it is too large, or each cell is evaluated
/// twice.
void write_markdown(const Report& report, const TextSink& sink, MarkdownStyle style = {});

/// The same as one text.
std::string to_markdown(const Table& table, MarkdownStyle style = {});

}  // namespace saleskpi::inline v0_3
