// SPDX-License-Identifier: MIT
// The report of a part of the records.
#include "catch.hpp"
#include "support/program.hpp"

#include <string>
#include <string_view>

namespace {

using program::run;

/// Ben's records are of South: one of them is wrong, and his are the first and the last days.
program::Folder& with_data(program::Folder& folder, bool with_south) {
    std::string deals =
        "id,rep,stage,created,opened,closed,amount,product\n"
        "1,Asha,won,2025-02-02,2025-02-02,2025-02-20,1234.50,Alpha\n"
        "2,Asha,won,2025-02-05,2025-02-05,2025-03-10,10,Beta\n";
    if (with_south)
        deals +=
            "3,Ben,won,2024-02-01,2024-02-01,2025-04-02,400,Gamma\n"
            "4,Ben,won,2024-02-01,2024-02-01,,400,Delta\n";
    folder.write("deals.csv", deals);
    folder.write(
        "assignments.csv", std::string{"rep,team,region\nAsha,North,EMEA\n"} +
                               (with_south ? "Ben,South,EMEA\nCarl,West,US\n" : ""));
    if (with_south)
        folder.write(
            "targets.csv", "metric,rep,from,until,amount\nrevenue,Ben,2025-01-01,2026-01-01,9\n");
    return folder;
}

}  // namespace

TEST_CASE("sales_report of a part of the records is the same whatever else there is") {
    program::Folder all;
    program::Folder part;
    with_data(all, true), with_data(part, false);
    for (const char* options :
         {" --where 'team = North'", " --where 'team = North' --by rep --every month --subtotals",
          " --where 'team = North and deal.product = Alpha' --by product --format csv",
          " --where 'team = North' --by team --format json",
          " --where 'team = North' --explain revenue --by rep --group Asha --period 2025-02",
          " --where 'team = North' --explain revenue --by rep --group Ben --period 2025-02",
          " --where 'team = North' --by prodct", " --where 'team = North' --from 2025-04-01",
          " --where 'team = Nroth' --from 2025-01-01 --to 2025-01-31"}) {
        INFO(options);
        const program::Run one = run(all.path() + options);
        const program::Run other = run(part.path() + options);
        CHECK(one.out == other.out);
        CHECK(one.err == other.err);
        CHECK(one.status == other.status);
    }
}

TEST_CASE("sales_report says what it is restricted to") {
    program::Folder folder;
    const std::string data = with_data(folder, true).path();
    const program::Run result =
        run(data + " --where 'team = North' --metrics 'share_of(revenue, company)' --by rep");
    CHECK("\n" + result.out == R"(
2025-01-01 to 2025-03-31*, where team = North

      Revenue,
      share of
rep    company
----  --------
Asha  100.00 %

*   incomplete: 2025-01-01 to 2025-03-10
%   shares, ranks and targets are of what the report is restricted to
)");
    CHECK(
        run(data + " --where 'team = North' --metrics 'share_of(revenue, company)' --by rep "
                   "--to 2025-04-30 --shares-of-whole")
            .out.find("75.68 %") != std::string::npos);  // 1244.50 of 1644.50
}

TEST_CASE("sales_report refuses conditions that it cannot use") {
    program::Folder folder;
    const std::string data = with_data(folder, true).path();
    CHECK(
        run(data + " --where 'team < North'").err ==
        "sales_report: --where \"team < North\": column 6: expected '=', '!=', 'is missing' or "
        "'is known', found '<'\nTry sales_report --help\n");
    CHECK(run(data + " --where 'tem = North'").err == "sales_report: no dimension 'tem'\n");
    CHECK(
        run(data + " --shares-of-whole").err ==
        "sales_report: --shares-of-whole belongs to --where\nTry sales_report --help\n");
    CHECK(run(data + " --where 'team = North' --strict").status == 2);
}
