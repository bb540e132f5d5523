// SPDX-License-Identifier: MIT
#include "by_hand.hpp"

namespace bench {

namespace {

inline void add_row(const Columns& c, std::size_t i, Sums& sums) {
    const std::int64_t won = c.stage[i] == 1;
    const std::int64_t all = -won;
    const std::int64_t amount = all & c.amount[i];
    sums.won += won;
    sums.lost += c.stage[i] == 2;
    sums.revenue += amount;
    sums.list += all & c.list[i];
    sums.cost += all & c.cost[i];
    sums.full_price += amount & -static_cast<std::int64_t>(c.amount[i] >= c.list[i]);
    sums.cycle += all & (c.closed[i] - c.opened[i]);
}

}  // namespace

Grid<Sums> seven_sums(const Columns& c, std::size_t reps, const DayToPeriod& period_of) {
    Grid<Sums> grid{reps, period_of.periods()};
    std::visit(
        [&](const auto& rep) {
            for (std::size_t i = 0; i < c.size(); ++i)
                add_row(c, i, grid(rep[i], period_of(c.closed[i])));
        },
        c.rep);
    return grid;
}

Grid<Sums> seven_sums_clustered(const Columns& c, std::size_t reps, const DayToPeriod& period_of) {
    Grid<Sums> grid{reps, period_of.periods()};
    std::visit(
        [&](const auto& rep) {
            for (std::size_t i = 0; i < c.size();) {
                const auto group = rep[i];
                const std::uint16_t period = period_of(c.closed[i]);
                Sums sums;
                do
                    add_row(c, i++, sums);
                while (i < c.size() && rep[i] == group && period_of(c.closed[i]) == period);
                grid(group, period).add(sums);
            }
        },
        c.rep);
    return grid;
}

}  // namespace bench
