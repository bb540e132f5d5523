// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// A text between tags, or in the double quotes of an attribute: a browser reads it back as it was. NUL
/// and bytes that are no UTF-8 are U+FFFD, since no page can have them.
std::string html_text(std::string_view text);

/// A text in its quotes in JSON that stands in a <script>: no "<", and no line end of JavaScript, is in it.
std::string script_string(std::string_view text);

}  // namespace saleskpi::inline v0_3::detail
