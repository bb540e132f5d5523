// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"
#include "output.hpp"

#include <saleskpi/load/data_checks.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace sales_report {

/// There are no days to report on, and the options name none.
struct NothingHappened : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Computes the report, or the explanation of one number. What is returned writes it in the form that
/// is asked for, with the sense checks. Throws Error, UsageError, NothingHappened.
Writer report(
    const Book& book,
    const std::vector<DataCheck>& checks,
    const Options& options,
    const Catalogue& catalogue);

/// What was rejected, found wrong or looks so, summed up in at most 25 lines; empty if nothing was.
std::string findings_text(const BuildReport& report, const std::vector<DataCheck>& checks);

/// What --strict fails on, in a line; empty if it found nothing of the kind: records that were rejected,
/// and values of records that count, but for findings that say that nothing is wrong.
std::string strict_text(const BuildReport& report);

}  // namespace sales_report
