// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/sql/executor.hpp>

namespace saleskpi::inline v0_3::detail {

/// The statement with a "?" for each use of a parameter, and what is bound to them in that order: ODBC knows no
/// numbers. What stands in marks, literals and names, is left alone.
sql::Statement positional(const sql::Statement& statement, const sql::Dialect& dialect);

}  // namespace saleskpi::inline v0_3::detail
