// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/date.hpp>
#include <saleskpi/value/quantity.hpp>

/// Threads: functions without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// The day that a quantity is: of the first deal, say. Throws Error unit_mismatch for another unit, and
/// invalid_argument for what is no whole number of days.
Date date_of(const AnyQuantity& day);
inline Date date_of(const DayQuantity& day) { return date_of(AnyQuantity{day}); }

}  // namespace saleskpi::inline v0_3
