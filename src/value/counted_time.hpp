// SPDX-License-Identifier: MIT
#pragma once

#include "value/written_time.hpp"

#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Whether a pattern is one of the named forms, all of which are numbers: "epoch" is seconds since
/// 1970 in UTC, "epoch_ms" milliseconds, "excel" the days of spreadsheets with a fraction for the time.
inline bool is_counted(std::string_view pattern) {
    return pattern.starts_with('e') &&
           (pattern == "epoch" || pattern == "epoch_ms" || pattern == "excel");
}

/// No number is of two of them, whatever their order in a list: seconds are those from 1973 to 5138,
/// milliseconds as well, and Excel's days end in 9999 before either.
TimeForm read_counted(std::string_view text, std::string_view form, WrittenTime& to);

/// "seconds since 1970".
std::string readable_count(std::string_view form);

}  // namespace saleskpi::inline v0_3::detail
