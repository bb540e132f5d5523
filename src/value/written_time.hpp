// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/date.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// A day as it is written, with the time of it if there is one.
struct WrittenTime {
    Date day{};
    std::chrono::milliseconds time{};
    /// How far its clock is ahead of UTC: then it is an instant, and the day that of its writer.
    std::optional<std::chrono::minutes> ahead{};

    /// Of a text without an offset it is that of a clock of UTC.
    date::sys_time<std::chrono::milliseconds> instant() const {
        return day + time - ahead.value_or(std::chrono::minutes{});
    }
};

enum class TimeForm : std::uint8_t {
    other,          ///< the text has another form
    no_day,         ///< it has the form, and there is no such day
    other_weekday,  ///< the day it names is not the one of the week that it names
    good
};

/// Throws Error invalid_argument for a pattern that is no named form, has an unknown %, or does not
/// give year and month once each, and of the day and a time no part without the one before it. Without a
/// day it is the first of the month.
void require_time_pattern(std::string_view pattern);

/// Whether what it reads is a month, and not a day.
bool gives_month(std::string_view pattern);

/// Whether what it reads is an instant: it has %z, or counts from 1970.
bool gives_instant(std::string_view pattern);

/// Reads a text of the pattern, which must be one that require_time_pattern lets pass.
TimeForm read_time(std::string_view text, std::string_view pattern, WrittenTime& to);

/// The same for the form of ISO 8601: a date, 'T' or a blank, a time to the minute or finer, and
/// perhaps an offset from UTC. A date alone has another form.
TimeForm read_iso_time(std::string_view text, WrittenTime& to);

/// The pattern as people write it: "DD/MM/YYYY hh:mm".
std::string readable_pattern(std::string_view pattern);

}  // namespace saleskpi::inline v0_3::detail
