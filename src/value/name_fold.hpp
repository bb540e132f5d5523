// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// A name without what people do not look at: case, kinds and numbers of blanks, characters without a
/// width, the Unicode form of accents, dots at its end. Two names that look alike have one such text.
std::string folded_name(std::string_view text);

/// A number that is the same for two names that look alike, and another for nearly all others: quickly
/// found for names of ASCII.
std::uint64_t folded_hash(std::string_view text);

}  // namespace saleskpi::inline v0_3::detail
