// SPDX-License-Identifier: MIT
// Open deals and pipeline value of each rep at the end of each month.
#include "compare.hpp"
#include "measurements.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

namespace {

struct Stock {
    std::int64_t deals = 0, value = 0;
};

/// Notes each deal where it comes and where it goes, and adds up along the months.
Grid<Stock> by_hand(const Columns& c, std::size_t reps, const DayToPeriod& month_of) {
    Grid<Stock> grid{reps, month_of.periods()};
    std::visit(
        [&](const auto& rep) {
            for (std::size_t i = 0; i < c.size(); ++i) {
                Stock& comes = grid(rep[i], month_of(c.created[i]));
                ++comes.deals;
                comes.value += c.amount[i];
                Stock& goes = grid(rep[i], month_of(c.closed[i]));
                --goes.deals;
                goes.value -= c.amount[i];
            }
        },
        c.rep);
    for (std::size_t g = 0; g < reps; ++g)
        for (std::size_t p = 1; p < month_of.periods(); ++p) {
            grid(g, p).deals += grid(g, p - 1).deals;
            grid(g, p).value += grid(g, p - 1).value;
        }
    return grid;
}

/// Those who come and those who go, counted by month, and sums along the months.
std::string sql_by_moves(const Window& window) {
    const auto moves = [&](const std::string& date) {
        return "SELECT rep, " + period_sql(date, window, Grain::month) +
               " AS p, count(*) AS n, sum(amount) AS v FROM deals WHERE " +
               within_sql(date, window) + " GROUP BY ALL";
    };
    return "WITH comes AS (" + moves("created") + "), goes AS (" + moves("closed") +
           "), cells AS (SELECT rep, " + period_sql("month", window, Grain::month) +
           " AS p FROM reps CROSS JOIN months),"
           " net AS (SELECT rep, p, coalesce(comes.n, 0) - coalesce(goes.n, 0) AS n,"
           " coalesce(comes.v, 0) - coalesce(goes.v, 0) AS v FROM cells"
           " LEFT JOIN comes USING (rep, p) LEFT JOIN goes USING (rep, p))"
           " SELECT rep AS g, p, sum(n) OVER along AS n, sum(v) OVER along AS v FROM net"
           " WINDOW along AS (PARTITION BY rep ORDER BY p)";
}

/// The question as it is put: every deal beside every month end at which it is open.
constexpr const char* sql_by_range =
    "SELECT rep, month, count(*), sum(amount) FROM months JOIN deals"
    " ON created <= last_day(month) AND (closed IS NULL OR closed > last_day(month)) GROUP BY ALL";

}  // namespace

Lines stocks(Context& context) {
    const Book& book = context.book();
    const Window window = context.window();
    const std::size_t reps = context.shape().reps;
    const DayToPeriod month_of{window, Grain::month, window.first};
    const Grid<Stock> expected = by_hand(context.columns(), reps, month_of);
    const std::size_t cells = reps * month_of.periods();
    const auto ours = [&](unsigned threads) {
        return rollup(book)
            .metrics(open_deals, pipeline_value)
            .by(rep)
            .every(Grain::month)
            .during(window)
            .threads(threads)
            .run();
    };
    for (const unsigned threads : {1u, 2u})
        compare(
            ours(threads), cells,
            [&](const Place& place, std::span<Value> values) {
                const Stock& stock = expected(place.group, place.period);
                values[0] = Rational{stock.deals};
                values[1] = Rational{stock.value};
            },
            "ours, stocks");

    const std::string sql = sql_by_moves(window);
    if (context.duckdb())
        compare(
            by_number(*context.duckdb(), sql), cells,
            [&](std::size_t group, std::size_t period) {
                const Stock& stock = expected(group, period);
                return std::vector<std::int64_t>{stock.deals, stock.value};
            },
            "DuckDB, stocks");

    Race race;
    const double& one = race.add([&] { ours(1); }, forgetting(book));
    const double& two = race.add([&] { ours(2); }, forgetting(book));
    const double& expert = race.add([&] { by_hand(context.columns(), reps, month_of); });
    const double& duck_one = context.add_duckdb(race, sql, 1);
    const double& duck_two = context.add_duckdb(race, sql, 2);
    race.go(context.options().runs);
    Race slow;
    const double& range_join = context.add_duckdb(slow, sql_by_range, 2);
    slow.go(1);

    return {
        timed("ours, 1 thread", one).is(one / expert, "the expert's loop"),
        timed("ours, 2 threads", two).is(one / two, "as fast as 1 thread"),
        timed("expert: differences by month, added up", expert),
        context.duckdb_line("DuckDB, moves added up, 1 thread", duck_one, one).at_least(5),
        context.duckdb_line("DuckDB, moves added up, 2 threads", duck_two, two).at_least(5),
        context.duckdb_line("DuckDB, range join, 2 threads, one run", range_join, two)};
}

}  // namespace bench
