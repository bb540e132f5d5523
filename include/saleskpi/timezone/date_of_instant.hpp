// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/calendar/instant.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>

/// Threads: what is made here may be called by any number at once.
namespace saleskpi::inline v0_3 {

/// The time zone in which each region does business, as the IANA data name it.
struct ZoneByRegion {
    std::map<std::string, std::string, std::less<>> zones{};
    /// Of records without a region, or of another one. Empty: their instants have no date.
    std::string otherwise{};
};

/// Dates in the calendar's zone, for LoadOptions. Throws Error{invalid_argument} if it has none, if
/// there is no such zone, or no time zone data on this machine.
[[nodiscard]] DateOfInstant date_of_instant(const Calendar& calendar);

/// Dates in the zone of each record's own region. Throws the same.
[[nodiscard]] DateOfInstant date_of_instant(const ZoneByRegion& zones);

/// Dates in one zone, for LoadOptions::dates_in_zone. Throws the same.
[[nodiscard]] DateOfInstant dates_in_zone(std::string_view zone);

}  // namespace saleskpi::inline v0_3
