// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Between UTF-8 and UTF-16, which ODBC has whatever the locale. What is neither becomes U+FFFD.
std::u16string to_utf16(std::string_view text);
std::string to_utf8(std::u16string_view text);

}  // namespace saleskpi::inline v0_3::detail
