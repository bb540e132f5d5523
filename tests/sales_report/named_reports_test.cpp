// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/program.hpp"

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using program::run;
using Lines = std::vector<std::string>;

/// Acme 100 a month and from February 30 more, of which the 100 end on March 10. Beta 1,200 a year until the end of
/// February, and from March 20 again, 50 a month.
constexpr const char* subscriptions =
    "id,customer,price,interval,started,ended\n"
    "1,Acme,100,month,2025-01-10,2025-03-10\n"
    "2,Beta,1200,year,2025-01-15,2025-03-01\n"
    "3,Acme,30,month,2025-02-01,\n"
    "4,Beta,50,month,2025-03-20,\n";

program::Folder& with_data(program::Folder& folder) {
    folder.write("subscriptions.csv", subscriptions);
    return folder;
}

Lines lines_of(const std::string& text) {
    Lines lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) {
        if (line.ends_with('\r')) line.pop_back();
        lines.push_back(line);
    }
    return lines;
}

/// The lines of a report as CSV, of the first quarter.
Lines report(const std::string& arguments) {
    program::Folder folder;
    const program::Run result =
        run(with_data(folder).path() +
            " --from 2025-01-01 --to 2025-03-31 --format csv --notes off " + arguments);
    CHECK(result.status == 0);
    return lines_of(result.out);
}

std::string refusal(const std::string& arguments) {
    program::Folder folder;
    const program::Run result = run(with_data(folder).path() + " " + arguments);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    return result.err;
}

}  // namespace

TEST_CASE("sales_report --report mrr: opening and movements make up the revenue, month by month") {
    CHECK(
        report("--report mrr") ==
        Lines{
            "period,from,to,complete,opening_mrr,new_mrr,expansion_mrr,reactivation_mrr,moved_mrr,"
            "contraction_mrr,churned_mrr,net_new_mrr,mrr,arr,paying_customers,arpa,quick_ratio",
            "2025-01,2025-01-01,2025-01-31,true,0.00,200.00,0.00,0.00,0.00,0.00,0.00,200.00,"
            "200.00,2400.00,2,100.00,",
            "2025-02,2025-02-01,2025-02-28,true,200.00,0.00,30.00,0.00,0.00,0.00,0.00,30.00,"
            "230.00,2760.00,2,115.00,",
            "2025-03,2025-03-01,2025-03-31,true,230.00,0.00,0.00,50.00,0.00,100.00,100.00,-150.00,"
            "80.00,960.00,2,40.00,0.25"});
}

TEST_CASE("sales_report --report pipeline: what was open, and what became of it") {
    program::Folder folder;
    folder.write(
        "deals.csv",
        "id,created,closed,stage,amount\n1,2025-01-10,,open,100\n"
        "2,2025-01-20,2025-02-10,won,50\n3,2025-02-20,,open,30\n");
    CHECK(
        lines_of(run(folder.path() + " --report pipeline --from 2025-02-01 --to 2025-02-28"
                                     " --format csv --notes off")
                     .out) ==
        Lines{
            "period,from,to,complete,opening_pipeline,pipeline_added,pipeline_grown,"
            "pipeline_shrunk,pipeline_closed,pipeline_value",
            "2025-02,2025-02-01,2025-02-28,true,150.00,30.00,0.00,0.00,50.00,130.00"});
}

TEST_CASE("sales_report --report retention: what was lost, of what there was before") {
    const Lines lines = report("--report retention");
    // Of 230 are lost 100 + 100, and 50 are back: of Acme 30 of 130 are left, of Beta 50 of 100.
    CHECK(
        lines ==
        Lines{
            "period,from,to,complete,mrr_churn_rate,net_mrr_churn_rate,net_revenue_retention,"
            "gross_revenue_retention,paying_customer_churn_rate,paying_customer_retention_rate",
            "2025-01,2025-01-01,2025-01-31,true,,,,,,",
            "2025-02,2025-02-01,2025-02-28,true,0,-0.15,1.15,1,0,1",
            "2025-03,2025-03-01,2025-03-31,true,0.869565217391,0.652173913043,0.347826086957,"
            "0.347826086957,0,1"});
}

TEST_CASE("sales_report --report goes by another period and by groups, and --help has its name") {
    CHECK(
        report("--report mrr --every quarter --by customer") ==
        Lines{
            "customer,period,from,to,complete,opening_mrr,new_mrr,expansion_mrr,reactivation_mrr,"
            "moved_mrr,contraction_mrr,churned_mrr,net_new_mrr,mrr,arr,paying_customers,arpa,"
            "quick_ratio",
            "Acme,2025-Q1,2025-01-01,2025-03-31,true,0.00,100.00,30.00,0.00,0.00,100.00,0.00,"
            "30.00,30.00,360.00,1,30.00,1.3",
            "Beta,2025-Q1,2025-01-01,2025-03-31,true,0.00,100.00,0.00,50.00,0.00,0.00,100.00,"
            "50.00,50.00,600.00,1,50.00,1.5"});
    const std::string help = run("--help").out;
    for (const char* name : {"mrr (", "pipeline (", "retention ("})
        CHECK(help.find(name) != std::string::npos);
}

TEST_CASE("sales_report of subscriptions without deals is of recurring revenue") {
    program::Folder folder;
    const std::string all = run(with_data(folder).path()).out;
    CHECK(all == run(folder.path() + " --report mrr --every window").out);
}

TEST_CASE("sales_report --report refuses what it does not know, and metrics beside it") {
    CHECK(
        refusal("--report mmr") ==
        "sales_report: there is no report 'mmr'; did you mean mrr?\nThere are: mrr, pipeline, "
        "retention\n"
        "Try sales_report --help\n");
    CHECK(
        refusal("--report mrr --metrics arr") ==
        "sales_report: --report and --metrics: the report mrr has metrics of its own\n"
        "Try sales_report --help\n");
    CHECK(
        refusal("--report mrr --check-data").find("--check-data is no report: --report") !=
        std::string::npos);
}
