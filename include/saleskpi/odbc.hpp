// SPDX-License-Identifier: MIT
#pragma once

/// Databases by their ODBC driver: the component saleskpi::odbc.
/// Threads: as sql/executor.hpp says.
#include <saleskpi/odbc/executor.hpp>
