// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/mapping.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3 {

/// Reads a mapping from a JSON file; docs/mapping.md describes it. Throws Error unreadable_file,
/// empty_file, invalid_json, and invalid_mapping, which names the place and the nearest right word:
/// "mapping.json: /tables/deals/fields/amount: unknown key 'colum' (did you mean 'columns'?)".
Mapping read_mapping(const std::filesystem::path& path);

/// The same for a text in memory; `name` stands in messages.
Mapping parse_mapping(std::string_view text, const std::string& name = "mapping");

}  // namespace saleskpi::inline v0_3
