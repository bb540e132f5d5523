// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

namespace sales_report {

/// Loads the folder into a book, showing the progress to who waits at a terminal. Throws kpi::Error.
kpi::Book load_book(const Options& options);

}  // namespace sales_report
