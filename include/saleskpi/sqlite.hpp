// SPDX-License-Identifier: MIT
#pragma once

/// Databases of SQLite: the component saleskpi::sqlite.
/// Threads: as sql/executor.hpp says.
#include <saleskpi/sqlite/executor.hpp>
