// SPDX-License-Identifier: MIT
// Threads: functions without state, for any number at once.
#pragma once

#include <saleskpi/check/golden.hpp>
#include <saleskpi/format/table.hpp>

#include <string>
#include <vector>

namespace saleskpi::inline v0_3 {

/// What was asked, what was expected and what there is, each exactly, and the explanation of that, in
/// several lines.
///
///     numbers.csv, line 3: win_rate, team = North, 2025-Q1
///       expected  1/2 (50.00 %)
///       is        2/3 (66.67 %)
///         ...
std::string to_text(const GoldenDifference& difference, ExplanationStyle style = {});

/// One after the other; empty if there are none.
std::string to_text(const std::vector<GoldenDifference>& differences, ExplanationStyle style = {});

}  // namespace saleskpi::inline v0_3
