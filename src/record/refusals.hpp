// SPDX-License-Identifier: MIT
#pragma once

/// Why a value cannot be one of a record, in words that follow the value: the same for records of
/// files and for those of memory.
namespace saleskpi::inline v0_3::detail {

inline constexpr const char* no_utf8 = "is not valid UTF-8";
inline constexpr const char* outside_years = "is not in the years 1 to 9999";
inline constexpr const char* too_big = "does not fit in 64 bits";
inline constexpr const char* without_currency = "has no currency";

}  // namespace saleskpi::inline v0_3::detail
