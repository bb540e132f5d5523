// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/error.hpp>

#include <date/date.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// A civil date, without time and zone: days since 1970-01-01.
using Date = date::sys_days;

/// The first and the last day of the calendar: years 1 to 9999. A record's date outside counts as
/// missing.
inline constexpr Date earliest_date{date::year{1} / 1 / 1};
inline constexpr Date latest_date{date::year{9999} / 12 / 31};

/// No value for a day that does not exist (February 30 is not March 2) and outside years 1..9999.
std::optional<Date> make_date(int year, unsigned month, unsigned day);

namespace detail {

/// Functions of their own and no plain throw: in a constant, compilers then print their names.
[[noreturn]] void this_day_does_not_exist(int year, unsigned month, unsigned day);
[[noreturn]] inline void a_date_is_written_as_in_2025_02_28() {
    fail(ErrorCode::invalid_date, "a date is written as in 2025-02-28");
}

constexpr bool is_day(int year, unsigned month, unsigned day) {
    return year >= 1 && year <= 9999 && month <= 12 && day <= 31 &&
           (date::year{year} / static_cast<int>(month) / static_cast<int>(day)).ok();
}

/// The date of a literal. Throws, which in a constant does not compile.
constexpr Date date_literal(std::string_view text) {
    if (text.size() != 10) a_date_is_written_as_in_2025_02_28();
    unsigned parts[3] = {};
    int part = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_mark = at == 4 || at == 7;
        if (is_mark ? text[at] != '-' : text[at] < '0' || text[at] > '9')
            a_date_is_written_as_in_2025_02_28();
        if (is_mark)
            ++part;
        else
            parts[part] = parts[part] * 10 + static_cast<unsigned>(text[at] - '0');
    }
    const int year = static_cast<int>(parts[0]);
    if (!is_day(year, parts[1], parts[2])) this_day_does_not_exist(year, parts[1], parts[2]);
    return Date{date::year{year} / static_cast<int>(parts[1]) / static_cast<int>(parts[2])};
}

}  // namespace detail

/// The day of these numbers, `date_of(2025, 2, 28)`. Throws Error invalid_date for a day that does
/// not exist, for which `2025_y / 2 / 30` is March 2, and outside years 1..9999. In a constant
/// such a day does not compile.
constexpr Date date_of(int year, unsigned month, unsigned day) {
    if (!detail::is_day(year, month, day)) detail::this_day_does_not_exist(year, month, day);
    return Date{date::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

inline namespace literals {

/// "2025-02-28"_date: a day that does not exist, or another form, does not compile.
consteval Date operator""_date(const char* text, std::size_t size) {
    return detail::date_literal({text, size});
}

}  // namespace literals

/// "2025-03-01" and nothing else; no value for other text and for days that do not exist.
std::optional<Date> try_parse_date(std::string_view text);
/// The same; throws Error invalid_date where that has no value.
Date parse_date(std::string_view text);

/// Reads a date by a pattern of %Y (four digits), %y (two: 69..99 are 1969..1999, 00..68 are
/// 2000..2068), %m, %d or %e, %b or %B (a month by its name, short or long, in English, German, French,
/// Polish, Spanish, Italian or Portuguese, in any case), %% and literal characters, of which a blank is
/// any number of any kind. %m and %d take one digit only where no other number touches them:
/// "%d/%m/%Y" reads "1/3/2025", "%Y%m%d" needs eight digits. After them the time may follow that is
/// written: %H, or %I with %p, %M, %S with its fraction or without, %f. "excel" stands for the days of
/// spreadsheets: 45717 is 2025-03-01. %a or %A is a day of the week by its name, in the same languages, and must be
/// that of the date.
/// Throws Error invalid_argument for a pattern that does not give year, month and day once each, and
/// for one of an instant (%z, "epoch", "epoch_ms"), whose day is that of a time zone.
std::optional<Date> try_parse_date(std::string_view text, std::string_view pattern);
/// The same; throws Error invalid_date where that has no value.
Date parse_date(std::string_view text, std::string_view pattern);

/// "2025-03-01"; years of more than four digits are written out, those before 1 with a minus.
std::string to_text(Date day);

}  // namespace saleskpi::inline v0_3
