// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

namespace sales_report {

/// Loads the folder into a book, showing the progress to who waits at a terminal. Throws Error.
Book load_book(const Options& options);

}  // namespace sales_report
