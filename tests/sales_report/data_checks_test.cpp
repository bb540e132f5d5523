// SPDX-License-Identifier: MIT
// Sense checks of the data, what --strict fails on, and findings as a file.
#include "catch.hpp"
#include "support/program.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace {

using nlohmann::json;
using program::run;

constexpr std::string_view head = "id,rep,stage,created,closed,amount\n";
constexpr std::string_view good = "1,Asha,won,2025-02-02,2025-02-20,1234.50\n";

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::ptrdiff_t lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

/// Runs with a file of deals that has the good one and these.
program::Run report(const std::string& deals, const std::string& options) {
    const program::Folder folder;
    folder.write("deals.csv", std::string{head} + std::string{good} + deals);
    return run(folder.path() + " " + options);
}

int strict(const std::string& deals, const std::string& quotes = "") {
    const program::Folder folder;
    folder.write("deals.csv", std::string{head} + std::string{good} + deals);
    if (!quotes.empty()) folder.write("quotes.csv", quotes);
    return run(folder.path() + " --metrics revenue --strict").status;
}

}  // namespace

TEST_CASE("sales_report shows what sense checks find, and stops") {
    const program::Folder folder;
    folder.write(
        "deals.csv",
        "id,rep,stage,created,closed,amount,region\n"
        "1,Asha,won,2025-02-02,2025-02-20,1234.50,EMEA\n"
        "2,Asha,won,2025-02-05,2205-03-10,10,EMEA\n"
        "3,Ben,lost,1899-12-30,2025-04-02,,EMEA\n");
    const program::Run checks = run(folder.path() + " --check-data");
    CHECK(checks.status == 0);
    CHECK(checks.err.empty());
    CHECK(contains(checks.out, "   table  check           of       records          what\n"));
    CHECK(contains(checks.out, "   deals  read                     3\n"));
    CHECK(contains(checks.out, "   deals  kept                     3 of 3\n"));
    CHECK(contains(checks.out, "   deals  missing         amount   1 of 3, 33.33 %\n"));
    CHECK(
        contains(checks.out, "   deals  sum             amount   2                1,244.50 USD\n"));
    CHECK(contains(
        checks.out,
        "!  deals  days_outside    created  1 of 3           1899-12-30, as of 3; expected "
        "are 1990-01-01 to 2035-04-02\n"));
    CHECK(contains(
        checks.out, "!  deals  days_outside    closed   1 of 3           2205-03-10, as of 2"));
    CHECK(contains(checks.out, "!  deals  dropped_column  region"));

    const json document = json::parse(run(folder.path() + " --check-data --format json").out);
    CHECK(document["checks"][0] == json::parse(R"({"table": "deals", "check": "read", "of": "",
        "count": 3, "all": 0, "suspicious": false, "note": ""})"));

    // Every report says so.
    const std::string folder_and = folder.path() + " --metrics revenue ";
    const program::Run text = run(folder_and);
    CHECK(
        contains(text.out, "!   3 sense checks of the data look wrong: --check-data shows what\n"));
    CHECK(contains(text.err, "3 sense checks look wrong:\n"));
    CHECK(contains(
        text.err, "  deals.region: dropped column: deals.csv; no field of deals reads it"));
    CHECK(contains(run(folder_and + "--format csv").err, "3 sense checks look wrong"));
    CHECK(contains(run(folder_and + "--format records").err, "3 sense checks look wrong"));
    CHECK(contains(run(folder_and + "--format markdown").out, "\\!   3 sense checks of the data"));
    CHECK(json::parse(run(folder_and + "--format json").out)["checks"] == document["checks"]);

    // Of a part of the records nothing is told of the others.
    const program::Run part = run(folder_and + "--where 'rep = Asha'");
    CHECK_FALSE(contains(part.out + part.err, "sense check"));
    CHECK_FALSE(
        json::parse(run(folder_and + "--where 'rep = Asha' --format json").out).contains("checks"));
    CHECK(run(folder.path() + " --check-data --where 'rep = Asha'").status == 2);
    CHECK(run(folder.path() + " --check-data --by rep").status == 2);
    CHECK(run(folder.path() + " --check-data --format csv").status == 2);
}

TEST_CASE("sales_report of data that make sense says nothing of them") {
    const program::Run plain = report("", "--metrics revenue");
    CHECK(plain.err.empty());
    CHECK_FALSE(contains(plain.out, "sense"));
}

TEST_CASE("a report on thousands of mistakes stays short in each form") {
    std::string wrong;
    for (int id = 2; id < 3000; ++id)
        wrong += std::to_string(id) + ",Asha,wno,2025-02-02,2025-02-03,1\n";
    for (const char* form : {"text", "json", "csv", "records", "markdown"}) {
        const std::string options = std::string{"--metrics revenue --format "} + form;
        const program::Run many = report(wrong, options);
        CHECK(lines(many.out) < 110);
        CHECK(lines(many.err) < 25);
        CHECK(contains(many.err, "2998 of 2999 records were rejected"));
    }
    const json document = json::parse(report(wrong, "--metrics revenue --format json").out);
    REQUIRE(document["rejected"].size() == 1);
    CHECK(document["rejected"][0]["count"] == 2998);
}

