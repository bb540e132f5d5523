// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The names that take at most three slips of a typist (a letter too many, too few, wrong, or two
/// swapped) to become the given word, and no more than half its letters; the nearest first.
std::vector<std::string> similar(std::string_view word, std::span<const std::string> names);

}  // namespace saleskpi::inline v0_3::detail
