// SPDX-License-Identifier: MIT
#include "book/day_conflicts.hpp"

#include "book/claims.hpp"
#include "book/identity.hpp"

#include <saleskpi/record/stage_change.hpp>

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

void settle_decisions(RawTable& changes) {
    const RawColumn* deal = changes.find(kpi::stage_change::deal.name);
    const RawColumn* date = changes.find(kpi::stage_change::date.name);
    const RawColumn* stage = changes.find(kpi::stage_change::stage.name);
    const RawColumn* order = changes.find(kpi::stage_change::order.name);
    if (!deal || !date || !stage) return;
    std::map<std::pair<std::int32_t, std::int32_t>, std::vector<std::uint32_t>> decided;
    for (std::uint32_t row = 0; row < changes.rows(); ++row)
        if (!changes.is_rejected(row) && (!order || order->is_missing(row)) &&
            stage->small_at(row) != static_cast<std::int32_t>(Stage::open))
            decided[{deal->small_at(row), date->small_at(row)}].push_back(row);
    const Identity identity{changes};
    for (const auto& [day, rows] : decided)
        if (rows.size() > 1) Claims{changes, rows}.settle(changes, identity);
    changes.forget_dropped();
}

}  // namespace saleskpi::inline v0_3::detail
