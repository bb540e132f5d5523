// SPDX-License-Identifier: MIT
#pragma once

#include "json/checked_json.hpp"

#include <saleskpi/load/file_layout.hpp>

#include <array>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// The keys of a table, and of a mapping for all tables, that say how files are written.
inline constexpr std::array<std::string_view, 7> layout_keys{
    "encoding", "encoding_errors", "delimiter", "skip_lines", "header", "aliases", "records"};

/// Reads those that are there, and leaves the others as they are.
void read_layout(const JsonPlace& place, FileLayout& layout, char& delimiter);

/// A text of one character that neither a number nor CSV needs for itself.
char read_mark(const JsonPlace& place);

}  // namespace saleskpi::inline v0_3::detail