TEST_CASE("sales_report tells of each kind of trouble in at most 25 lines") {
    std::string many;
    for (int id = 2; id < 500; ++id) {
        const std::string number = std::to_string(id);
        many += number + ",Asha,won,2025-02-02,,1\n";                             // undated
        many += "a" + number + ",Asha,wno,2025-02-02,2025-03-02,1\n";             // rejected
        many += "b" + number + ",Asha,won,2025-03-02,2025-02-02,1\n";             // doubtful
        many += "c" + number + ",r" + number + ",won,2025-02-02,2025-02-03,1\n";  // look alike:
        many += "d" + number + ",R" + number + ",won,1899-12-30,2025-02-03,1\n";
    }
    const program::Run result = report(many, "--metrics revenue");
    CHECK(lines(result.err) <= 25);
    CHECK(contains(result.err, "of 2491 records were rejected:\n"));
    CHECK(contains(result.err, " (one of 498 of this kind)\n"));
    CHECK(contains(result.err, "996 values are doubtful"));
    CHECK(contains(result.err, "things may be meant otherwise"));
    CHECK(contains(result.err, "2 sense checks look wrong:\n"));
}

TEST_CASE("sales_report writes all findings into a file") {
    const program::Folder folder;
    folder.write(
        "deals.csv", std::string{head} +
                         "1,=Asha,won,2025-02-02,,1\n"
                         "2,Asha,won,2025-02-02,2025-02-30,1\n"
                         "3,Asha,lost,2025-02-02,2025-01-30,1\n"
                         "4,Asha,wno,2025-02-02,2025-01-30,1\n");
    const std::string to = folder.path("wrong.csv");
    const program::Run result = run(folder.path() + " --metrics revenue --findings " + to);
    CHECK(result.status == 0);
    const std::string written = folder.read("wrong.csv");
    CHECK(contains(written, "\r\ndeals,deals.csv,5,4,stage,wno,invalid,yes,"));
    CHECK(written.starts_with("table,file,line,id,field,value,kind,rejected,reason\r\n"));
    CHECK(contains(written, "\r\ndeals,deals.csv,2,1,closed,,undated,no,"));
    CHECK(contains(written, "\r\ndeals,deals.csv,3,2,closed,2025-02-30,invalid,no,"));
    CHECK(contains(written, "\r\ndeals,deals.csv,4,3,closed,2025-01-30,contradicts,no,"));

    CHECK(run(folder.path() + " --findings " + folder.path("deals.csv")).status == 2);
    CHECK(run(folder.path() + " --findings x.csv --output x.csv").status == 2);
    CHECK(run(folder.path() + " --findings x.csv --where 'rep = Asha'").status == 2);
}

TEST_CASE("--strict fails on what it says it fails on") {
    CHECK(strict("") == 0);
    SECTION("records that are rejected") {
        CHECK(strict("2,Asha,,2025-02-02,2025-02-20,1\n") == 1);     // missing
        CHECK(strict("2,Asha,wno,2025-02-02,2025-02-20,1\n") == 1);  // invalid
        CHECK(strict("2,Asha,won,2025-02-02,2025-02-20,1,2,3\n") == 1);
        CHECK(strict("1,Asha,won,2025-02-02,2025-02-20,1\n") == 1);  // of one id, and not equal
    }
    SECTION("values that are doubtful, of records that count") {
        CHECK(strict("2,Asha,won,2025-03-02,2025-02-20,1\n") == 1);  // in the wrong order
        CHECK(strict("2,Asha,open,2025-03-02,2025-03-20,1\n") == 1);
        CHECK(strict("2,Asha,won,2025-02-02,,1\n") == 1);            // undated
        CHECK(strict("2,Asha,won,2025-02-02,2025-02-20,x\n") == 1);  // no amount
        CHECK(strict("", "id,deal,sent\n1,7,2025-02-03\n") == 1);    // of a deal that there is not
    }
    SECTION("a row that looks like a total") {
        CHECK(
            strict(
                "2,Asha,won,2025-02-02,2025-02-20,1\nTotal,,won,2025-02-02,2025-02-20,1235.50\n") ==
            1);
    }
    SECTION("but not on names that look alike") {
        CHECK(strict("2,asha,won,2025-02-02,2025-02-20,1\n") == 0);
        const program::Run told = report("2,asha,won,2025-02-02,2025-02-20,1\n", "--strict");
        CHECK(contains(told.err, "1 thing may be meant otherwise:\n"));
    }
    SECTION("but not on what is merely rare") {
        CHECK(strict("2,Asha,won,1925-02-02,2025-02-20,1\n") == 0);
    }
    const program::Run told = report("2,Asha,won,2025-03-02,2025-02-20,1\n", "--strict");
    CHECK(contains(told.err, "--strict: 0 records were rejected, and 1 value is doubtful\n"));
    const std::string help = run("--help").out;
    for (const char* harmless : {"crossed", "not_listed", "look_alike", "gap"})
        CHECK(contains(help, harmless));
}
