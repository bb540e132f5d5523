// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Splits a line with its line end into values, which are views into it. False for a line whose
/// quotes do more than to enclose whole values: it needs the parser, which says the same of all
/// others, but takes several times as long.
bool split_plain_line(std::string_view line, char delimiter, std::vector<std::string_view>& values);

}  // namespace saleskpi::inline v0_3::detail
