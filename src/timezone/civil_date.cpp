// SPDX-License-Identifier: MIT
#include <saleskpi/timezone/civil_date.hpp>
#include <saleskpi/value/error.hpp>

#include <date/tz.h>

#include <exception>
#include <string>

namespace saleskpi {

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

Date civil_date(date::sys_time<std::chrono::milliseconds> instant, std::string_view zone) {
    const std::string zone_name{zone};
    looked_up("this machine has no time zone data", [] { return &date::get_tzdb(); });
    const auto local = looked_up("the time zone \"" + zone_name + "\" is unknown", [&] {
        return date::locate_zone(zone_name)->to_local(instant);
    });
    return Date{date::floor<date::days>(local).time_since_epoch()};
}

}  // namespace saleskpi
