// SPDX-License-Identifier: MIT
#include "rollup/evaluate.hpp"

#include <limits>

namespace saleskpi::inline v0_3::detail {

ReadAhead::ReadAhead(const LeafSource& source)
    : readers_(source.plan.leaves.size()),
      period_of_(source.plan.time.ranges(), std::numeric_limits<std::size_t>::max()),
      values_(source.plan.leaves.size()) {
    std::vector<std::size_t> ranges;
    for (const Period& period : source.plan.periods) {
        ranges.push_back(source.plan.time.find(period.window()));
        period_of_[ranges.back()] = ranges.size() - 1;
    }
    for (std::size_t leaf = 0; leaf < readers_.size(); ++leaf) {
        readers_[leaf] = source.reader(leaf, ranges);
        if (readers_[leaf]) values_[leaf].resize(ranges.size());
    }
}

void ReadAhead::read(std::span<const std::uint32_t> members, std::size_t first, std::size_t last) {
    first_ = first;
    last_ = last;
    for (std::size_t leaf = 0; leaf < readers_.size(); ++leaf)
        if (readers_[leaf]) readers_[leaf]->read(members, values_[leaf], first, last);
}

}  // namespace saleskpi::inline v0_3::detail
