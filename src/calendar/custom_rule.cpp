// SPDX-License-Identifier: MIT
#include "custom_rule.hpp"

#include <saleskpi/calendar/month_blocks.hpp>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

const NamedWindow& CustomRule::at(std::int32_t ordinal) const {
    return periods_.all()[static_cast<std::size_t>(ordinal)];
}

std::int32_t CustomRule::ordinal_of(Date day) const {
    const auto& all = periods_.all();
    const auto is_over = [](const NamedWindow& period, Date d) { return period.days.until <= d; };
    const auto found = std::lower_bound(all.begin(), all.end(), day, is_over);
    return static_cast<std::int32_t>(found - all.begin());
}

Window CustomRule::days(std::int32_t ordinal) const { return at(ordinal).days; }

std::int32_t CustomRule::year_before(std::int32_t ordinal) const {
    if (days(ordinal).first < all_time.first + date::days{366}) return -1;
    const Date day = shift_months(days(ordinal).first, -12, Edge::first);
    const std::int32_t found = ordinal_of(day);
    return days(found).contains(day) ? found : -1;
}

std::string CustomRule::label(std::int32_t ordinal) const { return at(ordinal).name; }

std::optional<std::int32_t> CustomRule::find(std::string_view label) const {
    const auto& all = periods_.all();
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const NamedWindow& period) { return period.name == label; });
    if (found == all.end()) return std::nullopt;
    return static_cast<std::int32_t>(found - all.begin());
}

bool CustomRule::has(std::int64_t ordinal) const {
    return ordinal >= 0 && ordinal < static_cast<std::int64_t>(periods_.all().size());
}

}  // namespace saleskpi::inline v0_3::detail
