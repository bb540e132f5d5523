// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/program.hpp"

#include <nlohmann/json.hpp>

#include <sstream>
#include <string>
#include <string_view>

namespace {

using nlohmann::json;
using program::run;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

constexpr const char* deals =
    "id,rep,stage,created,opened,closed,amount\n"
    "1,Asha,won,2025-01-02,2025-01-02,2025-01-20,1234.50\n"
    "2,Asha,lost,2025-01-05,2025-01-05,2025-02-10,10\n"
    "3,Ben,won,2025-02-01,2025-02-01,2025-04-02,400\n";

constexpr const char* assignments =
    "rep,team,region\n"
    "Asha,North,EMEA\n"
    "Ben,South,EMEA\n"
    "Carl,West,US\n";

program::Folder& with_data(program::Folder& folder) {
    folder.write("deals.csv", deals);
    folder.write("assignments.csv", assignments);
    return folder;
}

}  // namespace

TEST_CASE("sales_report of a folder, without any option") {
    program::Folder folder;
    const program::Run result = run(with_data(folder).path());
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    CHECK("\n" + result.out == R"(
2025-01-01 to 2025-04-30*, money in USD

Revenue                     1,634.50
Deals won                          2
Win rate                     66.67 %
Average deal size             817.25
Sales cycle, median (days)      39.0
Pipeline value                     0

*   incomplete: 2025-01-01 to 2025-04-02
)");
}

TEST_CASE("sales_report as a table of groups and periods") {
    program::Folder folder;
    const program::Run result = run(
        with_data(folder).path() +
        " --by region --subtotals --every quarter --metrics 'revenue, change(revenue, previous)'"
        " --from 2025-01-01 --to 2025-06-30");
    CHECK(result.status == 0);
    CHECK("\n" + result.out == R"(
2025-01-01 to 2025-06-30, money in USD

                             Revenue,
                            change to
                           the period
region  period    Revenue      before
------  -------  --------  ----------
EMEA    2025-Q1  1,234.50          -a
        2025-Q2    400.00    -67.60 %
US      2025-Q1      0.00          -a
        2025-Q2      0.00          -b
------  -------  --------  ----------
Total   2025-Q1  1,234.50          -a
        2025-Q2    400.00    -67.60 %

-a  no_prior_period: the period to compare with lies outside the data
-b  zero_base: it was zero in the period to compare with
)");
}

TEST_CASE("sales_report ends with the period of the last day, by any period") {
    program::Folder folder;
    with_data(folder).write(
        "targets.csv", "metric,from,until,amount\nrevenue,2025-04-01,2025-05-01,800\n");
    const auto last_row = [&](const std::string& arguments) {
        const program::Run result =
            run(folder.path() +
                " --format csv --notes off --metrics 'revenue, attainment(revenue)' " + arguments);
        CHECK(result.status == 0);
        const std::size_t end = result.out.size() - 2;
        const std::size_t begin = result.out.rfind('\n', end - 2) + 1;
        return result.out.substr(begin, end - begin);
    };
    // 400 of the 800 of April, on the second of its days.
    CHECK(last_row("--every month") == "2025-04,2025-04-01,2025-04-30,false,400.00,0.5");
    CHECK(last_row("--every quarter") == "2025-Q2,2025-04-01,2025-06-30,false,400.00,0.5");
    CHECK(last_row("--every year") == "2025,2025-01-01,2025-12-31,false,1634.50,2.043125");
    CHECK(last_row("") == "all,2025-01-01,2025-04-30,false,1634.50,2.043125");
    CHECK(last_row("--from 2025-04-01") == "all,2025-04-01,2025-04-30,false,400.00,0.5");
    CHECK(last_row("--every day").starts_with("2025-04-02,2025-04-02,2025-04-02,true,400.00,"));
    CHECK(last_row("--every week").starts_with("2025-W14,2025-03-31,2025-04-06,false,400.00,"));
    // Known to be so until the end of the month, or asked for as it is.
    CHECK(
        last_row("--as-of 2025-04-30 --every month") ==
        "2025-04,2025-04-01,2025-04-30,true,400.00,0.5");
    CHECK(
        last_row("--to 2025-04-30 --every month") ==
        "2025-04,2025-04-01,2025-04-30,true,400.00,0.5");
    // 400 in 2 days, to the 0 of March 1 to 2.
    const program::Run growth = run(
        folder.path() + " --every month --metrics 'per_day(revenue), change(revenue, previous)'");
    CHECK(contains(growth.out, "2025-04*"));
    CHECK(contains(growth.out, "200.00"));
    CHECK(contains(growth.out, "*   incomplete: 2025-04 (2025-04-01 to 2025-04-02)\n"));
}

