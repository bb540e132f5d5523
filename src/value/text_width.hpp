// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The places a text of UTF-8 takes on a terminal: 2 for a wide East Asian character, none for a
/// combining accent, 1 for a byte that is no UTF-8.
std::size_t display_width(std::string_view text);

/// The text followed, or preceded, by spaces up to a width.
std::string left_aligned(std::string_view text, std::size_t width);
std::string right_aligned(std::string_view text, std::size_t width);

/// The text in lines of at most the given width, as far as its words allow. It breaks at spaces and,
/// for the sake of ids, after '_'.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

}  // namespace saleskpi::inline v0_3::detail
