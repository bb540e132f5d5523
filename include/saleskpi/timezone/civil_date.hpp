// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/instant.hpp>
#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <chrono>
#include <string_view>

/// Threads: for any number at once; the first call reads the database of time zones.
namespace saleskpi::inline v0_3 {

/// The civil date of an instant in a time zone, named as in the IANA data: "America/New_York".
/// Throws Error{invalid_argument} if there is no such zone, or no time zone data on this machine.
///
/// Only instants need this. A date without a time has no zone, and must not be sent through one.
[[nodiscard]] Date civil_date(Instant instant, std::string_view zone);

/// The same for an instant of any other resolution.
template <class Duration>
[[nodiscard]] Date civil_date(date::sys_time<Duration> instant, std::string_view zone) {
    return civil_date(date::floor<std::chrono::milliseconds>(instant), zone);
}

/// The first instant of a civil date; the date ends where the next one begins, not always 24 hours
/// later. Throws as civil_date().
[[nodiscard]] Instant first_instant(Date day, std::string_view zone);

}  // namespace saleskpi::inline v0_3
