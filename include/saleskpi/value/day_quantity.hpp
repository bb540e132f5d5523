// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/date.hpp>
#include <saleskpi/value/quantity.hpp>

/// Threads: functions without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// The day that a quantity is, or is a part of: that of the first deal, say. Throws Error unit_mismatch for
/// another unit, and overflow for a day beyond all years; no table has one.
Date date_of(const AnyQuantity& day);
inline Date date_of(const DayQuantity& day) { return date_of(AnyQuantity{day}); }

}  // namespace saleskpi::inline v0_3
