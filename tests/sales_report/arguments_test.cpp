// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/program.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace {

using program::run;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

constexpr const char* deals =
    "id,rep,stage,created,opened,closed,amount\n"
    "1,Asha,won,2025-01-02,2025-01-02,2025-01-20,1234.50\n"
    "2,Asha,lost,2025-01-05,2025-01-05,2025-02-10,10\n"
    "3,Ben,won,2025-02-01,2025-02-01,2025-04-02,400\n";

/// What the program says about arguments it cannot use: exit status 2, and nothing on stdout.
std::string refusal(const std::string& arguments) {
    const program::Folder folder;
    folder.write("deals.csv", deals);
    const program::Run result = run(folder.path() + " " + arguments);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(result.err.starts_with("sales_report: "));
    return result.err;
}

}  // namespace

TEST_CASE("sales_report --help names every option") {
    const program::Run result = run("--help");
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    for (const char* option :
         {"--mapping",       "--metrics",  "--by",        "--subtotals", "--every",
          "--from",          "--to",       "--as-of",     "--calendar",  "--pipeline",
          "--definitions",   "--currency", "--format",    "--output",    "--strict",
          "--list",          "--explain",  "--group",     "--period",    "--help",
          "--allow-outside", "--sort",     "--ascending", "--top",       "--notes",
          "--guard",         "--chart"})
        CHECK(contains(result.out, std::string{"\n  "} + option));
    CHECK(run("-h").out == result.out);
}

TEST_CASE("sales_report --list names every KPI") {
    const program::Run result = run("--list");
    CHECK(result.status == 0);
    for (const char* id : {"revenue", "win_rate", "customer_acquisition_cost", "mrr"})
        CHECK(contains(result.out, std::string{"\n  "} + id + " "));
}

TEST_CASE("sales_report --list as JSON is the catalogue, and has no other form") {
    const program::Folder folder;
    folder.write("ours.json", R"([{"id": "deal_size", "formula": "revenue / deals_won"}])");
    const program::Run result =
        run("--list --format json --definitions " + folder.path("ours.json"));
    CHECK(result.status == 0);
    const nlohmann::json document = nlohmann::json::parse(result.out);
    CHECK(document["metrics"].size() > 90);
    CHECK(document["metrics"].back()["id"] == "deal_size");
    CHECK(document["operators"].size() > 25);
    CHECK(document["functions"].size() > 5);
    CHECK(contains(refusal("--list --format csv"), "no csv form"));
    CHECK(contains(refusal("--list --format records"), "no records form"));
}

TEST_CASE("sales_report has no custom periods to report by") {
    CHECK(contains(refusal("--every custom"), "--every custom wants a calendar"));
    CHECK(contains(refusal("--every custom --calendar fiscal:april"), "--calendar names none"));
    CHECK(contains(refusal("--metrics 'to_date(revenue, custom)'"), "the calendar has none"));
    CHECK(contains(
        refusal("--metrics 'average_over(pipeline_value, custom)' --every month"),
        "the calendar has none"));
    CHECK_FALSE(contains(refusal("--every fortnight"), "custom"));
}

TEST_CASE("sales_report suggests the nearest name") {
    CHECK(contains(refusal("--metrics win_rat"), "win_rate"));
    CHECK(contains(refusal("--explain revenu"), "revenue"));
    CHECK(contains(refusal("--by regoin"), "did you mean region?"));
    CHECK(contains(refusal("--by kind"), "say activity_kind, deal_kind, movement_kind, rep_kind"));
    CHECK(contains(refusal("--every quater"), "did you mean quarter?"));
    CHECK(contains(refusal("--metric revenue"), "did you mean --metrics?"));
}

TEST_CASE("sales_report refuses arguments it cannot use") {
    CHECK(contains(refusal("--from 2025-02-30"), "'2025-02-30' is no date"));
    CHECK(contains(refusal("--from 2025-03-01 --to 2025-02-28"), "is before"));
    CHECK(contains(refusal("--from 2030-01-01"), "no day with data"));
    CHECK(contains(refusal("--calendar lunar"), "fiscal:april"));
    CHECK(contains(refusal("--currency XYZ"), "'XYZ'"));
    CHECK(contains(refusal("--format xml"), "records, markdown, html, svg and vega"));
    CHECK(contains(refusal("--metrics"), "--metrics wants a value"));
    CHECK(contains(refusal("--strict=yes"), "--strict takes no value"));
    CHECK(contains(refusal("another"), "one folder at a time"));
    CHECK(contains(refusal("--period 2025"), "--period belongs to --explain"));
    CHECK(contains(refusal("--explain revenue --format csv"), "no csv form"));
    CHECK(contains(refusal("--format csv --notes no"), "--notes is on or off, not 'no'"));
    CHECK(contains(refusal("--notes off"), "--notes belongs to --format csv"));
    CHECK(contains(refusal("--guard off --format markdown"), "--guard belongs to --format csv"));
    CHECK(contains(refusal("--by rep --top 3"), "--top and --ascending belong to --sort"));
    CHECK(contains(refusal("--by rep --ascending"), "--top and --ascending belong to --sort"));
    for (const char* number : {"0", "-1", "3x", "many"})
        CHECK(contains(
            refusal(std::string{"--by rep --sort revenue --top "} + number),
            std::string{"'"} + number + "' is no number of groups"));
    CHECK(contains(refusal("--metrics revenue --by rep --sort win_rate"), "win_rate"));
    CHECK(contains(refusal("--explain revenue --period soon"), "'soon' is no period"));
    CHECK(contains(refusal("--explain revenue --by rep --group Nobody"), "Nobody"));
    CHECK(contains(refusal("--output /nowhere/report.txt"), "/nowhere/report.txt"));

    const program::Run nothing = run("");
    CHECK(nothing.status == 2);
    CHECK(contains(nothing.err, "--help"));
}

TEST_CASE("of an option that comes twice the later counts") {
    const program::Folder folder;
    folder.write("deals.csv", deals);
    const program::Run once = run(folder.path() + " --by rep --metrics revenue");
    const program::Run twice =
        run("--by=team --metrics win_rate --by=rep " + folder.path() + " --metrics revenue");
    CHECK(once.status == 0);
    CHECK(twice.out == once.out);
}
