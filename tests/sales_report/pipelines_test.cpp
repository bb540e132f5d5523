// SPDX-License-Identifier: MIT
// Several pipelines, what belongs to a deal by its fields, and exchange rates: in files.
#include "catch.hpp"
#include "support/program.hpp"

#include <string>
#include <string_view>

namespace {

using program::run;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// A1 Demo, Proposal, won; A2 Demo, lost; B1 Demo, Trial, won; B2 Demo, Trial.
constexpr const char* deals =
    "id,rep,pipeline,segment,stage,created,closed,amount,currency\n"
    "A1,Ann,A,small,won,2025-01-01,2025-01-20,100,GBP\n"
    "A2,Ann,A,large,lost,2025-01-01,2025-01-21,100,EUR\n"
    "B1,Ben,B,small,won,2025-01-01,2025-01-22,100,EUR\n"
    "B2,Ben,B,,open,2025-01-01,,100,USD\n";
constexpr const char* stage_changes =
    "deal,date,stage,pipeline_stage\n"
    "A1,2025-01-02,open,Demo\n"
    "A2,2025-01-02,open,Demo\n"
    "B1,2025-01-02,open,Demo\n"
    "B2,2025-01-02,open,Demo\n"
    "A1,2025-01-05,open,Proposal\n"
    "B1,2025-01-05,open,Trial\n"
    "B2,2025-01-06,open,Trial\n";
constexpr const char* exchange_rates =
    "base,quote,rate\n"
    "EUR,USD,1.10\n"
    "EUR,GBP,0.80\n";

/// In CSV without notes; what it tells besides is `err`.
program::Run report(const std::string& arguments, const std::string& mapping = {}) {
    const program::Folder folder;
    folder.write("deals.csv", deals);
    folder.write("stage_changes.csv", stage_changes);
    folder.write("exchange_rates.csv", exchange_rates);
    if (!mapping.empty()) folder.write("mapping.json", mapping);
    return run(folder.path() + " --format csv --notes off " + arguments);
}

const std::string both = "--pipeline A:Demo,Proposal --pipeline 'B: Demo, Trial' ";
const std::string to_proposal =
    "--metrics 'stage_conversion(Demo, Proposal), deals_reaching(Demo)' ";

}  // namespace

TEST_CASE("public case 24: sales_report knows several pipelines, by name") {
    const program::Run by_pipeline = report(both + to_proposal + "--by pipeline");
    CHECK(by_pipeline.status == 0);
    CHECK(contains(by_pipeline.out, "\nA,"));
    CHECK(contains(by_pipeline.out, ",0.5,2\r\n"));
    CHECK(contains(report(both + to_proposal + "--where 'pipeline = A'").out, ",0.5,2\r\n"));
    CHECK(contains(report(both + "--metrics 'deals_reaching(Trial)'").out, ",2\r\n"));
}

TEST_CASE("a mapping says the pipelines") {
    const std::string tables =
        R"("tables": {"deals": {}, "stage_changes": {}, "exchange_rates": {}}})";
    const std::string mapping =
        R"({"pipelines": {"A": ["Demo", "Proposal"], "B": ["Demo", "Trial"]}, )" + tables;
    CHECK(contains(report(to_proposal + "--where 'pipeline = A'", mapping).out, ",0.5,2\r\n"));
    // What the command line says of one goes before.
    CHECK(contains(
        report("--pipeline A:Demo,Call --metrics 'deals_reaching(Call)'", mapping).out, ",1\r\n"));
    const std::string mapped =
        R"({"pipelines": {"A": ["Demo", "Proposal"]}, "tables": {"stage_changes": {}, )"
        R"("exchange_rates": {}, "deals": {"fields": {"pipeline": {"columns": "segment", )"
        R"("translate": {"small": "A"}}}}}})";
    const program::Run other = report("--metrics 'deals_reaching(Proposal)'", mapped);
    CHECK(contains(other.out, ",2\r\n"));
    CHECK(contains(other.err, "is in the pipeline 'large', which nobody described"));
}

TEST_CASE("stage figures are cut by the segment of the deal") {
    const std::string out = report(both + "--metrics 'deals_reaching(Demo)' --by segment").out;
    CHECK(contains(out, "large,"));
    CHECK(contains(out, "small,"));
    CHECK(contains(out, ",2\r\n"));
}

TEST_CASE("a stage with a colon in its name stands in quotes") {
    CHECK(contains(
        report("--pipeline '\"Demo: call\", Proposal' --metrics 'deals_reaching(Proposal)'").out,
        ",2\r\n"));  // who has won has passed all
    CHECK(contains(report("--pipeline :Demo").err, "--pipeline wants a name before the ':'"));
}

TEST_CASE("public case 26: sales_report converts over a common currency and tells it") {
    const program::Run result = report("--metrics revenue");
    CHECK(contains(result.out, ",247.50\r\n"));
    CHECK(contains(result.err, "Exchange rates:\n"));
    CHECK(contains(result.err, "GBP to USD"));
    CHECK(contains(result.err, "is crossed over EUR, from 2025-01-20 to 2025-01-20"));
    CHECK_FALSE(contains(result.err, "doubtful"));
    CHECK(report("--metrics revenue --strict").status == 0);
}

TEST_CASE("sales_report converts by the day that is asked for") {
    CHECK(contains(report("--metrics revenue --rates-of 2025-06-01").out, ",247.50\r\n"));
    CHECK(contains(
        report("--metrics revenue --rates-of as-of --as-of 2025-02-01").out, ",247.50\r\n"));
    CHECK(report("--metrics revenue --rates-of as-of").status == 2);
    CHECK(report("--metrics revenue --rates-of tomorrow").status == 2);
}