TEST_CASE("sales_report explains the number that it shows") {
    program::Folder folder;
    const std::string dir = with_data(folder).path();
    const program::Run all = run(dir + " --explain revenue --group EMEA");
    CHECK(contains(all.out, "EMEA, all (2025-01-01 to 2025-04-30, incomplete)\n"));
    const program::Run april =
        run(dir + " --explain 'per_day(revenue)' --group EMEA --period 2025-04");
    CHECK(contains(april.out, "200.00 USD/day"));
    const program::Run part =
        run(dir + " --explain revenue --group EMEA --period 2025-Q1 --from 2025-02-01");
    CHECK(contains(part.out, "(2025-02-01 to 2025-03-31, incomplete)"));
    CHECK(contains(part.out, "Revenue: 0.00 USD"));
    const program::Run outside = run(dir + " --explain revenue --group EMEA --period 2031");
    CHECK(outside.status == 2);
    CHECK(contains(
        outside.err, "2031 lies outside of the days of the report, 2025-01-01 to 2025-04-30"));
}

TEST_CASE("sales_report has nothing to report on where nothing has a date") {
    program::Folder folder;
    folder.write("deals.csv", "id,stage,closed,amount\n1,won,20.01.2025,5\n2,open,,7\n");
    for (const char* arguments :
         {"", "--every month", "--explain revenue", "--from 2025-01-01", "--to 2025-01-31",
          "--format json", "--format csv", "--by rep"}) {
        INFO(arguments);
        const program::Run result = run(folder.path() + " " + arguments);
        CHECK(result.status == 2);
        CHECK(result.out.empty());
        CHECK(contains(result.err, "no record has a day on which something happened"));
        CHECK(contains(result.err, "deals.csv:2: closed '20.01.2025': "));  // why not
    }
    const program::Run asked =
        run(folder.path() + " --from 2025-01-01 --to 2025-01-31 --metrics revenue");
    CHECK(asked.status == 0);
    CHECK(contains(asked.out, "2025-01-01 to 2025-01-31, money in USD\n"));
    folder.write("deals.csv", "id,stage,closed,amount\n");
    CHECK(run(folder.path()).status == 2);
    // Targets are plans, and no events.
    folder.write("targets.csv", "metric,from,until,amount\nrevenue,2025-04-01,2025-05-01,800\n");
    CHECK(run(folder.path()).status == 2);
}

TEST_CASE("sales_report as JSON") {
    program::Folder folder;
    const program::Run result =
        run(with_data(folder).path() +
            " --format json --by region,team,rep --metrics win_rate,revenue");
    CHECK(result.status == 0);
    const json document = json::parse(result.out);
    CHECK(document["currency"] == "USD");
    CHECK(document["window"] == json{{"from", "2025-01-01"}, {"to", "2025-04-30"}});
    CHECK(document["data_to"] == "2025-04-02");
    CHECK(document["every"] == "window");
    CHECK(document["by"] == json{"region", "team", "rep"});
    CHECK(document["metrics"][0]["id"] == "win_rate");
    CHECK(document["rejected"] == json::array());
    REQUIRE(document["rows"].size() == 3);
    CHECK(
        document["rows"][0]["group"] ==
        json{{"region", "EMEA"}, {"team", "North"}, {"rep", "Asha"}});
    CHECK(document["rows"][0]["values"]["win_rate"] == json{{"value", 0.5}, {"exact", "1/2"}});
    CHECK(document["rows"][2]["values"]["win_rate"] == json{{"undefined", "no_records"}});
    CHECK(document["rows"][2]["values"]["revenue"] == json{{"value", 0}, {"exact", "0"}});
}

TEST_CASE("sales_report as CSV into a file") {
    program::Folder folder;
    const std::string file = folder.path("report.csv");
    const program::Run result =
        run(with_data(folder).path() + " --format csv --by rep --metrics revenue --output " + file);
    CHECK(result.status == 0);
    CHECK(result.out.empty());
    CHECK(
        folder.read("report.csv") ==
        "rep,period,from,to,complete,revenue,currency,reasons,marks,coverage,rejected\r\n"
        "Asha,all,2025-01-01,2025-04-30,false,1234.50,USD,,,,0\r\n"
        "Ben,all,2025-01-01,2025-04-30,false,400.00,USD,,,,0\r\n"
        "Carl,all,2025-01-01,2025-04-30,false,0.00,USD,,,,0\r\n");
}

