// SPDX-License-Identifier: MIT
// Seven KPIs of every region, team and rep and of the whole, by month, quarter and year.
#include "by_hand.hpp"
#include "compare.hpp"
#include "measurements.hpp"
#include "seven_kpis.hpp"

#include <array>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::by;

namespace {

constexpr std::array grains{Grain::month, Grain::quarter, Grain::year};
constexpr std::array<std::size_t, 3> months_of{1, 3, 12};
constexpr std::size_t levels = 4;  // all, regions, teams, reps: the number of dimensions of a row

/// The sums of one grain, by level.
using Levels = std::vector<Grid<Sums>>;

/// Everything out of the sums by rep and month.
std::array<Levels, 3> by_hand(Context& context) {
    const Generator& g = context.generator();
    const DayToPeriod month_of{context.window(), Grain::month, context.window().first};
    const Grid<Sums> base = seven_sums(context.columns(), g.shape().reps, month_of);
    std::array<Levels, 3> result;
    for (std::size_t k = 0; k < grains.size(); ++k) {
        const std::size_t periods = (base.periods() + months_of[k] - 1) / months_of[k];
        const auto period_of = [&](std::size_t month) { return month / months_of[k]; };
        const auto same = [](std::size_t group) { return group; };
        const auto all = [](std::size_t) { return std::size_t{0}; };
        const Grid<Sums> reps = folded(base, g.shape().reps, same, periods, period_of);
        const Grid<Sums> teams = folded(
            reps, g.shape().teams, [&](std::size_t rep) { return g.team_of(rep); }, periods, same);
        const Grid<Sums> regions = folded(
            teams, g.shape().regions, [&](std::size_t team) { return g.region_of(team); }, periods,
            same);
        result[k] = {folded(regions, 1, all, periods, same), regions, teams, reps};
    }
    return result;
}

Table ours(const Book& book, const Window& window, Grain grain, unsigned threads) {
    return seven_kpis(book, window, grain, threads).by(region, team, rep).with_subtotals().run();
}

void compare_ours(const Table& table, const Levels& expected, const std::string& who) {
    std::size_t rows = 0;
    for (const Grid<Sums>& level : expected)
        rows += level.groups() * level.periods();
    compare(
        table, rows,
        [&](const Place& place, std::span<Value> values) {
            const SevenValues seven = values_of(expected[place.depth](place.group, place.period));
            std::copy(seven.begin(), seven.end(), values.begin());
        },
        who);
}

constexpr const char* sums_of_sums =
    "sum(won) AS won, sum(lost) AS lost, sum(revenue) AS revenue, sum(list) AS list,"
    " sum(cost) AS cost, sum(full_price) AS full_price, sum(cycle) AS cycle";

constexpr const char* grouping_sets =
    " GROUP BY GROUPING SETS ((rep, m), (team, m), (region, m), (m), (rep, q), (team, q),"
    " (region, q), (q), (rep, y), (team, y), (region, y), (y))";

/// Sums by rep and month first, and everything else out of them.
std::string two_steps_sql(const Window& window) {
    return std::string{"WITH base AS MATERIALIZED ("}
        .append(seven_sums_sql("rep", window, Grain::month))
        .append(
            "), seated AS (SELECT region, team, rep, p AS m, p // 3 AS q, p // 12 AS y,"
            " base.* EXCLUDE (g, p) FROM base JOIN reps ON base.g = reps.rep)"
            " SELECT region, team, rep, m, q, y, ")
        .append(sums_of_sums)
        .append(" FROM seated")
        .append(grouping_sets);
}

/// The question as it stands.
std::string one_step_sql(const Window& window) {
    const auto period = [&](Grain grain) { return period_sql("closed", window, grain); };
    return "SELECT region, team, rep, " + period(Grain::month) + " AS m, " +
           period(Grain::quarter) + " AS q, " + period(Grain::year) +
           " AS y, count(*) FILTER (stage = 'won') AS won,"
           " count(*) FILTER (stage = 'lost') AS lost,"
           " sum(amount) FILTER (stage = 'won') AS revenue,"
           " sum(list) FILTER (stage = 'won') AS list, sum(cost) FILTER (stage = 'won') AS cost,"
           " sum(amount) FILTER (stage = 'won' AND amount >= list) AS full_price,"
           " sum(closed - opened) FILTER (stage = 'won') AS cycle FROM deals WHERE " +
           within_sql("closed", window) + grouping_sets;
}

void compare_duckdb(
    DuckDb& duckdb,
    const std::string& sql,
    const std::array<Levels, 3>& expected,
    const std::string& who) {
    duckdb.run("CREATE OR REPLACE TEMP TABLE answer AS " + sql);
    for (std::size_t k = 0; k < grains.size(); ++k)
        for (std::size_t level = 0; level < levels; ++level) {
            static constexpr std::array period{"m", "q", "y"};
            static constexpr std::array group{"'all-0'", "region", "team", "rep"};
            std::string of_level =
                std::string{"SELECT "}
                    .append(group[level])
                    .append(" AS g, ")
                    .append(period[k])
                    .append(
                        " AS p, coalesce(COLUMNS(* EXCLUDE (region, team, rep, m, q, y)), 0)"
                        " FROM answer WHERE ")
                    .append(period[k])
                    .append(" IS NOT NULL");
            for (std::size_t other = 1; other < levels; ++other)
                of_level.append(" AND ")
                    .append(group[other])
                    .append(other == level ? " IS NOT NULL" : " IS NULL");
            compare_seven(duckdb, of_level, expected[k][level], who);
        }
}

}  // namespace

