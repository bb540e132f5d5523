// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>

namespace saleskpi::inline v0_3::detail {

/// Whether a metric puts a group beside others, or beside targets: what a restricted query leaves of
/// them decides about its value.
bool looks_around(const Definition& metric);

}  // namespace saleskpi::inline v0_3::detail
