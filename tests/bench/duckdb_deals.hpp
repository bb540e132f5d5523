// SPDX-License-Identifier: MIT
#pragma once

#include "duckdb.hpp"
#include "generate.hpp"

namespace bench {

/// Puts the deals of a generator into a table `deals` of a DuckDB, laid out to its advantage: ids of
/// few values as ENUM, the rep's team and region in the deal, so that no query needs a join, amounts
/// as 32-bit cents, and the rows ordered by rep and day of closing, as ours are. A table `reps` has
/// every rep with team and region, a table `months` the window's.
void load_deals(DuckDb& duckdb, const Generator& generator);

}  // namespace bench
