// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/finding.hpp>
#include <saleskpi/csv/table.hpp>
#include <saleskpi/value/text_sink.hpp>

#include <span>

/// Threads: functions without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// Findings as CSV, a line each, for those who mend the data: table, file, line, id, field, value, kind,
/// rejected (yes or no) and reason.
void write_csv(std::span<const Finding> findings, const TextSink& sink, CsvStyle style = {});

}  // namespace saleskpi::inline v0_3
