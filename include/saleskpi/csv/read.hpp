// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/records.hpp>

#include <filesystem>
#include <string_view>

/// Threads: each call is its own; its callbacks are called as load/load.hpp says.
namespace saleskpi::inline v0_3 {

/// Comma separated values by RFC 4180: UTF-8 with or without a byte order mark, CRLF or LF, line
/// breaks inside quotes, any delimiter, a header line unless the layout says otherwise. Columns are
/// found by their names, in any case: docs/mapping.md. Spaces around unquoted values and blank
/// lines do not count. A value missing at the end of a line is missing; one too many rejects it.
FileFormat csv_format();

/// Records of a CSV file: `read_csv<Deal>("deals.csv", {.currency = usd}).records`.
template <class R>
Records<R> read_csv(const std::filesystem::path& path, const ReadOptions& options = {}) {
    return read_records<R>(path, csv_format(), options);
}

/// Records of a CSV text in memory.
template <class R>
Records<R> parse_csv(std::string_view text, const ReadOptions& options = {}) {
    return parse_records<R>(text, csv_format(), options);
}

}  // namespace saleskpi::inline v0_3
