// SPDX-License-Identifier: MIT
// The same KPIs over a database that keeps the records, here one of SQLite.
#include "check.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/saleskpi.hpp>
#include <saleskpi/sql.hpp>
#include <saleskpi/sqlite.hpp>

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

using namespace saleskpi;

namespace {

//! [executor]
/// Shows each statement before it is run, and leaves the rest to another.
class Watched final : public sql::Executor {
public:
    explicit Watched(std::shared_ptr<sql::Executor> of) : of_{std::move(of)} {}

    const sql::Dialect& dialect() const override { return of_->dialect(); }
    std::vector<std::string> run(
        const sql::Statement& statement, const std::function<void(sql::Row)>& row) override {
        statements.push_back(statement.text);
        return of_->run(statement, row);
    }

    std::vector<std::string> statements;

private:
    std::shared_ptr<sql::Executor> of_;
};
//! [executor]

/// A table as a CRM may keep it.
void make_database(const std::filesystem::path& file) {
    const auto database = sql::open_sqlite(file, sql::Access::read_write);
    for (const char* statement :
         {"CREATE TABLE opportunities (id TEXT, owner TEXT, stage TEXT, created TEXT, closed TEXT,"
          " amount_cents INTEGER, currency TEXT)",
          "INSERT INTO opportunities VALUES ('1', 'Asha', 'won', '2025-01-02', '2025-01-20', "
          "120000, 'USD'),"
          " ('2', 'Asha', 'lost', '2025-01-05', '2025-02-11', 30000, 'USD'),"
          " ('3', 'Eva', 'won', '2025-02-01', '2025-03-07', 7000, 'USD'),"
          " ('4', 'Eva', 'won', '2025-02-02', NULL, 5000, 'USD')"})
        database->run({statement}, [](sql::Row) {});
}

}  // namespace

int main() {
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() /
        ("saleskpi_" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()) +
         ".db");
    make_database(file);
    const auto database = std::make_shared<Watched>(sql::open_sqlite(file));

    //! [open]
    TableMapping deals;
    deals.table = "deals";
    deals.file = "opportunities";  // the table, or a view
    deals.fields["rep"].columns = {"owner"};
    deals.fields["amount"].columns = {"amount_cents"};
    deals.fields["amount"].scale = Scale{Rational{1}, true};  // in minor units

    sql::Schema schema;
    schema.mapping.tables = {deals};
    schema.read_up_to = 0;  // smaller tables than that are read
    const sql::Opened opened = sql::open(database, schema, BookBuilder{usd});
    const Table table = rollup(opened.book)
                            .metrics(kpi::revenue, kpi::win_rate)
                            .by(by::rep)
                            .every(Grain::quarter)
                            .during("2025-01-01"_date, "2025-04-01"_date)
                            .run();
    //! [open]
    show(
        fmt::format("{} of {} records read", opened.tables[0].read, opened.tables[0].records),
        "1 of 4 records read");  // the one that is won on no day
    show(fmt::format("{}", table[0][kpi::revenue]), "1200.00 USD");
    show(fmt::format("{}", table[0][kpi::win_rate]), "50.00 %");
    show(
        fmt::format("{} statements", database->statements.size() > 3 ? "some" : "few"),
        "some statements");
    std::filesystem::remove(file);
}
