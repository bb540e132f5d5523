// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bench {

/// Plain columns, as an expert would lay them out for this one report.
struct Columns {
    std::vector<std::uint16_t> rep;
    std::vector<std::uint16_t> month;  ///< of closing; 65535: not closed, or outside the window
    std::vector<std::uint8_t> stage;
    std::vector<std::int32_t> amount, list, cost, cycle;

    std::size_t bytes_per_row() const { return 2 + 2 + 1 + 4 * 4; }
};

/// What seven KPIs per rep and month need.
struct Cell {
    std::int64_t won = 0, lost = 0, revenue = 0, list = 0, cost = 0, full_price = 0, cycle = 0;
};

/// The loop an expert writes: one pass, no branches but the one on the month.
inline std::vector<Cell> by_hand(const Columns& c, std::size_t reps, std::size_t months) {
    std::vector<Cell> cells(reps * months);
    for (std::size_t i = 0; i < c.rep.size(); ++i) {
        if (c.month[i] == 65535) continue;
        Cell& cell = cells[c.rep[i] * months + c.month[i]];
        const std::int64_t won = c.stage[i] == 1;
        const std::int64_t all = -won;
        cell.won += won;
        cell.lost += c.stage[i] == 2;
        cell.revenue += all & c.amount[i];
        cell.list += all & c.list[i];
        cell.cost += all & c.cost[i];
        cell.full_price +=
            (all & c.amount[i]) & -static_cast<std::int64_t>(c.amount[i] >= c.list[i]);
        cell.cycle += all & c.cycle[i];
    }
    return cells;
}

/// The time to merely read the same bytes.
inline std::uint64_t read_all(const Columns& c) {
    std::uint64_t sum = 0;
    for (const std::uint16_t v : c.rep)
        sum += v;
    for (const std::uint16_t v : c.month)
        sum += v;
    for (const std::uint8_t v : c.stage)
        sum += v;
    for (const auto* column : {&c.amount, &c.list, &c.cost, &c.cycle})
        for (const std::int32_t v : *column)
            sum += static_cast<std::uint64_t>(v);
    return sum;
}

}  // namespace bench
