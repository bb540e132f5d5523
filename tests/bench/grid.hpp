// SPDX-License-Identifier: MIT
#pragma once

#include "generate.hpp"

#include <saleskpi/calendar/calendar.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bench {

/// The periods of a window by day: the table an expert makes once instead of computing dates.
class DayToPeriod {
public:
    /// Days count from `origin`, as those of the generator do.
    DayToPeriod(const saleskpi::Window& window, saleskpi::Grain grain, saleskpi::Date origin) {
        const auto periods = saleskpi::Calendar{}.periods(window, grain);
        periods_ = periods.size();
        period_.assign(static_cast<std::size_t>((window.until - origin).count()) + 1, outside());
        for (std::size_t p = 0; p < periods.size(); ++p)
            for (saleskpi::Date day = periods[p].first; day < periods[p].until;
                 day += date::days{1})
                period_[static_cast<std::size_t>((day - origin).count())] =
                    static_cast<std::uint16_t>(p);
    }

    std::size_t periods() const { return periods_; }
    /// The number of the days outside all periods.
    std::uint16_t outside() const { return static_cast<std::uint16_t>(periods_); }
    std::uint16_t operator()(std::uint16_t day) const {
        return period_[(std::min)(std::size_t{day}, period_.size() - 1)];
    }

private:
    std::size_t periods_ = 0;
    std::vector<std::uint16_t> period_;
};

/// A value per group and period, with one more column for what lies outside of all periods, so that
/// a loop needs no branch for it.
template <class T>
class Grid {
public:
    Grid(std::size_t groups, std::size_t periods)
        : groups_{groups}, periods_{periods}, cells_(groups * (periods + 1)) {}

    std::size_t groups() const { return groups_; }
    std::size_t periods() const { return periods_; }
    T& operator()(std::size_t group, std::size_t period) {
        return cells_[group * (periods_ + 1) + period];
    }
    const T& operator()(std::size_t group, std::size_t period) const {
        return cells_[group * (periods_ + 1) + period];
    }

private:
    std::size_t groups_, periods_;
    std::vector<T> cells_;
};

/// What seven KPIs are made of. One cache line.
struct alignas(64) Sums {
    std::int64_t won = 0, lost = 0, revenue = 0, list = 0, cost = 0, full_price = 0, cycle = 0;

    void add(const Sums& other) {
        won += other.won;
        lost += other.lost;
        revenue += other.revenue;
        list += other.list;
        cost += other.cost;
        full_price += other.full_price;
        cycle += other.cycle;
    }
};

/// The cells of a grid added up to fewer groups and periods.
template <class GroupOf, class PeriodOf>
Grid<Sums> folded(
    const Grid<Sums>& grid,
    std::size_t groups,
    GroupOf group_of,
    std::size_t periods,
    PeriodOf period_of) {
    Grid<Sums> result{groups, periods};
    for (std::size_t g = 0; g < grid.groups(); ++g)
        for (std::size_t p = 0; p < grid.periods(); ++p)
            result(group_of(g), period_of(p)).add(grid(g, p));
    return result;
}

}  // namespace bench
