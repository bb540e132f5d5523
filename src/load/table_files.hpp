// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/load.hpp>

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The files in a folder that are called like a table: deals.csv, deals.csv.gz, deals.json, ..., and
/// a workbook if there is nothing else, which cannot be read.
std::vector<std::string> files_named(
    const std::filesystem::path& directory,
    std::string_view table,
    std::span<const FileFormat> formats);

/// The files of an entry of a mapping: the one it names, or those that are called like its pattern
/// in the order of their names, or those named after the table.
std::vector<std::string> files_of(
    const std::filesystem::path& directory,
    const TableMapping& mapping,
    std::span<const FileFormat> formats);

}  // namespace saleskpi::inline v0_3::detail
