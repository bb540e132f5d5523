// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

namespace saleskpi::inline v0_3 {

/// A point on the time line, the same everywhere. Only a time zone makes a date of it.
using Instant = date::sys_time<std::chrono::milliseconds>;

/// "2024-12-31T23:30:00-05:00", "2025-01-01T04:30:00.250Z": a date, 'T' or a space, a time of the
/// day to the minute or finer, and the offset from UTC, without which it would be no instant. What
/// is finer than a millisecond is cut off. No value for other text.
std::optional<Instant> try_parse_instant(std::string_view text);
/// The same; throws Error invalid_date where that has no value.
Instant parse_instant(std::string_view text);

/// Says on which civil date an instant falls, for a record of that region; the region is empty where
/// it is not known. No value where it cannot say. Must be safe to call from several threads.
using DateOfInstant = std::function<std::optional<Date>(Instant, std::string_view region)>;

}  // namespace saleskpi::inline v0_3
