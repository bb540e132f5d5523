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

/// "; did you mean amount?", with the names that look most like the word, or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> names);
/// The same of names that were found to look like it, the nearest first.
std::string did_you_mean_any(std::span<const std::string> near);

}  // namespace saleskpi::inline v0_3::detail
