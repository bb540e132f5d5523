// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>

#include <string>

namespace saleskpi::inline v0_3::detail {

/// How the metric goes from smaller groups and periods to larger ones, in words.
std::string rolls_up(const Definition& metric);

}  // namespace saleskpi::inline v0_3::detail
