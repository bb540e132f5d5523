// SPDX-License-Identifier: MIT
// Median and 90th percentile of the sales cycle, and the median deal size, of each team and quarter.
#include "compare.hpp"
#include "measurements.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <array>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

namespace {

/// Doubled medians, so that they are whole numbers; a cell without deals has count 0.
struct Middle {
    std::int64_t count = 0, twice_median_cycle = 0, p90_cycle = 0, twice_median_amount = 0;
};

class ByHand {
public:
    ByHand(const Columns& columns, const Generator& generator)
        : c_{columns},
          generator_{generator},
          quarter_of_{generator.window(), Grain::quarter, generator.window().first} {}

    std::size_t periods() const { return quarter_of_.periods(); }

    /// Days by counting how often each number of them occurs.
    void cycles(Grid<Middle>& grid) const {
        Grid<std::array<std::uint32_t, 128>> counts{grid.groups(), periods()};
        each_won([&](std::size_t team, std::size_t quarter, std::size_t i) {
            ++counts(team, quarter)[static_cast<std::size_t>(c_.closed[i] - c_.opened[i])];
        });
        each_cell(grid, [&](std::size_t g, std::size_t p, Middle& middle) {
            const auto& of = counts(g, p);
            for (const std::uint32_t n : of)
                middle.count += n;
            if (middle.count == 0) return;
            const auto at = [&](std::int64_t rank) {  // of the values in order, from 0
                std::int64_t value = 0;
                for (std::int64_t seen = of[0]; seen <= rank;
                     seen += of[static_cast<std::size_t>(value)])
                    ++value;
                return value;
            };
            middle.twice_median_cycle = at((middle.count - 1) / 2) + at(middle.count / 2);
            middle.p90_cycle = at((middle.count * 90 + 99) / 100 - 1);
        });
    }

    /// Amounts by parting each cell's at the middle.
    void amounts(Grid<Middle>& grid) const {
        Grid<std::size_t> end{grid.groups(), periods()};
        each_won([&](std::size_t g, std::size_t p, std::size_t) { ++end(g, p); });
        std::size_t total = 0;
        each_cell(grid, [&](std::size_t g, std::size_t p, Middle&) {
            total += end(g, p);
            end(g, p) = total - end(g, p);
        });
        std::vector<std::int32_t> amounts(total);
        each_won([&](std::size_t g, std::size_t p, std::size_t i) {
            amounts[end(g, p)++] = c_.amount[i];
        });
        auto first = amounts.begin();
        each_cell(grid, [&](std::size_t g, std::size_t p, Middle& middle) {
            const auto last = amounts.begin() + static_cast<std::ptrdiff_t>(end(g, p));
            const std::ptrdiff_t count = last - first;
            if (count > 0) {
                const auto upper = first + count / 2;
                std::nth_element(first, upper, last);
                const std::int64_t low = count % 2 == 1 ? *upper : *std::max_element(first, upper);
                middle.twice_median_amount = low + *upper;
            }
            first = last;
        });
    }

private:
    template <class Visit>
    void each_won(Visit visit) const {
        std::vector<std::size_t> team_of(generator_.shape().reps);
        for (std::size_t rep = 0; rep < team_of.size(); ++rep)
            team_of[rep] = generator_.team_of(rep);
        std::visit(
            [&](const auto& rep) {
                for (std::size_t i = 0; i < c_.size(); ++i)
                    if (c_.stage[i] == 1 && quarter_of_(c_.closed[i]) != quarter_of_.outside())
                        visit(team_of[rep[i]], quarter_of_(c_.closed[i]), i);
            },
            c_.rep);
    }

    template <class Visit>
    void each_cell(Grid<Middle>& grid, Visit visit) const {
        for (std::size_t g = 0; g < grid.groups(); ++g)
            for (std::size_t p = 0; p < grid.periods(); ++p)
                visit(g, p, grid(g, p));
    }

    const Columns& c_;
    const Generator& generator_;
    DayToPeriod quarter_of_;
};

std::string sql(const Window& window) {
    return "SELECT team AS g, " + period_sql("closed", window, Grain::quarter) +
           " AS p, 2 * median(closed - opened), quantile_disc(closed - opened, 0.9),"
           " 2 * median(amount) FROM deals WHERE stage = 'won' AND " +
           within_sql("closed", window) + " GROUP BY ALL";
}

}  // namespace

Lines medians(Context& context) {
    const Book& book = context.book();
    const Window window = context.window();
    const ByHand by_hand{context.columns(), context.generator()};
    Grid<Middle> expected{context.shape().teams, by_hand.periods()};
    by_hand.cycles(expected);
    by_hand.amounts(expected);
    std::size_t filled = 0;
    for (std::size_t g = 0; g < expected.groups(); ++g)
        for (std::size_t p = 0; p < expected.periods(); ++p)
            filled += expected(g, p).count > 0;

    const auto ours = [&](unsigned threads) {
        return rollup(book)
            .metrics(sales_cycle_median, sales_cycle_p90, median_deal_size)
            .by(team)
            .every(Grain::quarter)
            .during(window)
            .threads(threads)
            .run();
    };
    for (const unsigned threads : {1u, 2u})
        compare(
            ours(threads), expected.groups() * expected.periods(),
            [&](const Place& place, std::span<Value> values) {
                const Middle& m = expected(place.group, place.period);
                std::fill(values.begin(), values.end(), std::nullopt);
                if (m.count == 0) return;
                values[0] = Rational{m.twice_median_cycle, 2};
                values[1] = Rational{m.p90_cycle};
                values[2] = Rational{m.twice_median_amount, 2};
            },
            "ours, medians");

    if (context.duckdb())
        compare(
            by_number(*context.duckdb(), sql(window)), filled,
            [&](std::size_t group, std::size_t period) {
                const Middle& m = expected(group, period);
                return std::vector<std::int64_t>{
                    m.twice_median_cycle, m.p90_cycle, m.twice_median_amount};
            },
            "DuckDB, medians");

    Race race;
    Grid<Middle> scratch = expected;
    const double& one = race.add([&] { ours(1); }, forgetting(book));
    const double& two = race.add([&] { ours(2); }, forgetting(book));
    const double& counting = race.add(
        [&] { by_hand.cycles(scratch); },
        [&] {
            scratch = Grid<Middle>{expected.groups(), expected.periods()};
        });
    const double& parting = race.add([&] { by_hand.amounts(scratch); });
    const double& duck_one = context.add_duckdb(race, sql(window), 1);
    const double& duck_two = context.add_duckdb(race, sql(window), 2);
    race.go(context.options().runs);

    return {
        timed("ours, 1 thread", one).is(one / (counting + parting), "the expert's two loops"),
        timed("ours, 2 threads", two).is(one / two, "as fast as 1 thread"),
        timed("expert: days by counting", counting),
        timed("expert: amounts by nth_element", parting),
        context.duckdb_line("DuckDB, 1 thread", duck_one, one).at_least(5),
        context.duckdb_line("DuckDB, 2 threads", duck_two, two).at_least(5)};
}

}  // namespace bench
