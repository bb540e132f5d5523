// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>

#include <cstddef>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::size_t csv_part_bytes = std::size_t{1} << 18;

/// Reads a CSV file with the threads of the request, in parts of about so many bytes, and hands on
/// what one thread would.
///
/// A part begins after a line end, where a record seems to begin: it does not if a quoted value goes
/// on there. The part before knows, because its last record is not complete in it. Then both are
/// read again together.
void read_csv_in_parts(
    ByteSource& source, const ReadRequest& request, RowSink& sink, std::size_t part_bytes);

}  // namespace saleskpi::inline v0_3::detail
