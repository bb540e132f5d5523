// SPDX-License-Identifier: MIT
#include "month_rule.hpp"

namespace saleskpi::detail {

std::int32_t MonthRule::ordinal_of(Date day) const { return blocks_.ordinal_of(day); }

Window MonthRule::days(std::int32_t ordinal) const {
    return Window{blocks_.first_day(ordinal), blocks_.first_day(ordinal + 1)};
}

std::int32_t MonthRule::year_before(std::int32_t ordinal) const {
    return ordinal - blocks_.per_year();
}

Window MonthRule::same_part(const Window& part, std::int32_t from, std::int32_t to) const {
    const int months = (to - from) * blocks_.months;
    return Window{
        shift_months(part.first, months, Edge::first),
        shift_months(part.last, months, Edge::last),
    };
}

std::string MonthRule::label(std::int32_t ordinal) const {
    const int per_year = blocks_.per_year();
    return text_.write({ordinal / per_year, ordinal % per_year + 1});
}

std::optional<std::int32_t> MonthRule::find(std::string_view label) const {
    const int per_year = blocks_.per_year();
    const std::optional<YearPart> part = text_.read(label);
    if (!part || part->number < 1 || part->number > per_year) {
        return std::nullopt;
    }
    return part->year * per_year + part->number - 1;
}

}  // namespace saleskpi::detail
