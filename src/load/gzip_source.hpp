// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace saleskpi::inline v0_3::detail {

/// Whether the name says that what is in the file is packed: "deals.csv.gz".
bool is_gzip(const std::filesystem::path& path);

/// The name without that.
std::filesystem::path without_gzip(const std::filesystem::path& path);

/// The bytes that were packed. Throws Error unreadable_file where there is no such thing, and where
/// the library was built without zlib.
std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> source, const std::string& file);

}  // namespace saleskpi::inline v0_3::detail
