// SPDX-License-Identifier: MIT
#include "sqlite_rows.hpp"

#include "sqlite_database.hpp"

#if SALESKPI_BENCH_SQLITE

namespace bench {

using namespace saleskpi;

namespace {

constexpr const char* sums =
    "SELECT sum(CASE WHEN stage = 1 THEN amount ELSE 0 END), sum(stage = 1), sum(stage = 2) ";

void bind(sqlite3_stmt* statement, int first, const Fact& f) {
    const std::int64_t values[] = {f.rep, f.closed, static_cast<std::int64_t>(f.stage), f.amount};
    for (int c = 0; c < 4; ++c)
        sqlite3_bind_int64(statement, first + c, values[c]);
    if (f.closed == never) sqlite3_bind_null(statement, first + 1);
}

/// Deals that are closed, in the order of the index; the others satisfy no question.
void load(Sqlite& sqlite, const Generator& generator) {
    sqlite.run(
        "CREATE TABLE facts (id INTEGER, rep INTEGER, closed INTEGER, stage INTEGER, amount "
        "INTEGER);"
        "CREATE TABLE reps (team INTEGER, rep INTEGER, PRIMARY KEY (team, rep)) WITHOUT ROWID;"
        "BEGIN");
    sqlite3_stmt* insert = sqlite.prepare("INSERT INTO facts VALUES (?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < generator.shape().deals; ++i) {
        const Fact f = generator.fact(i);
        sqlite3_bind_int64(insert, 1, static_cast<std::int64_t>(i));
        bind(insert, 2, f);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    for (std::size_t rep = 0; rep < generator.shape().reps; ++rep)
        sqlite.run(
            "INSERT INTO reps VALUES (" + std::to_string(generator.team_of(rep)) + ", " +
            std::to_string(rep) + ")");
    sqlite.run(
        "CREATE TABLE deals AS SELECT * FROM facts ORDER BY rep, closed; DROP TABLE facts;"
        "CREATE INDEX covering ON deals (rep, closed, stage, amount);"
        "CREATE UNIQUE INDEX by_id ON deals (id); COMMIT; ANALYZE");
}

WonAndLost ask(sqlite3_stmt* statement, std::size_t group, int first, int until) {
    sqlite3_bind_int64(statement, 1, static_cast<std::int64_t>(group));
    sqlite3_bind_int64(statement, 2, first);
    sqlite3_bind_int64(statement, 3, until);
    sqlite3_step(statement);
    const WonAndLost answer{
        sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1),
        sqlite3_column_int64(statement, 2)};
    sqlite3_reset(statement);
    return answer;
}

}  // namespace

struct SqliteRows::State {
    explicit State(const Generator& generator) {
        load(sqlite, generator);
        of_rep = sqlite.prepare(
            std::string{sums} + "FROM deals WHERE rep = ? AND closed >= ? AND closed < ?");
        of_team = sqlite.prepare(
            std::string{sums} +
            "FROM reps CROSS JOIN deals USING (rep) WHERE team = ? AND closed >= ? AND closed < ?");
        update = sqlite.prepare(
            "UPDATE deals SET rep = ?, closed = ?, stage = ?, amount = ? WHERE id = ?");
    }
    ~State() {
        sqlite3_finalize(update);
        sqlite3_finalize(of_rep);
        sqlite3_finalize(of_team);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    Sqlite sqlite;
    sqlite3_stmt* of_rep = nullptr;
    sqlite3_stmt* of_team = nullptr;
    sqlite3_stmt* update = nullptr;
};

SqliteRows::SqliteRows(const Generator& generator) : state_{std::make_unique<State>(generator)} {}
SqliteRows::~SqliteRows() = default;

bool SqliteRows::is_available() { return true; }

WonAndLost SqliteRows::of_rep(std::size_t rep, int first, int until) const {
    return ask(state_->of_rep, rep, first, until);
}

WonAndLost SqliteRows::of_team(std::size_t team, int first, int until) const {
    return ask(state_->of_team, team, first, until);
}

void SqliteRows::change(std::size_t deal, const Fact& fact) {
    bind(state_->update, 1, fact);
    sqlite3_bind_int64(state_->update, 5, static_cast<std::int64_t>(deal));
    sqlite3_step(state_->update);
    sqlite3_reset(state_->update);
}

}  // namespace bench

#else

namespace bench {

struct SqliteRows::State {};
SqliteRows::SqliteRows(const Generator&) {}
SqliteRows::~SqliteRows() = default;
bool SqliteRows::is_available() { return false; }
WonAndLost SqliteRows::of_rep(std::size_t, int, int) const { return {}; }
WonAndLost SqliteRows::of_team(std::size_t, int, int) const { return {}; }
void SqliteRows::change(std::size_t, const Fact&) {}

}  // namespace bench

#endif
