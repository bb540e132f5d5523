// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

#include <filesystem>
#include <vector>

namespace sales_report {

/// Loads the folder into a book, showing the progress to who waits at a terminal, and adds the files it
/// read. Throws Error.
Book load_book(const Options& options, std::vector<std::filesystem::path>& inputs);

}  // namespace sales_report
