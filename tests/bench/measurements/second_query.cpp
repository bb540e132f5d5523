// SPDX-License-Identifier: MIT
// A dashboard's second query: another level, another grain and another window than the first had.
#include "by_hand.hpp"
#include "compare.hpp"
#include "measurements.hpp"
#include "seven_kpis.hpp"

#include <algorithm>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

namespace {

/// From the middle of a month to the middle of another: quarters are cut at both ends.
Window three_years() { return {*make_date(2022, 2, 15), *make_date(2025, 2, 15)}; }

Table ours(const Book& book, unsigned threads) {
    return seven_kpis(book, three_years(), Grain::quarter, threads).by(team).run();
}

Grid<Sums> by_hand(const Columns& columns, const Generator& generator) {
    const DayToPeriod quarter_of{three_years(), Grain::quarter, generator.window().first};
    return folded(
        seven_sums(columns, generator.shape().reps, quarter_of), generator.shape().teams,
        [&](std::size_t rep) { return generator.team_of(rep); }, quarter_of.periods(),
        [](std::size_t period) { return period; });
}

/// The same for a window whose borders the first query had asked for too.
Table on_known_borders(const Book& book) {
    const Window window{*make_date(2021, 4, 1), *make_date(2024, 4, 1)};
    return seven_kpis(book, window, Grain::quarter, 1).by(team).run();
}

/// Brings a book to where it has answered one other query, and no more.
std::function<void()> after_a_first_query(const Book& book, const Window& window) {
    return [&book, window] {
        forget(book);
        seven_kpis(book, window, Grain::month, 1).by(rep).run();
    };
}

}  // namespace

Lines second_query(Context& context) {
    const Grid<Sums> sums = by_hand(context.columns(), context.generator());
    compare(ours(context.book(), 1), sums, "ours, 1 thread");
    compare(ours(context.book(), 2), sums, "ours, 2 threads");

    Shape fewer = context.shape();
    fewer.deals = (std::max)(fewer.deals / 10, std::size_t{1});
    const Generator generator{fewer};
    const Book small = make_book(generator);
    compare(ours(small, 1), by_hand(make_columns(generator), generator), "ours, fewer deals");

    const std::string sql = seven_sums_sql("team", three_years(), Grain::quarter);
    if (context.duckdb()) compare_seven(*context.duckdb(), sql, sums, "DuckDB");

    Race race;
    const Book& book = context.book();
    const auto before = after_a_first_query(book, context.window());
    const double& one = race.add([&] { ours(book, 1); }, before);
    const double& two = race.add([&] { ours(book, 2); }, before);
    const double& of_fewer =
        race.add([&] { ours(small, 1); }, after_a_first_query(small, context.window()));
    const double& duck_one = context.add_duckdb(race, sql, 1);
    const double& duck_two = context.add_duckdb(race, sql, 2);
    const double& known = race.add([&] { on_known_borders(book); }, before);
    const double& known_of_fewer =
        race.add([&] { on_known_borders(small); }, after_a_first_query(small, context.window()));
    race.go(context.options().runs);

    return {
        timed("ours, on days the first query asked for too", known),
        timed("the same on a tenth of the deals", known_of_fewer),
        Line{"all deals against a tenth of them"}
            .is(known / known_of_fewer, "the time")
            .at_most(1.5),
        context.duckdb_line("DuckDB, 1 thread", duck_one, known).at_least(100),
        timed("ours, from and to a day in the middle of a month", one),
        timed("the same, 2 threads", two).is(one / two, "as fast as 1 thread"),
        timed("the same on a tenth of the deals", of_fewer),
        Line{"all deals against a tenth of them"}.is(one / of_fewer, "the time").at_most(1.5),
        context.duckdb_line("DuckDB, 1 thread", duck_one, one).at_least(100),
        context.duckdb_line("DuckDB, 2 threads", duck_two, two).at_least(100)};
}

}  // namespace bench
