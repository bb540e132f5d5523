// SPDX-License-Identifier: MIT
// Golden tests of one's own numbers, from the command line.
#include "catch.hpp"
#include "support/program.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace {

using nlohmann::json;
using program::run;

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Asha won 1,234.50 in February and 10 in March, Ben lost 400 in April.
const program::Folder& with_data(const program::Folder& folder) {
    folder.write(
        "deals.csv",
        "id,rep,stage,created,closed,amount\n"
        "1,Asha,won,2025-02-02,2025-02-20,1234.50\n"
        "2,Asha,won,2025-02-05,2025-03-10,10\n"
        "3,Ben,lost,2025-02-01,2025-04-02,400\n");
    folder.write("assignments.csv", "rep,team,region\nAsha,North,EMEA\nBen,South,EMEA\n");
    return folder;
}

program::Run check(
    const program::Folder& folder, std::string_view lines, const std::string& options = "") {
    folder.write("numbers.csv", "metric,group,period,as_of,expected\n" + std::string{lines});
    return run(folder.path() + " --check " + folder.path("numbers.csv") + " " + options);
}

constexpr std::string_view right =
    "revenue,,2025-Q1,,1244.50 USD\n"
    "revenue,,2025-Q1,2025-02-28,1234.50 USD\n"
    "win_rate,,2025,,2/3\n"
    "win_rate,team = South,2025-Q1,,no value: no_records\n"
    "deals_won,\"region = EMEA, team = North\",2025-02,,1\n"
    "revenue / deals_won,rep = Asha,2025,,622.25 USD\n";

}  // namespace

TEST_CASE("sales_report compares numbers that are known to be right") {
    const program::Folder folder;
    const program::Run good = check(with_data(folder), right);
    CHECK(good.status == 0);
    CHECK(good.out == folder.path("numbers.csv") + ": 6 of 6 numbers are as expected\n");
    CHECK(good.err.empty());

    const program::Run bad = check(
        folder, std::string{right} +
                    "win_rate,team = South,2025,,1/2\n"
                    "revenue,,2025-02,,1234 USD\n");
    CHECK(bad.status == 1);
    CHECK(contains(bad.out, ": 6 of 8 numbers are as expected\n"));
    CHECK(contains(
        bad.out,
        ", line 8: win_rate, team = South, 2025\n"
        "  expected  50 %\n"
        "  is        0 %\n"));
    CHECK(contains(
        bad.out,
        ", line 9: revenue, 2025-02\n"
        "  expected  1234 USD\n"
        "  is        1234.50 USD\n"));
    CHECK(contains(bad.out, "1 record: 1\n"));
}

TEST_CASE("sales_report compares numbers for programs too") {
    const program::Folder folder;
    const program::Run bad =
        check(with_data(folder), "revenue,,2025-02,2025-03-31,1234 USD\n", "--format json");
    CHECK(bad.status == 1);
    const json document = json::parse(bad.out);
    CHECK(document["checks"] == 1);
    REQUIRE(document["differences"].size() == 1);
    CHECK(document["differences"][0]["line"] == 2);
    CHECK(document["differences"][0]["expected"] == "1234 USD");
    CHECK(document["differences"][0]["is"] == "1234.50 USD");
    CHECK(document["differences"][0]["as_of"] == "2025-03-31");
}

TEST_CASE("sales_report checks numbers of one's own definitions, currency and calendar") {
    const program::Folder folder;
    with_data(folder).write("own.json", R"([{"id": "lost_share", "formula": "1 - win_rate"}])");
    folder.write("exchange_rates.csv", "base,quote,from,rate\nUSD,EUR,2025-01-01,0.5\n");
    const std::string options =
        "--currency EUR --calendar fiscal:february --definitions " + folder.path("own.json");
    folder.write("mapping.json", R"({"currency": "USD", "tables": {"deals": {"file": "deals.csv"},
            "assignments": {"file": "assignments.csv"},
            "exchange_rates": {"file": "exchange_rates.csv"}}})");
    const program::Run good = check(
        folder,
        "lost_share,,2025,,1/3\n"
        "revenue,,2025,,622.25 EUR\n"
        "deals_won,,FY2026 Q1,,2\n",  // February to April
        options);
    CHECK(good.err.empty());
    CHECK(good.status == 0);
}

TEST_CASE("sales_report says what is wrong with a file of numbers") {
    const program::Folder folder;
    with_data(folder);
    const auto refusal = [&](std::string_view line) {
        const program::Run result = check(folder, line);
        CHECK(result.status == 2);
        CHECK(result.out.empty());
        return result.err;
    };
    CHECK(contains(
        refusal("revnue,,2025,,1 USD\n"),
        "numbers.csv, line 2: there is no metric "
        "'revnue'; did you mean revenue"));
    CHECK(contains(
        refusal("revenue,,Q1 2025,,1 USD\n"),
        "line 2: 'Q1 2025' is no period; did you "
        "mean 2025-Q1?"));
    CHECK(contains(refusal("revenue,,2025,,1\n"), "line 2: '1' is no amount in USD"));
    CHECK(contains(refusal(""), "there is nothing to check"));

    const std::string file = folder.path() + " --check " + folder.path("numbers.csv");
    CHECK(contains(run(file + " --by team").err, "--check is no report"));
    CHECK(contains(run(file + " --where 'team = North'").err, "--check and --where"));
    CHECK(contains(run(file + " --format csv").err, "--check has no csv form"));
    CHECK(run(folder.path() + " --check /no/such/file.csv").status == 2);
    // What is read is not written over.
    CHECK(run(file + " --output " + folder.path("numbers.csv")).status == 2);
}
