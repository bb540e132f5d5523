// SPDX-License-Identifier: MIT
#pragma once

#include "columns.hpp"
#include "grid.hpp"

namespace bench {

/// The loop an expert writes for this one report over columns in any order: one pass, no branches,
/// all sums of a cell in one cache line.
Grid<Sums> seven_sums(const Columns& columns, std::size_t reps, const DayToPeriod& period_of);

/// The loop of an expert who knows that equal reps and months stand together: sums stay in registers
/// until the cell changes.
Grid<Sums> seven_sums_clustered(
    const Columns& columns, std::size_t reps, const DayToPeriod& period_of);

}  // namespace bench
