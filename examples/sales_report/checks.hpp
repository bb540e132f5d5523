// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"
#include "output.hpp"

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
    const Options& options, const Catalogue& catalogue, std::vector<std::filesystem::path>& inputs);

}  // namespace sales_report
