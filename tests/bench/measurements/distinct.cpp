// SPDX-License-Identifier: MIT
// How many different customers bought from each rep in each quarter.
#include "compare.hpp"
#include "measurements.hpp"

#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/metric/metric.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <array>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

namespace {

constexpr auto buyers = metric("buyers", distinct(deal::customer).where(won).by(deal::closed));

/// Rows are ordered by rep and day, so each cell is a run of rows: a customer counts in it unless
/// the last cell they were seen in is this one.
Grid<std::int64_t> by_hand(const Columns& c, const Shape& shape, const DayToPeriod& quarter_of) {
    Grid<std::int64_t> grid{shape.reps, quarter_of.periods()};
    std::vector<std::size_t> last_cell(shape.customers);
    std::visit(
        [&](const auto& rep) {
            for (std::size_t i = 0; i < c.size(); ++i) {
                if (c.stage[i] != 1) continue;
                const std::size_t cell =
                    rep[i] * (quarter_of.periods() + 1) + quarter_of(c.closed[i]) + 1;
                std::size_t& last = last_cell[c.customer[i]];
                grid(rep[i], quarter_of(c.closed[i])) += last != cell;
                last = cell;
            }
        },
        c.rep);
    return grid;
}

std::string sql(const Window& window) {
    return "SELECT rep AS g, " + period_sql("closed", window, Grain::quarter) +
           " AS p, count(DISTINCT customer) FROM deals WHERE stage = 'won' AND " +
           within_sql("closed", window) + " GROUP BY ALL";
}

std::string sql_in_two_steps(const Window& window) {
    return "SELECT g, p, count(*) FROM (SELECT DISTINCT rep AS g, " +
           period_sql("closed", window, Grain::quarter) +
           " AS p, customer FROM deals WHERE stage = 'won' AND " + within_sql("closed", window) +
           ") GROUP BY ALL";
}

}  // namespace

Lines distinct_customers(Context& context) {
    const Book& book = context.book();
    const Window window = context.window();
    const DayToPeriod quarter_of{window, Grain::quarter, window.first};
    const Grid<std::int64_t> expected = by_hand(context.columns(), context.shape(), quarter_of);
    const std::size_t cells = expected.groups() * expected.periods();
    std::size_t filled = 0;
    for (std::size_t g = 0; g < expected.groups(); ++g)
        for (std::size_t p = 0; p < expected.periods(); ++p)
            filled += expected(g, p) > 0;

    const auto ours = [&](unsigned threads) {
        return rollup(book)
            .metrics(buyers)
            .by(rep)
            .every(Grain::quarter)
            .during(window)
            .threads(threads)
            .run();
    };
    for (const unsigned threads : {1u, 2u})
        compare(
            ours(threads), cells,
            [&](const Place& place, std::span<Value> values) {
                values[0] = Rational{expected(place.group, place.period)};
            },
            "ours, distinct customers");

    const std::array ways{sql(window), sql_in_two_steps(window)};
    if (context.duckdb())
        for (const std::string& way : ways)
            compare(
                by_number(*context.duckdb(), way), filled,
                [&](std::size_t group, std::size_t period) {
                    return std::vector<std::int64_t>{expected(group, period)};
                },
                "DuckDB, distinct customers");

    Race race;
    const double& one = race.add([&] { ours(1); }, forgetting(book));
    const double& two = race.add([&] { ours(2); }, forgetting(book));
    const double& expert =
        race.add([&] { by_hand(context.columns(), context.shape(), quarter_of); });
    const double& duck_one = context.add_duckdb(race, ways[0], 1);
    const double& duck_two = context.add_duckdb(race, ways[0], 2);
    const double& nested_one = context.add_duckdb(race, ways[1], 1);
    const double& nested_two = context.add_duckdb(race, ways[1], 2);
    race.go(context.options().runs);

    return {
        timed("ours, 1 thread", one).is(one / expert, "the expert's loop"),
        timed("ours, 2 threads", two).is(one / two, "as fast as 1 thread"),
        timed("expert: the last cell of each customer", expert),
        context.duckdb_line("DuckDB, 1 thread", (std::min)(duck_one, nested_one), one).at_least(5),
        context.duckdb_line("DuckDB, 2 threads", (std::min)(duck_two, nested_two), two)
            .at_least(5)};
}

}  // namespace bench
