// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

#include <saleskpi/json/presets.hpp>
#include <saleskpi/load/data_checks.hpp>

#include <filesystem>
#include <vector>

namespace sales_report {

struct Loaded {
    Book book;
    LoadChecks checks;  ///< what sense checks need of the files
};

/// The preset that is asked for, as the files of the folder need it. Throws Error.
FittedPreset fitted_preset(const Options& options);

/// Loads the folder into a book, of whose targets the metrics are of the catalogue, showing the progress to
/// who waits at a terminal, and adds the files it read. Throws Error.
Loaded load_book(
    const Options& options, const Catalogue& catalogue, std::vector<std::filesystem::path>& inputs);

}  // namespace sales_report
