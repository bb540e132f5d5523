// SPDX-License-Identifier: MIT
#include "timezone/zone.hpp"

#include <saleskpi/timezone/date_of_instant.hpp>
#include <saleskpi/value/error.hpp>

namespace saleskpi::inline v0_3 {

namespace {

/// A ZoneByRegion whose zones have been found.
struct Zones {
    std::map<std::string, const date::time_zone*, std::less<>> by_region{};
    const date::time_zone* otherwise = nullptr;

    std::optional<Date> operator()(Instant instant, std::string_view region) const {
        const auto found = by_region.find(region);
        const date::time_zone* zone = found == by_region.end() ? otherwise : found->second;
        if (!zone) return std::nullopt;
        return detail::civil_date_in(*zone, instant);
    }
};

}  // namespace

DateOfInstant date_of_instant(const Calendar& calendar) {
    if (calendar.zone().empty())
        throw Error{
            ErrorCode::invalid_argument,
            "the calendar '" + calendar.spec() +
                "' has no time zone; Calendar::in_zone, or zone= in its text, gives it one"};
    return Zones{{}, &detail::zone_named(calendar.zone())};
}

DateOfInstant date_of_instant(const ZoneByRegion& zones) {
    Zones found;
    for (const auto& [region, zone] : zones.zones)
        found.by_region.emplace(region, &detail::zone_named(zone));
    if (!zones.otherwise.empty()) found.otherwise = &detail::zone_named(zones.otherwise);
    return found;
}

DateOfInstant dates_in_zone(std::string_view zone) { return Zones{{}, &detail::zone_named(zone)}; }

}  // namespace saleskpi::inline v0_3
