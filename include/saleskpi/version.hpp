// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// The version of the library, "major.minor.patch". The build reads it from this line.
inline constexpr std::string_view library_version = "0.3.0";

}  // namespace saleskpi::inline v0_3
