// SPDX-License-Identifier: MIT
#include "week_rule.hpp"

#include "year_label.hpp"

#include <saleskpi/calendar/iso_weeks.hpp>

#include <algorithm>

namespace saleskpi::detail {

namespace {

constexpr YearLabel week_label{"", "-W", 2};

}  // namespace

std::int32_t IsoWeekRule::ordinal_of(Date day) const { return iso_week_of(day); }

Window IsoWeekRule::days(std::int32_t ordinal) const {
    return Window{monday_of_iso_week(ordinal), monday_of_iso_week(ordinal + 1)};
}

std::int32_t IsoWeekRule::year_before(std::int32_t ordinal) const {
    // Not 52 weeks earlier: after a year of 53 weeks that would be one week adrift.
    const int year = year_of_iso_week(ordinal) - 1;
    const int number = (std::min)(number_of_iso_week(ordinal), iso_weeks_in(year));
    return first_iso_week(year) + number - 1;
}

std::string IsoWeekRule::label(std::int32_t ordinal) const {
    return week_label.write({year_of_iso_week(ordinal), number_of_iso_week(ordinal)});
}

std::optional<std::int32_t> IsoWeekRule::find(std::string_view label) const {
    const std::optional<YearPart> part = week_label.read(label);
    if (!part || part->number < 1 || part->number > iso_weeks_in(part->year)) {
        return std::nullopt;
    }
    return first_iso_week(part->year) + part->number - 1;
}

}  // namespace saleskpi::detail
