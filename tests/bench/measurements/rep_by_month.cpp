// SPDX-License-Identifier: MIT
// Seven KPIs per rep and month: the report that everything else is compared with.
#include "by_hand.hpp"
#include "compare.hpp"
#include "measurements.hpp"
#include "ordinary.hpp"
#include "seven_kpis.hpp"
#include "sqlite.hpp"

#include <saleskpi/rollup/report.hpp>

#include <algorithm>
#include <stdexcept>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::by;

namespace {

/// Reads every value of a table as a double.
double read_doubles(const Table& table) {
    double sum = 0;
    for (std::size_t row = 0; row < table.size(); ++row)
        for (const CellValue& value : table[row].values())
            if (value.outcome) sum += value.outcome->to_double();
    return sum;
}

/// Reads every value of a table as the fraction that it is.
double read_fractions(const Table& table) {
    double sum = 0;
    for (std::size_t row = 0; row < table.size(); ++row)
        for (const CellValue& value : table[row].values())
            if (value.outcome)
                sum += static_cast<double>(
                    value.outcome->exact().numerator() ^ value.outcome->exact().denominator());
    return sum;
}

/// A report of the table, by one thread, and every value of it as a double.
double report_doubles(const Table& table) {
    double sum = 0;
    const Report report{table, {1, true}};
    for (std::size_t m = 0; m < table.metrics().size(); ++m)
        for (const auto& value : report.doubles(m))
            sum += value.value_or(0);
    return sum;
}

/// The same as the fraction that it is.
double report_fractions(const Table& table) {
    double sum = 0;
    for (const ReportRow& row : Report{table, {1, true}})
        for (std::size_t m = 0; m < row.size(); ++m)
            if (const auto value = row[m].outcome())
                sum +=
                    static_cast<double>(value->exact().numerator() ^ value->exact().denominator());
    return sum;
}

/// The expert's way from sums to values.
double read_doubles(const Grid<Sums>& grid) {
    const auto quotient = [](std::int64_t above, std::int64_t below) {
        return below == 0 ? 0.0 : static_cast<double>(above) / static_cast<double>(below);
    };
    double sum = 0;
    for (std::size_t g = 0; g < grid.groups(); ++g)
        for (std::size_t p = 0; p < grid.periods(); ++p) {
            const Sums& s = grid(g, p);
            sum += static_cast<double>(s.revenue) / 100 + quotient(s.revenue - s.cost, s.revenue) +
                   quotient(s.won, s.won + s.lost) + quotient(s.revenue, s.won) / 100 +
                   quotient(s.list - s.revenue, s.list) + quotient(s.full_price, s.revenue) +
                   quotient(s.cycle, s.won);
        }
    return sum;
}

}  // namespace

Lines rep_by_month(Context& context) {
    const std::size_t reps = context.shape().reps;
    const Window window = context.window();
    const DayToPeriod month_of{window, Grain::month, window.first};
    const Grid<Sums> sums = seven_sums(context.columns(), reps, month_of);
    compare(seven_sums_clustered(context.columns(), reps, month_of), sums, "the expert, clustered");
    compare(seven_sums(context.unordered(), reps, month_of), sums, "the expert, unordered");

    const auto ours = [&](unsigned threads) {
        return seven_kpis(context.book(), window, Grain::month, threads).by(rep).run();
    };
    const Table table = ours(1);
    compare(table, sums, "ours, 1 thread");
    compare(ours(2), sums, "ours, 2 threads");
    const std::string sql = seven_sums_sql("rep", window, Grain::month);
    if (context.duckdb()) compare_seven(*context.duckdb(), sql, sums, "DuckDB");
    const auto deals = ordinary_deals(context.generator());
    compare(ordinary_seven_sums(deals, context.generator()), sums, "an ordinary program");
    const SqliteDeals sqlite{context.generator()};
    sqlite.compare_answer();

    Race race;
    double sink = 0;
    const Book& book = context.book();
    const double& one = race.add([&] { ours(1); }, forgetting(book));
    const double& again = race.add([&] { ours(1); });
    const double& two = race.add([&] { ours(2); }, forgetting(book));
    const double& doubles = race.add([&] { sink += read_doubles(table); });
    const double& fractions = race.add([&] { sink += read_fractions(table); });
    const double& report_as_doubles = race.add([&] { sink += report_doubles(table); });
    const double& report_as_fractions = race.add([&] { sink += report_fractions(table); });
    const double& report_kept = race.add([&] { Report{table, {1, true}}; });
    const double& report_two = race.add([&] { Report{table, {2, true}}; });
    const double& branch_free = race.add([&] { seven_sums(context.columns(), reps, month_of); });
    const double& in_runs =
        race.add([&] { seven_sums_clustered(context.columns(), reps, month_of); });
    const double& unordered = race.add([&] { seven_sums(context.unordered(), reps, month_of); });
    const double& experts_doubles = race.add([&] { sink += read_doubles(sums); });
    const double& reading =
        race.add([&] { sink += static_cast<double>(read_seven(context.columns())); });
    const double& ordinary = race.add([&] { ordinary_cells(deals, context.generator()); });
    const double& duck_one = context.add_duckdb(race, sql, 1);
    const double& duck_two = context.add_duckdb(race, sql, 2);
    const double& in_sqlite = race.add([&] { sqlite.run(); });
    race.go(context.options().runs);
    if (sink == 0) throw std::runtime_error{"nothing was read"};
    const double expert = (std::min)(branch_free, in_runs);
    const std::size_t bytes = context.columns().bytes_of_seven_kpis();

    return {
        timed("ours, first query, 1 thread", one)
            .is(one / expert, "the expert's loop")
            .at_most(1.3),
        timed("ours, first query, 2 threads", two)
            .is(one / two, "as fast as 1 thread")
            .at_least(1.7),
        timed("ours, asked again, 1 thread", again).is(again / one, "the first time"),
        timed("reading every value as double", doubles).is(doubles / one, "the query"),
        timed("reading every value as exact fraction", fractions).is(fractions / one, "the query"),
        timed("making a report, read as doubles", report_as_doubles)
            .is(report_as_doubles / one, "the query")
            .at_most(1.5),
        timed("making a report, read as exact fractions", report_as_fractions)
            .is(report_as_fractions / one, "the query")
            .at_most(3),
        timed("making a report, 1 thread", report_kept).is(report_kept / one, "the query"),
        timed("making a report, 2 threads", report_two)
            .is(report_kept / report_two, "as fast as 1 thread"),
        timed("expert's loop, rows ordered as ours", branch_free)
            .is(branch_free / reading, "reading the bytes"),
        timed("expert's loop over runs of equal cells", in_runs)
            .is(in_runs / reading, "reading the bytes"),
        timed("expert's loop, rows in any order", unordered)
            .is(unordered / reading, "reading the bytes"),
        timed("expert's quotients of all cells", experts_doubles)
            .is((one + doubles) / (expert + experts_doubles), "with the loop are ours with values"),
        timed("reading these bytes: " + std::to_string(bytes) + " per deal", reading)
            .is(one / reading, "is ours"),
        timed("ordinary program", ordinary).is(ordinary / one, "ours"),
        context.duckdb_line("DuckDB, 1 thread", duck_one, one).at_least(10),
        context.duckdb_line("DuckDB, 2 threads", duck_two, two).at_least(10),
        sqlite.line(in_sqlite, one)};
}

}  // namespace bench
