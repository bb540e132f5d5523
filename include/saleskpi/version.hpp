// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace saleskpi {

/// The version of the library, "major.minor.patch". The build reads it from this line.
inline constexpr std::string_view version = "0.2.0";

}  // namespace saleskpi
