// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/unit.hpp>

#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// What stands behind a number of the unit, and behind its currency.
constexpr std::string_view suffix_of(Unit unit) {
    switch (unit) {
        case Unit::money_per_day:
        case Unit::count_per_day:
            return "/day";
        case Unit::money_per_working_day:
        case Unit::count_per_working_day:
            return "/working day";
        case Unit::money_per_month:
            return "/month";
        case Unit::ratio:
            return " %";
        case Unit::days:
            return " days";
        case Unit::working_days:
            return " working days";
        case Unit::months:
        case Unit::money_months:
            return " months";
        case Unit::points:
            return " points";
        case Unit::percentage_points:
            return " pp";
        case Unit::money:
        case Unit::count:
        case Unit::score:
        case Unit::coefficient:
        case Unit::date:
            break;
    }
    return "";
}

}  // namespace saleskpi::inline v0_3::detail