TEST_CASE("sales_report as records, and as Markdown") {
    program::Folder folder;
    const std::string asked =
        with_data(folder).path() + " --by rep --metrics revenue,win_rate --format ";
    CHECK("\n" + run(asked + "records").out == R"(
[
{"rep": "Asha", "period": "all", "from": "2025-01-01", "to": "2025-04-30", "complete": false, "revenue": 1234.50, "revenue_reason": null, "win_rate": 0.5, "win_rate_reason": null},
{"rep": "Ben", "period": "all", "from": "2025-01-01", "to": "2025-04-30", "complete": false, "revenue": 400.00, "revenue_reason": null, "win_rate": 1, "win_rate_reason": null},
{"rep": "Carl", "period": "all", "from": "2025-01-01", "to": "2025-04-30", "complete": false, "revenue": 0.00, "revenue_reason": null, "win_rate": null, "win_rate_reason": "no_records"}
]
)");
    const std::string table = R"(| rep | Revenue | Win rate |
| --- | ---: | ---: |
| Asha | 1,234.50 | 50.00 % |
| Ben | 400.00 | 100.00 % |
| Carl | 0.00 | - |
)";
    CHECK(run(asked + "markdown --notes off").out == table);
    CHECK(
        contains(run(asked + "markdown").out, "money in USD\n\n" + table + "\n- \\* incomplete: "));
    CHECK(run(asked + "text").out == run(asked + "table").out);
    CHECK(run(asked + "text").out == run(asked.substr(0, asked.find("--format"))).out);
}

TEST_CASE("sales_report guards the texts of CSV unless it is told not to") {
    program::Folder folder;
    folder.write("deals.csv", "id,rep,stage,closed,amount\n1,=1+1,won,2025-01-20,5\n");
    const std::string asked = folder.path() + " --by rep --metrics revenue --format csv ";
    CHECK(contains(run(asked).out, "\n'=1+1,all,"));
    CHECK(contains(run(asked + "--guard on").out, "\n'=1+1,all,"));
    CHECK(contains(run(asked + "--guard off").out, "\n=1+1,all,"));
}

TEST_CASE("sales_report sorts groups by a metric, and shows the first") {
    program::Folder folder;
    const std::string asked =
        with_data(folder).path() + " --by rep --subtotals --metrics revenue,'revenue / deals_won' ";
    const std::string first = "--format csv --notes off --sort ";
    const auto names = [&](const std::string& options) {
        std::string all;
        std::istringstream lines{run(asked + options).out};
        for (std::string line; std::getline(lines, line);)
            all += line.substr(0, line.find(',')) + ";";
        return all;
    };
    CHECK(names(first + "revenue") == "rep;Asha;Ben;Carl;;");
    CHECK(names(first + "revenue --ascending") == "rep;Carl;Ben;Asha;;");
    CHECK(names(first + "'revenue / deals_won' --ascending") == "rep;Ben;Asha;Carl;;");
    CHECK(names(first + "revenue --top 2 --ascending") == "rep;Carl;Ben;;");
    const std::string text = run(asked + "--sort revenue --top 1").out;
    CHECK(contains(text, "Asha   1,234.50"));
    CHECK(contains(text, "Total  1,634.50"));
    CHECK(contains(
        text,
        "\n+   1 of 3 groups: the first 1 by Revenue, descending; totals are those of all\n"));
}

TEST_CASE("sales_report takes --metrics all") {
    program::Folder folder;
    const program::Run result = run(with_data(folder).path() + " --metrics all --format json");
    CHECK(result.status == 0);
    CHECK(json::parse(result.out)["metrics"].size() > 50);
}

TEST_CASE("sales_report explains a number") {
    program::Folder folder;
    const program::Run result =
        run(with_data(folder).path() + " --explain win_rate --group 'EMEA,North' --period 2025-Q1");
    CHECK(result.status == 0);
    CHECK(contains(result.out, "Win rate: 50.00 %\nEMEA, North, 2025-Q1"));
    CHECK(contains(result.out, " = 1 / 2\n"));
    CHECK(contains(result.out, "2 records: 1, 2\n"));

    const json document = json::parse(
        run(folder.path() + " --explain revenue --by rep --group Ben --format json").out);
    CHECK(document["result"]["exact"] == "40000");
    CHECK(document["parts"][0]["ids"] == json{"3"});
    CHECK(document["from"] == "2025-01-01");
}

