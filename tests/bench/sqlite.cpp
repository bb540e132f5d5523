// SPDX-License-Identifier: MIT
#include "sqlite.hpp"

#include "by_hand.hpp"
#include "compare.hpp"
#include "sqlite_database.hpp"

#include <algorithm>

#if SALESKPI_BENCH_SQLITE

namespace bench {

using namespace saleskpi;

namespace {

/// Everything by number, which SQLite reads fastest.
void load(Sqlite& sqlite, const Generator& generator) {
    sqlite.run(
        "CREATE TABLE facts (rep INTEGER, stage INTEGER, opened INTEGER, closed INTEGER,"
        " month INTEGER, amount INTEGER, list INTEGER, cost INTEGER)");
    sqlite.run("BEGIN");
    sqlite3_stmt* insert = sqlite.prepare("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    const Window window = generator.window();
    const DayToPeriod month_of{window, Grain::month, window.first};
    for (std::size_t i = 0; i < generator.shape().deals; ++i) {
        const Fact f = generator.fact(i);
        const std::int64_t values[] = {f.rep,
                                       static_cast<std::int64_t>(f.stage),
                                       f.opened,
                                       f.closed,
                                       month_of(f.closed),
                                       f.amount,
                                       f.list,
                                       f.cost};
        for (int c = 0; c < 8; ++c)
            sqlite3_bind_int64(insert, c + 1, values[c]);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    // Ordered, and with an index that the query can be answered from, group after group.
    sqlite.run(
        "CREATE TABLE deals AS SELECT * FROM facts ORDER BY rep, month; DROP TABLE facts;"
        "CREATE INDEX by_rep ON deals"
        " (rep, month, stage, amount, list, cost, opened, closed); COMMIT");
}

std::string query_of(std::size_t months) {
    return "SELECT rep, month, sum(stage = 1), sum(stage = 2),"
           " sum(CASE WHEN stage = 1 THEN amount ELSE 0 END),"
           " sum(CASE WHEN stage = 1 THEN list ELSE 0 END),"
           " sum(CASE WHEN stage = 1 THEN cost ELSE 0 END),"
           " sum(CASE WHEN stage = 1 AND amount >= list THEN amount ELSE 0 END),"
           " sum(CASE WHEN stage = 1 THEN closed - opened ELSE 0 END)"
           " FROM deals WHERE month < " +
           std::to_string(months) + " GROUP BY rep, month";
}

}  // namespace

struct SqliteDeals::State {
    std::size_t all_deals;
    Generator generator;
    Sqlite sqlite{};
};

SqliteDeals::SqliteDeals(const Generator& generator) {
    Shape shape = generator.shape();
    shape.deals = (std::min)(shape.deals, std::size_t{1'000'000});
    state_.reset(new State{generator.shape().deals, Generator{shape}});
    load(state_->sqlite, state_->generator);
}

SqliteDeals::~SqliteDeals() = default;

void SqliteDeals::compare_answer() const {
    const Generator& generator = state_->generator;
    const Shape& shape = generator.shape();
    const DayToPeriod month_of{generator.window(), Grain::month, generator.window().first};
    compare_seven(
        state_->sqlite.numbers(query_of(shape.months)),
        seven_sums(make_columns(generator), shape.reps, month_of), "SQLite");
}

void SqliteDeals::run() const {
    state_->sqlite.numbers(query_of(state_->generator.shape().months));
}

Line SqliteDeals::line(double seconds, double ours) const {
    const std::size_t deals = state_->generator.shape().deals;
    const double scale = static_cast<double>(state_->all_deals) / static_cast<double>(deals);
    return timed(
               "SQLite, " + number(static_cast<double>(deals) / 1e6) +
                   " M deals, months computed beforehand",
               seconds)
        .is(seconds * scale / ours, "ours per deal");
}

}  // namespace bench

#else

namespace bench {

struct SqliteDeals::State {};
SqliteDeals::SqliteDeals(const Generator&) {}
SqliteDeals::~SqliteDeals() = default;
void SqliteDeals::compare_answer() const {}
void SqliteDeals::run() const {}
Line SqliteDeals::line(double, double) const { return not_available("SQLite"); }

}  // namespace bench

#endif
