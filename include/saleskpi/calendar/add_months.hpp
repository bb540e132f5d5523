// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/date.hpp>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// The same day of a later month, or an earlier one; where that has no such day, its last. Count all
/// months from the day that is meant: Jan 31 and two months is Mar 31, but by way of Feb 28 it would
/// be Mar 28. Throws Error{invalid_date} beyond the years 1 to 9999.
[[nodiscard]] Date add_months(Date day, int months);

}  // namespace saleskpi::inline v0_3
