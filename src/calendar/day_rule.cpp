// SPDX-License-Identifier: MIT
#include "day_rule.hpp"

#include <saleskpi/calendar/counting.hpp>
#include <saleskpi/calendar/month_blocks.hpp>

namespace saleskpi::inline v0_3::detail {

std::int32_t DayRule::ordinal_of(Date day) const { return CountedDays::ordinal_of(day); }

Window DayRule::days(std::int32_t ordinal) const {
    return Window{CountedDays::first_day(ordinal), CountedDays::first_day(ordinal + 1)};
}

std::int32_t DayRule::year_before(std::int32_t ordinal) const {
    // Not 365 days earlier: after a leap day that would be the neighbouring date.
    return ordinal_of(shift_months(CountedDays::first_day(ordinal), -12, Edge::first));
}

std::string DayRule::label(std::int32_t ordinal) const {
    return to_text(CountedDays::first_day(ordinal));
}

std::optional<std::int32_t> DayRule::find(std::string_view label) const {
    const std::optional<Date> day = try_parse_date(label);
    if (!day) {
        return std::nullopt;
    }
    return ordinal_of(*day);
}

}  // namespace saleskpi::inline v0_3::detail
