// SPDX-License-Identifier: MIT
// Times of the day in the files of a folder.
#include "catch.hpp"
#include "support/program.hpp"

#include <string>

namespace {

using program::run;

program::Run report(const std::string& time_zone, const std::string& options = "") {
    program::Folder folder;
    folder.write(
        "crm.csv",
        "id,closed,amount\n1,2025-03-31T22:30:00Z,1\n2,2025-03-31 23:59:59,2\n3,2025-04-01,4\n");
    folder.write(
        "mapping.json", "{" + time_zone +
                            R"("tables": {"deals": {"file": "crm.csv",)"
                            R"("fields": {"stage": {"constant": "won"}}}}})");
    return run(
        folder.path() + " --metrics revenue --from 2025-03-01 --to 2025-03-31 --format csv" +
        options);
}

bool says(const program::Run& result, const std::string& text) {
    return result.status == 0 && result.out.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("sales_report reads times of the day, and instants in the zone of the mapping") {
    CHECK(says(report(""), "3.00"));
    CHECK(says(report(R"("time_zone": "UTC", )"), "3.00"));
    CHECK(says(report(R"("time_zone": "Europe/Warsaw", )"), "2.00"));
    CHECK(says(report(R"("time_zone": "America/New_York", )"), "3.00"));
    CHECK(says(report("", " --calendar zone=Europe/Warsaw"), "2.00"));
    // The mapping knows better what its files hold.
    CHECK(says(report(R"("time_zone": "UTC", )", " --calendar zone=Europe/Warsaw"), "3.00"));
    const program::Run unknown = report(R"("time_zone": "Mars/Olympus", )");
    CHECK(unknown.status != 0);
    CHECK(unknown.err.find("the time zone \"Mars/Olympus\" is unknown") != std::string::npos);
}
