// SPDX-License-Identifier: MIT
#pragma once

/// Databases of PostgreSQL: the component saleskpi::postgresql.
/// Threads: as sql/executor.hpp says.
#include <saleskpi/postgresql/executor.hpp>
