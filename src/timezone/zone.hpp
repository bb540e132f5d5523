// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/instant.hpp>

#include <date/tz.h>

#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Throws Error{invalid_argument} if there is no such zone, or no time zone data on this machine.
const date::time_zone& zone_named(std::string_view name);

Date civil_date_in(const date::time_zone& zone, Instant instant);

}  // namespace saleskpi::inline v0_3::detail
