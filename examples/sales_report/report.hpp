// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

#include <string>

namespace sales_report {

/// The whole report, or the explanation of one number, in the form that is asked for.
/// Throws Error, UsageError.
std::string report(const Book& book, const Options& options, const Catalogue& catalogue);

/// What was rejected or found wrong, summed up in a few lines; empty if nothing was.
std::string findings_text(const BuildReport& report);

}  // namespace sales_report
