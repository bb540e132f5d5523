// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Days of the week, one bit each from Sunday on.
using Weekdays = std::uint8_t;

/// Takes the name of a day of the week off the front of the text, as take_month_name does: all days that are
/// called so in one of the languages.
std::optional<Weekdays> take_weekday_name(std::string_view& text);

}  // namespace saleskpi::inline v0_3::detail
