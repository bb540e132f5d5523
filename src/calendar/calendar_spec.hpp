// SPDX-License-Identifier: MIT
#pragma once

#include "calendar_data.hpp"

#include <string>
#include <string_view>

/// The text form of a calendar.
namespace saleskpi::inline v0_3::detail {

/// All but the working days and the custom periods.
std::string write_spec(const CalendarParts& parts);

/// Throws Error{invalid_argument} with the place at which the text goes wrong.
CalendarParts read_spec(std::string_view text);

/// Letters, digits and what else the names of the IANA have; also the empty text.
bool is_zone_name(std::string_view text);

}  // namespace saleskpi::inline v0_3::detail
