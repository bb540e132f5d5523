// SPDX-License-Identifier: MIT
#pragma once

#include "support/slow.hpp"

#include <saleskpi/rollup/table.hpp>

#include <string>

/// What the engine says against what was computed slowly: the one comparison of all tests.
namespace laws {

using namespace saleskpi;

/// Where a cell says something else than what was computed slowly, in value, unit, currency or reason,
/// marks, records or missing; empty if nowhere. What takes square roots is rounded in its own order,
/// and parts of a span count each by itself in what the engine reports as the records of a spread.
std::string disagreement(
    const CellValue& cell, const slow::Answer& answer, const Definition& metric);

/// The same of all cells of a table, and of the coverage of some: the first dozen that disagree.
std::string disagreement(const saleskpi::Table& table, slow::Evaluator& slow);

}  // namespace laws
