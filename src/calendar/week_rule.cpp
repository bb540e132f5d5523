// SPDX-License-Identifier: MIT
#include "week_rule.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view week_of = "week of ";

}  // namespace

std::int32_t WeekRule::ordinal_of(Date day) const { return years_.week_of(day); }

Window WeekRule::days(std::int32_t ordinal) const {
    return Window{years_.first_day_of(ordinal), years_.first_day_of(ordinal + 1)};
}

std::int32_t WeekRule::year_before(std::int32_t ordinal) const {
    // Not 52 weeks earlier: after a year of 53 weeks that would be one week adrift.
    const int year = years_.year_of(ordinal);
    const int number = ordinal - years_.first_week(year);
    const int last = years_.weeks_in(year - 1) - 1;
    return years_.first_week(year - 1) + (std::min)(number, last);
}

std::string NumberedWeekRule::label(std::int32_t ordinal) const {
    const int year = years().year_of(ordinal);
    return text_.write({year, ordinal - years().first_week(year) + 1});
}

std::optional<std::int32_t> NumberedWeekRule::find(std::string_view label) const {
    const std::optional<YearPart> part = text_.read(label);
    if (!part || part->number < 1 || part->number > years().weeks_in(part->year)) {
        return std::nullopt;
    }
    return years().first_week(part->year) + part->number - 1;
}

std::string DatedWeekRule::label(std::int32_t ordinal) const {
    return std::string{week_of} + to_text(years().first_day_of(ordinal));
}

std::optional<std::int32_t> DatedWeekRule::find(std::string_view label) const {
    if (!label.starts_with(week_of)) return std::nullopt;
    const std::optional<Date> day = try_parse_date(label.substr(week_of.size()));
    if (!day || years().first_day_of(ordinal_of(*day)) != *day) return std::nullopt;
    return ordinal_of(*day);
}

}  // namespace saleskpi::inline v0_3::detail
