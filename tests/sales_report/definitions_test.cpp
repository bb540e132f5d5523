// SPDX-License-Identifier: MIT
// KPIs that the library does not have: formulas, a file of definitions, stages of one's own pipeline.
#include "catch.hpp"
#include "support/program.hpp"

#include <string>
#include <string_view>

namespace {

using program::run;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

constexpr const char* deals =
    "id,rep,stage,created,opened,closed,amount,channel\n"
    "1,Asha,won,2025-01-02,2025-01-02,2025-01-20,1200,web\n"
    "2,Asha,lost,2025-01-05,2025-01-05,2025-02-10,10,web\n"
    "3,Ben,won,2025-02-01,2025-02-01,2025-04-02,400,\"by phone, late\"\n";

// Of two deals that had a demo, one got as far as a contract, after 8 days.
constexpr const char* stage_changes =
    "deal,date,stage,pipeline_stage\n"
    "1,2025-01-02,open,Demo\n"
    "1,2025-01-10,open,Contract sent\n"
    "1,2025-01-20,won,\n"
    "2,2025-01-05,open,Demo\n"
    "2,2025-02-10,lost,\n";

constexpr const char* definitions = R"([
  {"id": "deal_size", "title": "Size of a deal", "formula": "revenue / deals_won"},
  {"id": "size_again", "title": "The same", "family": "other", "formula": "deal_size * 1"}
])";

program::Run report_on_data(const std::string& arguments) {
    const program::Folder folder;
    folder.write("deals.csv", deals);
    folder.write("stage_changes.csv", stage_changes);
    folder.write("ours.json", definitions);
    return run("--definitions " + folder.path("ours.json") + " " + folder.path() + " " + arguments);
}

/// The rows of a report in CSV.
std::string rows_of(const std::string& arguments) {
    const program::Run result = report_on_data(arguments + " --format csv");
    INFO(result.err);
    CHECK(result.status == 0);
    return result.out;
}

std::string refusal(const std::string& arguments) {
    const program::Run result = report_on_data(arguments);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    return result.err;
}

}  // namespace

TEST_CASE("sales_report knows the KPIs of a file of definitions") {
    CHECK(contains(rows_of("--metrics deal_size,size_again"), ",800.00,800.00"));
    const program::Run list = report_on_data("--list");
    CHECK(contains(list.out, "\nown\n  deal_size "));
    CHECK(contains(list.out, "\nother\n  size_again "));
    CHECK(contains(list.out, "\n  stage_conversion(STAGE, STAGE)\n"));
    const program::Run explained = report_on_data("--explain deal_size");
    CHECK(explained.status == 0);
    CHECK(contains(explained.out, "Size of a deal: 800.00 USD"));
}

TEST_CASE("sales_report names the file, the KPI and the column of a mistake") {
    const program::Folder folder;
    folder.write("wrong.json", R"([{"id": "a", "formula": "revenue / deals_wno"}])");
    CHECK(contains(
        refusal("--definitions " + folder.path("wrong.json")),
        folder.path("wrong.json") +
            ": a: column 11: there is no metric 'deals_wno'; did you mean deals_won?"));
    CHECK(contains(refusal("--definitions /nowhere.json"), "/nowhere.json"));
    CHECK(contains(refusal("--metrics deal_sizes"), "did you mean deal_size"));
    CHECK(contains(
        refusal("--metrics 'revenue + win_rate'"),
        "column 9: only values of the same unit can be added: money + ratio"));
}

TEST_CASE("sales_report takes formulas, with commas and quotes of their own") {
    CHECK(contains(rows_of("--metrics 'revenue / deals_won, deals_won'"), ",800.00,2"));
    // The quote is not closed where a backslash stands before it.
    CHECK(contains(
        rows_of("--metrics 'count(deals where channel = \"by phone, late\" by closed),"
                "count(deals where channel = \"a\\\",\" by closed), deals_won'"),
        ",1,0,2"));
}

TEST_CASE("sales_report knows the stages of a pipeline") {
    const std::string pipeline = "--pipeline 'Demo, Contract sent' --metrics ";
    CHECK(contains(
        rows_of(pipeline + "'stage_conversion(Demo, \"Contract sent\"), deals_reaching(Demo)'"),
        ",0.5,2"));
    CHECK(contains(rows_of(pipeline + "'time_in_stage(\"Contract sent\")'"), ",10"));
    CHECK(contains(refusal("--pipeline 'Demo, Won, Demo'"), "names the stage 'Demo' twice"));
    CHECK(contains(refusal("--pipeline ,"), "--pipeline wants the names of the stages"));
    CHECK(contains(
        refusal(pipeline + "'stage_conversion(Demo)'"), "column 22: expected ',', found ')'"));
}

TEST_CASE("sales_report says what stages want that were not given") {
    CHECK(contains(refusal("--metrics 'time_in_stage(Demo)'"), "--pipeline"));
}
