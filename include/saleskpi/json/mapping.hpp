// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/mapping.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

/// Threads: each call is its own.
namespace saleskpi::inline v0_3 {

/// Reads a mapping from a JSON file; docs/mapping.md describes it. Throws Error unreadable_file,
/// empty_file, invalid_json, and invalid_mapping, which names the place and the nearest right word:
/// "mapping.json: /tables/deals/fields/amount: unknown key 'colum' (did you mean 'columns'?)".
/// The file may be a pipe.
Mapping read_mapping(const std::filesystem::path& path);

/// The mapping that a folder brings along as mapping.json; none if there is no such file. It must be a
/// plain file below the folder, unless it may be one outside. Throws as read_mapping, and
/// outside_folder.
std::optional<Mapping> find_mapping(
    const std::filesystem::path& directory, bool allow_outside = false);

/// The same for a text in memory; `name` stands in messages.
Mapping parse_mapping(std::string_view text, const std::string& name = "mapping");
/// The same, but no value where that throws.
std::optional<Mapping> try_parse_mapping(std::string_view text);

}  // namespace saleskpi::inline v0_3
