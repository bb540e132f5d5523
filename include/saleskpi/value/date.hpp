// SPDX-License-Identifier: MIT
#pragma once

#include <date/date.h>

#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3 {

/// A civil date, without time and zone: days since 1970-01-01.
using Date = date::sys_days;

/// No value for a day that does not exist (February 30 is not March 2) and outside years 1..9999.
std::optional<Date> make_date(int year, unsigned month, unsigned day);

/// "2025-03-01" and nothing else; no value for other text and for days that do not exist.
std::optional<Date> parse_date(std::string_view text);

/// Reads a date by a pattern of %Y (four digits), %y (two: 69..99 are 1969..1999, 00..68 are
/// 2000..2068), %m, %d, %b (Jan..Dec in any case), %% and literal characters. %m and %d take one
/// digit only where literals delimit them: "%d/%m/%Y" reads "1/3/2025", "%Y%m%d" needs eight digits.
/// Throws Error invalid_argument for a pattern that does not give year, month and day once each.
std::optional<Date> parse_date(std::string_view text, std::string_view pattern);

/// "2025-03-01".
std::string to_text(Date day);

}  // namespace saleskpi::inline v0_3
