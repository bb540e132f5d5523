// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/calendar/period.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A group as a check names it: dimensions and, of each, a member.
struct GoldenGroup {
    std::vector<std::string> dimensions;
    std::vector<std::string> members;
};

/// Of "region = EMEA, team = North"; a name with a comma or an equals sign stands in double quotes.
/// Throws Error invalid_argument.
GoldenGroup golden_group(std::string_view text);

/// Of a label, or of "2025-01-01 to 2025-02-15". Throws Error invalid_date, with a label that is alike.
Period golden_period(std::string_view text, const Calendar& calendar);

}  // namespace saleskpi::inline v0_3::detail
