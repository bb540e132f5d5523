// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Whether all characters are of ASCII.
bool is_ascii(std::string_view text);

/// Whether the text is UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_utf8(std::string_view text);

/// Where the first byte stands that is no part of UTF-8; the text's size if there is none.
std::size_t end_of_utf8(std::string_view text);

/// The text with U+FFFD for each byte that is no UTF-8.
std::string as_utf8(std::string_view text);

/// At most so many bytes of a text, without half a character at the end.
std::string_view cut(std::string_view text, std::size_t longest);

/// A value as it is shown in a finding: its first characters, with U+FFFD for what is no UTF-8.
std::string shown(std::string_view text, std::size_t longest = 80);

}  // namespace saleskpi::inline v0_3::detail
