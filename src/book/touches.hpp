// SPDX-License-Identifier: MIT
#pragma once

#include "book/look_up.hpp"

namespace saleskpi::inline v0_3::detail {

/// Numbers the touches of each deal by day, up to its closing, and shares the deal's amount out
/// among them in equal parts. Ties of the day are broken by the touches' texts, so that the order
/// in which they were added does not matter.
void share_out_touches(const AddedRecords& touches);

}  // namespace saleskpi::inline v0_3::detail
