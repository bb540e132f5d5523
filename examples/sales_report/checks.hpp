// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"
#include "output.hpp"

#include <saleskpi/load/data_checks.hpp>
#include <saleskpi/load/mapping.hpp>

#include <cstddef>
#include <filesystem>
#include <vector>

namespace sales_report {

/// What came of --check.
struct Checked {
    std::size_t differences = 0;
    Writer writer;
};

/// Compares the numbers of a file with those of the data, and adds the files it read. Throws Error.
Checked check_numbers(
    const Options& options,
    const Mapping& mapping,
    const Catalogue& catalogue,
    std::vector<std::filesystem::path>& inputs);

/// The table of all sense checks, for --check-data.
Writer data_checks_writer(const std::vector<DataCheck>& checks, Format format);

}  // namespace sales_report
