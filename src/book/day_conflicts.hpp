// SPDX-License-Identifier: MIT
#pragma once

#include "book/raw_table.hpp"

namespace saleskpi::inline v0_3::detail {

/// Of stage changes that decide one deal on one day, and say no order, one counts: what was said
/// last, else none if they differ. Open ones of that day come before it.
void settle_decisions(RawTable& changes);

}  // namespace saleskpi::inline v0_3::detail
