// SPDX-License-Identifier: MIT
#include "engine/batch.hpp"

#include <algorithm>
#include <limits>

namespace saleskpi::inline v0_3::detail {

void Batch::put(const InPlace& in_place, std::int32_t* days) const {
    if (std::find(days, days + size_, missing_day) == days + size_) return;
    constexpr std::int32_t never = (std::numeric_limits<std::int32_t>::max)();
    std::vector<std::int32_t> earliest(size_, never);
    std::vector<std::int32_t> others(size_);
    for (const int column : in_place.earliest_of) {
        facts_->read(column, first_, size_, others.data());
        for (std::size_t i = 0; i < size_; ++i)
            if (others[i] != missing_day) earliest[i] = (std::min)(earliest[i], others[i]);
    }
    for (std::size_t i = 0; i < size_; ++i)
        if (days[i] == missing_day && (earliest[i] != never || in_place.never))
            days[i] = earliest[i];
}

}  // namespace saleskpi::inline v0_3::detail
