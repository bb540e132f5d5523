// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/records.hpp>

#include <filesystem>
#include <string_view>

/// Threads: each call is its own; its callbacks are called as load/load.hpp says.
namespace saleskpi::inline v0_3 {

/// JSON: a list of objects, or an object with such a list under the table's name or at the path that
/// the layout says; in files named .ndjson or .jsonl one object per line. The keys are the columns,
/// and "properties.amount" the key of an object inside. Numbers are read digit by
/// digit, never through floating point. The one list a value may be is that of credits:
/// [{"rep": "Asha", "share": 0.6}]. The "line" of a record is its number, in .ndjson its line.
FileFormat json_format();

/// Records of a JSON file: `read_json<Deal>("deals.json", {.currency = usd}).records`.
template <class R>
Records<R> read_json(const std::filesystem::path& path, const ReadOptions& options = {}) {
    return read_records<R>(path, json_format(), options);
}

/// Records of a JSON text in memory.
template <class R>
Records<R> parse_json(std::string_view text, const ReadOptions& options = {}) {
    return parse_records<R>(text, json_format(), options);
}

}  // namespace saleskpi::inline v0_3
