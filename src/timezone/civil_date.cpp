// SPDX-License-Identifier: MIT
#include "timezone/zone.hpp"

#include <saleskpi/timezone/civil_date.hpp>
#include <saleskpi/value/error.hpp>

#include <exception>
#include <string>

namespace saleskpi::inline v0_3 {

namespace {

/// Runs a look-up in the time zone data and gives its failure our error.
template <class Lookup>
auto looked_up(const std::string& complaint, Lookup lookup) {
    try {
        return lookup();
    } catch (const std::exception& error) {
        throw Error{ErrorCode::invalid_argument, complaint + ": " + error.what()};
    }
}

}  // namespace

namespace detail {

const date::time_zone& zone_named(std::string_view name) {
    const std::string zone_name{name};
    looked_up("this machine has no time zone data", [] { return &date::get_tzdb(); });
    return *looked_up("the time zone \"" + zone_name + "\" is unknown", [&] {
        const date::time_zone* zone = date::locate_zone(zone_name);
        (void)zone->get_info(Instant{});  // its own data are read now, or fail to be
        return zone;
    });
}

Date civil_date_in(const date::time_zone& zone, Instant instant) {
    return Date{date::floor<date::days>(zone.to_local(instant)).time_since_epoch()};
}

}  // namespace detail

Date civil_date(Instant instant, std::string_view zone) {
    return detail::civil_date_in(detail::zone_named(zone), instant);
}

Instant first_instant(Date day, std::string_view zone) {
    // Where the clock goes forward at midnight, the day begins with that.
    const date::local_days midnight{day.time_since_epoch()};
    return detail::zone_named(zone).to_sys(midnight, date::choose::earliest);
}

}  // namespace saleskpi::inline v0_3
