// SPDX-License-Identifier: MIT
#include "value/utf8.hpp"

#include <saleskpi/calendar/custom_periods.hpp>
#include <saleskpi/value/error.hpp>

#include <set>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3 {

CustomPeriods::CustomPeriods(std::vector<NamedWindow> periods) : periods_{std::move(periods)} {
    std::set<std::string_view> names;
    Date free_from = all_time.first;
    for (const auto& [name, days] : periods_) {
        const auto refuse = [&name = name](const std::string& why) {
            throw Error{ErrorCode::invalid_argument, "the period '" + name + "' " + why};
        };
        if (name.empty()) refuse("needs a name");
        if (!detail::is_utf8(name)) refuse("has a name that is not UTF-8");
        if (!names.insert(name).second) refuse("is there twice");
        if (days.empty()) refuse("has no days");
        if (days.first < free_from || days.until > all_time.until)
            refuse("begins before the one above it has ended, or lies outside the years 1 to 9999");
        free_from = days.until;
    }
}

}  // namespace saleskpi::inline v0_3
