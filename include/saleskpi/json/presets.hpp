// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/load.hpp>

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Threads: each call is its own. Here are mappings for what CRM and billing systems export.
namespace saleskpi::inline v0_3 {

/// A system whose exports are known.
struct Preset {
    std::string_view name;    ///< "hubspot"
    std::string_view system;  ///< "HubSpot, deals as CSV"
    std::string_view text;    ///< the mapping, for all columns that such an export may have
};

std::span<const Preset> presets();

/// A preset, cut down to the files of a folder and to the columns that they have.
struct FittedPreset {
    struct File {
        std::string file;
        std::string table;
        std::size_t columns = 0;  ///< that the preset knows
        std::vector<std::string>
            absent{};        ///< fields that an export may have, and this one has not
        std::string days{};  ///< how days like 3/4/2025 are read, "MM/DD/YYYY", where they are
    };

    std::string preset{};
    std::string mapping{};  ///< as JSON, for parse_mapping, or to be edited
    std::vector<File> files{};
    std::vector<std::string> others{};  ///< files of a known format that it does not know
};

/// Fits the preset of that name to the files of a folder, each to the table of which it has the columns that such an
/// export must have; "auto" takes the preset that knows the most columns. Column names match without regard to case,
/// blanks and signs. Throws Error invalid_argument for an unknown name, with the nearest ones, and where two presets
/// fit as well; unreadable_file where no file fits; outside_folder as load_directory.
FittedPreset fit_preset(
    std::string_view name, const std::filesystem::path& folder, const LoadOptions& options);

}  // namespace saleskpi::inline v0_3
