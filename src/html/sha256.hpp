// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// SHA-256 (FIPS 180-4) of a text, in base64: what a Content-Security-Policy names a script or a style
/// sheet by.
std::string sha256_base64(std::string_view text);

}  // namespace saleskpi::inline v0_3::detail
