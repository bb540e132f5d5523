// SPDX-License-Identifier: MIT
#include "grain_rule.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

Window GrainRule::same_part(const Window& part, std::int32_t from, std::int32_t to) const {
    const Window own = days(from);
    const Window other = days(to);
    const Date first =
        (std::min)(other.first + (part.first - own.first), other.until - date::days{1});
    const Date last = (std::min)(other.first + (part.until - own.first), other.until);
    return Window{first, part.until == own.until ? other.until : last};
}

bool GrainRule::has(std::int64_t ordinal) const {
    return ordinal_of(all_time.first) <= ordinal &&
           ordinal <= ordinal_of(all_time.until - date::days{1});
}

}  // namespace saleskpi::inline v0_3::detail
