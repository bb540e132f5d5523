// SPDX-License-Identifier: MIT
#include "year_part_rule.hpp"

namespace saleskpi::inline v0_3::detail {

std::string YearPartRule::label(std::int32_t ordinal) const {
    return text_.write({ordinal / per_year_, ordinal % per_year_ + 1});
}

std::optional<std::int32_t> YearPartRule::find(std::string_view label) const {
    const std::optional<YearPart> part = text_.read(label);
    if (!part || part->number < 1 || part->number > per_year_) {
        return std::nullopt;
    }
    return part->year * per_year_ + part->number - 1;
}

}  // namespace saleskpi::inline v0_3::detail
