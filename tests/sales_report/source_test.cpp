// SPDX-License-Identifier: MIT
// A report from a database, from the command line.
#include "catch.hpp"
#include "support/program.hpp"

#include <saleskpi/sqlite.hpp>

#include <string>

namespace {

using namespace saleskpi;

constexpr const char* schema =
    R"({"tables": {"deals": {"file": "opportunities", "fields": {
        "rep": "owner", "amount": {"columns": "cents", "scale": "minor_units"}}}}})";

void make_database(const program::Folder& folder) {
    const auto database = sql::open_sqlite(folder.path("crm.db"), sql::Access::read_write);
    for (const char* statement :
         {"CREATE TABLE opportunities (id TEXT, owner TEXT, stage TEXT, closed TEXT, cents "
          "INTEGER)",
          "INSERT INTO opportunities VALUES ('1', 'Asha', 'won', '2025-01-20', 120050),"
          " ('2', 'Ben', 'won', '2025-02-11', 25000), ('3', 'Ben', 'wonn', '2025-02-11', 1)"})
        database->run({statement}, [](sql::Row) {});
    folder.write("schema.json", schema);
}

}  // namespace

TEST_CASE("sales_report reports from a database as from files") {
    const program::Folder folder;
    make_database(folder);
    folder.write(
        "deals.csv",
        "id,rep,stage,closed,amount\n1,Asha,won,2025-01-20,1200.50\n2,Ben,won,2025-02-11,250\n"
        "3,Ben,wonn,2025-02-11,0.01\n");
    const std::string asked = " --by rep --every month --metrics revenue,deals_won --subtotals";
    const program::Run files = program::run(folder.path() + asked);
    const std::string source =
        "--source sqlite:" + folder.path("crm.db") + " --schema " + folder.path("schema.json");
    const program::Run stays = program::run(source + " --read-up-to 0" + asked);
    const program::Run read = program::run(source + asked);
    CHECK(files.status == 0);
    CHECK(stays.out == files.out);
    CHECK(read.out == files.out);
    CHECK_THAT(stays.err, Catch::Contains("opportunities: 2 of 3 records stay in the database"));
    CHECK_THAT(stays.err, Catch::Contains("stage 'wonn': is not one of open, won, lost"));
    CHECK_THAT(read.err, Catch::Contains("opportunities: 3 records read"));
}

TEST_CASE("sources that cannot be are refused in a sentence") {
    const program::Folder folder;
    make_database(folder);
    const auto refused = [](const std::string& arguments, const char* sentence) {
        const program::Run run = program::run(arguments);
        CHECK(run.status == 2);
        CHECK_THAT(run.err, Catch::Contains(sentence));
    };
    refused("--source oracle:crm", "--source wants a kind of database");
    refused("--source sqlite:/no/such/file.db", "unable to open database file");
    refused("--source sqlite:a.db " + folder.path(), "one at a time");
    refused(folder.path() + " --read-up-to 5", "belong to --source");
    refused("--source sqlite:" + folder.path("crm.db"), "the database has no table of records");
}
