// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/catalogue.hpp>

#include <string>
#include <vector>

namespace saleskpi_test {

/// Calls of every operator over metrics, read off the table in which the library has them: so that a
/// new one is among them without an edit. Each with every choice of words, over as many metrics as
/// asked for and go with it. Periods of a calendar's own, groups of a level that not every report has,
/// and days, of which a year has hundreds, are left out.
std::vector<std::string> operator_calls(
    const saleskpi::Catalogue& catalogue, std::size_t most_metrics);

/// A call of every operator that takes the metric, with the first choice of words that goes with it.
std::vector<std::string> operator_calls_over(
    const saleskpi::Catalogue& catalogue, const std::string& metric);

}  // namespace saleskpi_test