Lines all_levels(Context& context) {
    const Book& book = context.book();
    const Window window = context.window();
    const auto expected = by_hand(context);
    for (const unsigned threads : {1u, 2u})
        for (std::size_t k = 0; k < grains.size(); ++k)
            compare_ours(ours(book, window, grains[k], threads), expected[k], "ours, all levels");

    const std::string two_steps = two_steps_sql(window), one_step = one_step_sql(window);
    if (context.duckdb()) {
        compare_duckdb(*context.duckdb(), two_steps, expected, "DuckDB, in two steps");
        compare_duckdb(*context.duckdb(), one_step, expected, "DuckDB, GROUPING SETS");
    }

    Race race;
    const auto all = [&](unsigned threads) -> const double& {
        return race.add(
            [&book, window, threads] {
                for (const Grain grain : grains)
                    ours(book, window, grain, threads);
            },
            forgetting(book));
    };
    const auto alone = [&](unsigned threads) -> const double& {
        return race.add(
            [&book, window, threads] {
                seven_kpis(book, window, Grain::month, threads).by(rep).run();
            },
            forgetting(book));
    };
    const double &one_alone = alone(1), &one = all(1), &two_alone = alone(2), &two = all(2);
    const double& expert = race.add([&] { by_hand(context); });
    const double& duck_one = context.add_duckdb(race, two_steps, 1);
    const double& duck_two = context.add_duckdb(race, two_steps, 2);
    const double& duck_plain = context.add_duckdb(race, one_step, 2);
    race.go(context.options().runs);

    return {
        timed("ours, all levels and grains, 1 thread", one)
            .is(one / one_alone, "rep x month alone")
            .at_most(1.5),
        timed("ours, all levels and grains, 2 threads", two)
            .is(two / two_alone, "rep x month alone")
            .at_most(1.5),
        timed("expert: rep x month, and the rest from it", expert).is(one / expert, "is ours"),
        context.duckdb_line("DuckDB, in two steps, 1 thread", duck_one, one),
        context.duckdb_line("DuckDB, in two steps, 2 threads", duck_two, two),
        context.duckdb_line("DuckDB, GROUPING SETS over the deals, 2 threads", duck_plain, two)};
}

}  // namespace bench
