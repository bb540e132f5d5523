// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/small_report.hpp"

#include <saleskpi/csv.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

TEST_CASE("CSV has a column that says what a report is restricted to") {
    const Table table = rollup(small_report::book())
                            .metrics(revenue)
                            .where(by::team == "North")
                            .during(small_report::window())
                            .run();
    CHECK(
        to_csv(table) ==
        "period,from,to,complete,revenue,currency,reasons,marks,coverage,rejected,where\r\n"
        "all,2025-01-01,2025-05-15,true,1234.50,USD,,,,0,team = North\r\n");
    CHECK(
        to_csv(table, {.notes = false}) ==
        "period,from,to,complete,revenue\r\nall,2025-01-01,2025-05-15,true,1234.50\r\n");
}
