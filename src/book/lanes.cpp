// SPDX-License-Identifier: MIT
#include "book/lanes.hpp"

#include <algorithm>
#include <limits>

namespace saleskpi::inline v0_3::detail {

Lanes::Lanes(const Seating& seating, std::size_t reps) {
    constexpr std::int32_t first_day = (std::numeric_limits<std::int32_t>::min)();
    constexpr std::int32_t last_day = (std::numeric_limits<std::int32_t>::max)();
    first_of_rep_.reserve(reps + 1);
    lanes_.reserve(reps);
    for (std::size_t number = 0; number < reps; ++number) {
        const auto rep = static_cast<std::int32_t>(number);
        first_of_rep_.push_back(static_cast<std::uint32_t>(lanes_.size()));
        seating.split(
            rep, first_day, last_day,
            [&](std::int32_t from, std::int32_t until, std::int32_t seat) {
                lanes_.push_back({rep, seat, from, until});
            });
    }
    first_of_rep_.push_back(static_cast<std::uint32_t>(lanes_.size()));
}

Lanes Lanes::of_rep(std::size_t rep) const {
    Lanes lanes;
    lanes.lanes_.assign(
        lanes_.begin() + first_of_rep_[rep], lanes_.begin() + first_of_rep_[rep + 1]);
    lanes.first_of_rep_ = {0, static_cast<std::uint32_t>(lanes.lanes_.size())};
    return lanes;
}

bool Lanes::extends(const Lanes& others) const {
    return others.size() <= size() &&
           std::equal(others.lanes_.begin(), others.lanes_.end(), lanes_.begin());
}

}  // namespace saleskpi::inline v0_3::detail
