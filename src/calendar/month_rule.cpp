// SPDX-License-Identifier: MIT
#include "month_rule.hpp"

namespace saleskpi::inline v0_3::detail {

std::int32_t MonthRule::ordinal_of(Date day) const { return blocks_.ordinal_of(day); }

Window MonthRule::days(std::int32_t ordinal) const {
    return Window{blocks_.first_day(ordinal), blocks_.first_day(ordinal + 1)};
}

Window MonthRule::same_part(const Window& part, std::int32_t from, std::int32_t to) const {
    const int months = (to - from) * blocks_.months;
    return Window{
        shift_months(part.first, months, Edge::first),
        shift_months(part.until, months, Edge::last),
    };
}

}  // namespace saleskpi::inline v0_3::detail
