// SPDX-License-Identifier: MIT
#pragma once

#include "book/dictionary.hpp"
#include "book/raw_table.hpp"
#include "book/seating.hpp"

namespace saleskpi::inline v0_3::detail {

/// Seats the reps of an assignment table, beside those already seated; of two assignments on the
/// same days the earlier counts, and the other is rejected. Throws Error incompatible if one already
/// in the book would have to give way.
void seat_reps(RawTable& assignments, Seating& seating);

/// Seats for what names a team or a region without a rep.
void seat_others(RawTable& table, Seating& seating);

}  // namespace saleskpi::inline v0_3::detail
