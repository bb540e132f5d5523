// SPDX-License-Identifier: MIT
#pragma once

/// Databases of DuckDB: the component saleskpi::duckdb.
/// Threads: as sql/executor.hpp says.
#include <saleskpi/duckdb/executor.hpp>
