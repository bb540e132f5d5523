// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>

#include <cstddef>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::size_t json_part_bytes = std::size_t{1} << 18;

/// Reads a file of which each line is a JSON object, with the threads of the request: in parts of about
/// so many bytes if there are several. A line stands for itself, so a broken one is rejected alone.
void read_json_lines(
    ByteSource& source, const ReadRequest& request, RowSink& sink, std::size_t part_bytes);

}  // namespace saleskpi::inline v0_3::detail
