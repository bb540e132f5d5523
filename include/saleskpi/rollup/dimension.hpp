// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/dimension.hpp>

#include <string_view>

/// Threads: a constant.
namespace saleskpi::inline v0_3::by {

/// The member under which stands what has no rep, no team, no product ...
inline constexpr std::string_view unassigned = "(unassigned)";

}  // namespace saleskpi::inline v0_3::by
