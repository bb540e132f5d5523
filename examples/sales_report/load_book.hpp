// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

#include <saleskpi/json/presets.hpp>
#include <saleskpi/load/data_checks.hpp>
#include <saleskpi/load/mapping.hpp>

#include <filesystem>
#include <vector>

namespace sales_report {

struct Loaded {
    Book book;
    LoadChecks checks;  ///< what sense checks need of the files
};

/// The preset that is asked for, as the files of the folder need it. Throws Error.
FittedPreset fitted_preset(const Options& options);

/// How the folder's files are to be read: as the preset or the mapping says that is asked for, or mapping.json in
/// the folder. Adds the files it read. Throws Error.
Mapping mapping_for(const Options& options, std::vector<std::filesystem::path>& inputs);

/// Loads the folder into a book, of whose targets the metrics are of the catalogue, showing the progress to
/// who waits at a terminal, and adds the files it read. Throws Error.
Loaded load_book(
    const Options& options,
    const Mapping& mapping,
    const Catalogue& catalogue,
    std::vector<std::filesystem::path>& inputs);

}  // namespace sales_report