TEST_CASE("sales_report knows the past, and other calendars and currencies") {
    program::Folder folder;
    const std::string dir = with_data(folder).path();
    const program::Run then = run(dir + " --as-of 2025-01-31 --metrics revenue,open_deals");
    CHECK(contains(then.out, ", as of 2025-01-31"));
    CHECK(contains(then.out, "Revenue     1,234.50\n"));
    CHECK(contains(then.out, "Open deals         1\n"));

    const program::Run fiscal =
        run(dir + " --calendar fiscal:april --every fiscal_quarter --metrics revenue");
    CHECK(contains(fiscal.out, "FY2025 Q4"));
    CHECK(contains(fiscal.out, "FY2026 Q1*"));

    CHECK(contains(run(dir + " --currency EUR").out, "money in EUR"));
}

TEST_CASE("sales_report says what it rejected, and is strict if told so") {
    program::Folder folder;
    with_data(folder).write(
        "deals.csv", std::string{deals} +
                         "4,Ben,wno,2025-02-01,2025-02-01,2025-02-20,5\n"
                         "5,Ben,won,2025-02-01,2025-02-01,2025-02-30,5\n");
    const program::Run lenient = run(folder.path() + " --metrics revenue");
    CHECK(lenient.status == 0);
    CHECK(contains(lenient.out, "!   1 of 8 records were rejected and do not count\n"));
    CHECK(contains(lenient.err, "1 of 8 records were rejected:\n"));
    CHECK(contains(lenient.err, "deals.csv:5: stage 'wno': "));
    CHECK(contains(lenient.err, "1 value is doubtful; its record is kept:\n"));
    CHECK(contains(lenient.err, "deals.csv:6: closed '2025-02-30': "));

    const program::Run strict = run(folder.path() + " --metrics revenue --strict --format json");
    CHECK(strict.status == 1);
    const json rejected = json::parse(strict.out)["rejected"];
    REQUIRE(rejected.size() == 1);
    CHECK(rejected[0]["count"] == 1);
    REQUIRE(rejected[0]["examples"].size() == 1);
    CHECK(rejected[0]["examples"][0]["file"] == "deals.csv");
    CHECK(rejected[0]["examples"][0]["line"] == 5);
    CHECK(rejected[0]["examples"][0]["id"] == "4");
    CHECK(rejected[0]["examples"][0]["value"] == "wno");
}

TEST_CASE("sales_report reads a foreign export through a mapping") {
    program::Folder folder;
    folder.write("export.csv", "Ref;Who;Status;Done;Worth\n7;Asha;Won;31.01.2025;$1,200.50\n");
    constexpr const char* mapping = R"({
        "tables": {"deals": {
            "file": "export.csv", "delimiter": ";", "date_formats": ["%d.%m.%Y"],
            "number": {"currency_sign": "$", "thousands": ","},
            "fields": {"id": "Ref", "rep": "Who", "closed": "Done", "amount": "Worth",
                       "stage": {"columns": "Status", "translate": {"Won": "won"}}}}}})";
    folder.write("mapping.json", mapping);
    const program::Run result = run(folder.path() + " --metrics revenue");
    CHECK(result.status == 0);
    CHECK(contains(result.out, "Revenue  1,200.50\n"));

    folder.write("elsewhere.json", mapping);
    folder.write("mapping.json", "{");
    CHECK(
        run(folder.path() + " --metrics revenue --mapping " + folder.path("elsewhere.json")).out ==
        result.out);
}

TEST_CASE("sales_report says which file it cannot use") {
    const program::Run nowhere = run("/no/such/folder");
    CHECK(nowhere.status == 2);
    CHECK(contains(nowhere.err, "/no/such/folder"));

    const program::Folder empty;
    CHECK(run(empty.path()).status == 2);
    CHECK(contains(run(empty.path()).err, "deals.csv"));

    const program::Folder folder;
    folder.write("deals.csv", deals);
    folder.write("mapping.json", R"({"tables": {"deals": {"feilds": {}}}})");
    const program::Run broken = run(folder.path());
    CHECK(broken.status == 2);
    CHECK(broken.out.empty());
    CHECK(contains(broken.err, "mapping.json"));
    CHECK(contains(broken.err, "did you mean 'fields'?"));

    CHECK(run(folder.path() + " --mapping /no/mapping.json").status == 2);
}
