// SPDX-License-Identifier: MIT
// Threads: functions without state, for any number at once.
#pragma once

#include <saleskpi/load/data_checks.hpp>

#include <span>
#include <string>

namespace saleskpi::inline v0_3 {

/// A line of the checks: "deals.closed: 2 of 8,799 days_outside: 0205-01-31; ...".
std::string to_text(const DataCheck& check);

/// One table of them all, with a mark at the lines that are suspicious.
///
///        table  check         of      records       what
///     -  -----  ------------  ------  ------------  -----------------------
///        deals  read                  8,800
///     !  deals  days_outside  closed  2 of 8,799    0205-01-31, ...
std::string to_text(std::span<const DataCheck> checks);

}  // namespace saleskpi::inline v0_3
