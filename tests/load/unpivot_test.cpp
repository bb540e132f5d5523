// SPDX-License-Identifier: MIT
// One row that is several records: a column for each month, or for each stage.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/record/stage_change.hpp>
#include <saleskpi/record/target.hpp>

#include <fmt/format.h>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

using Texts = std::vector<std::string>;

template <class R>
ReadOptions reading(const std::string& table) {
    const std::string text =
        fmt::format(R"({{"tables": {{"{}": {}}}}})", std::string{table_of<R>()}, table);
    ReadOptions options;
    options.mapping = parse_mapping(text).tables.at(0);
    options.currency = usd;
    return options;
}

/// A sheet of targets with a column for each month.
const std::string monthly = R"({
    "unpivot": {"columns": "M*", "name": "Month", "value": "amount"},
    "fields": {
        "metric": {"constant": "revenue"},
        "from": {"join": ["Year", "Month"], "with": "-", "date_formats": "%Y-%m"},
        "until": {"constant": 1, "months_after": "from"}
    }})";

/// "Ann 2025-01-01 2025-02-01 100.00 USD", one for each.
Texts targets(const Records<Target>& read) {
    Texts texts;
    for (const Target& t : read.records)
        texts.push_back(fmt::format(
            "{} {} {} {}", t.rep, t.from ? to_text(*t.from) : "", t.until ? to_text(*t.until) : "",
            t.amount ? to_text(*t.amount) : "missing"));
    return texts;
}

Texts findings(const auto& read) {
    Texts texts;
    for (const Finding& f : read.findings)
        texts.push_back(fmt::format(
            "{} {} '{}' {}{}", f.line, f.field, f.value, f.reason, f.rejected ? " (out)" : ""));
    return texts;
}

Texts changes(const Records<StageChange>& read) {
    Texts texts;
    for (const StageChange& c : read.records)
        texts.push_back(fmt::format(
            "{} {} {} {}", c.deal, c.date ? to_text(*c.date) : "", name(c.stage),
            c.pipeline_stage));
    return texts;
}

}  // namespace

TEST_CASE("a sheet with a column for each month is a target for each month") {
    const auto read = parse_csv<Target>(
        "Rep,Year,M01,M02,M12\n"
        "Ann,2025,100,110,200\n"
        "Ben,2025,,50,\n"
        "Cem,2025,,,\n",
        reading<Target>(monthly));
    CHECK(
        targets(read) ==
        Texts{
            "Ann 2025-01-01 2025-02-01 100.00 USD", "Ann 2025-02-01 2025-03-01 110.00 USD",
            "Ann 2025-12-01 2026-01-01 200.00 USD", "Ben 2025-02-01 2025-03-01 50.00 USD"});
    CHECK(read.lines == std::vector<std::size_t>{2, 2, 2, 3});
    CHECK(read.findings.empty());
    // An empty cell is no record, and no fault.
    CHECK(read.report.read == 4);
    CHECK(read.report.kept == 4);
    CHECK(read.report.ignored_columns.empty());
}

TEST_CASE("a finding of an unpivoted record names line, field, value and column") {
    const auto read = parse_csv<Target>(
        "Rep,Year,M01,M02,M13\n"
        "Ann,2025,ten,110,\n"
        "Ben,2025,1,2,3\n",
        reading<Target>(monthly));
    CHECK(
        findings(read) ==
        Texts{
            "2 amount 'ten' is not a number, in the column 'M01'",
            "3 from '2025-13' is not a day of the calendar, in the column 'M13' (out)"});
    CHECK(read.report.read == 5);
    CHECK(read.report.kept == 4);
    CHECK(read.report.rejected == 1);
}

TEST_CASE("columns to unpivot are named one by one, and translated") {
    const auto read = parse_csv<Target>(
        "Rep,jan,FEB,Manager\n"
        "Ann,100,110,Zoe\n"
        "Ben,n/a,50,Zoe\n",
        reading<Target>(R"({
            "unpivot": {"columns": ["Jan", "Feb"], "name": "Month", "value": "Goal"},
            "missing": "n/a",
            "translate": {"Month": {"Jan": "2025-01-01", "Feb": "2025-02-01"}, "Goal": {"50": "55"}},
            "fields": {
                "metric": {"constant": "revenue"},
                "from": "Month",
                "until": {"constant": 1, "months_after": "from"},
                "amount": "Goal"
            }})"));
    CHECK(
        targets(read) == Texts{
                             "Ann 2025-01-01 2025-02-01 100.00 USD",
                             "Ann 2025-02-01 2025-03-01 110.00 USD",
                             "Ben 2025-02-01 2025-03-01 55.00 USD"});
    CHECK(read.findings.empty());
    CHECK(read.report.ignored_columns == Texts{"Manager"});
}

TEST_CASE("columns of stages, whatever their quotes, become the history of deals") {
    const std::string table = R"({
        "unpivot": {"columns": "Date entered \"*\"", "name": "Stage", "value": "Entered"},
        "date_formats": "%Y-%m-%d %H:%M",
        "fields": {
            "deal": "Record ID",
            "date": "Entered",
            "stage": [{"when": "Stage = 'Closed won (Sales)'", "is": "won"}, {"is": "open"}],
            "pipeline_stage": {"columns": "Stage", "cut": {"split": " ("}}
        }})";
    const Texts expected{
        "7 2025-01-02 open Demo", "7 2025-02-03 won Closed won", "8 2025-01-05 open Demo"};
    const auto csv = parse_csv<StageChange>(
        "Record ID,\"Date entered \"\"Demo (Sales)\"\"\",date entered 'Offer (Sales)',"
        "Date Entered \xE2\x80\x9C"
        "Closed won (Sales)\xE2\x80\x9D,Date exited \"Demo (Sales)\"\n"
        "7,2025-01-02 09:30,,2025-02-03 10:00,2025-02-03 10:00\n"
        "8,2025-01-05 23:59,,,\n",
        reading<StageChange>(table));
    CHECK(changes(csv) == expected);
    CHECK(csv.findings.empty());
    const auto json = parse_json<StageChange>(
        R"([{"Record ID": 7, "Date entered \"Demo (Sales)\"": "2025-01-02 09:30",
             "Date entered \"Closed won (Sales)\"": "2025-02-03 10:00"},
            {"Record ID": 8, "Date entered \"Demo (Sales)\"": "2025-01-05 23:59",
             "Date entered \"Offer (Sales)\"": null}])",
        reading<StageChange>(table));
    CHECK(json.findings.empty());
    CHECK(json.records.size() == 3);
    Texts in_json = changes(json);
    std::sort(in_json.begin(), in_json.end());
    CHECK(in_json == expected);
}

TEST_CASE("columns to unpivot may be values of an object in a record") {
    const auto read = parse_json<StageChange>(
        R"({"results": [
            {"id": "7", "properties": {"entered_demo": "2025-01-02", "entered_offer": "2025-01-09"}},
            {"id": "8", "properties": {"entered_demo": "2025-01-05", "entered_offer": null, "n": 1}}
        ]})",
        reading<StageChange>(R"({
                "records": "results",
                "unpivot": {"columns": "properties.entered_*", "name": "Stage", "value": "Entered"},
                "fields": {"deal": "id", "date": "Entered", "stage": {"constant": "open"},
                           "pipeline_stage": "Stage"}})"));
    CHECK(
        changes(read) ==
        Texts{"7 2025-01-02 open demo", "7 2025-01-09 open offer", "8 2025-01-05 open demo"});
    CHECK(read.findings.empty());
}

TEST_CASE("rules and totals look at what was unpivoted") {
    const std::string table = R"({
        "unpivot": {"columns": "M*", "name": "Month", "value": "amount"},
        "where": {"Month": {"not": "03"}, "Rep": {"not": "Test"}},
        "totals": "leave_out",
        "fields": {
            "metric": {"constant": "revenue"},
            "from": {"join": ["Year", "Month"], "with": "-", "date_formats": "%Y-%m"},
            "until": {"constant": 1, "months_after": "from"}
        }})";
    const auto read = parse_csv<Target>(
        "Rep,Year,M01,M02,M03\n"
        "Ann,2025,100,110,9\n"
        "Ben,2025,200,50,9\n"
        "Test,2025,1,1,1\n"
        "Total,2025,300,160,18\n",
        reading<Target>(table));
    CHECK(read.records.size() == 4);
    CHECK(read.findings.empty());
    REQUIRE(read.report.left_out.size() == 3);
    CHECK(read.report.left_out[0].rows == 4);  // each row has a third month
    CHECK(read.report.left_out[1].rows == 2);
    CHECK(read.report.left_out[2].rule == "no total row");
    CHECK(read.report.left_out[2].rows == 2);
}

TEST_CASE("unpivoted rows are the same for any number of threads") {
    TempDir folder;
    std::string text = "Rep,Year,M01,M02,M03\n";
    for (int i = 0; i < 60'000; ++i)
        text += fmt::format(
            "Rep {},2025,{},{},{}\n", i, i % 7 == 0 ? "" : std::to_string(i),
            i == 50'000 ? "oops" : "5", i % 5 == 0 ? "7" : "");
    folder.file("targets.csv", text);
    const Mapping mapping = parse_mapping(R"({"tables": {"targets": )" + monthly + "}}");
    std::vector<BuildReport> reports;
    for (const unsigned threads : {1U, 4U}) {
        LoadOptions options;
        options.formats = {csv_format()};
        options.currency = usd;
        options.threads = threads;
        BookBuilder builder{usd};
        const auto files = load_directory(folder.path(), mapping, options, builder);
        // 60,000 of the second month, of the first all but each seventh, of the third each fifth.
        CHECK(files.at(0).read == 60'000 + 60'000 - 8'572 + 12'000);
        reports.push_back(builder.build().report());
    }
    REQUIRE(reports[0].findings.size() == 1);
    CHECK(reports[0].findings[0].line == 50'002);
    CHECK(reports[0].findings == reports[1].findings);
    CHECK(reports[0].tables == reports[1].tables);
}

TEST_CASE("a wrong unpivot is refused with what to do") {
    const auto refused = [](const std::string& unpivot) {
        return message_of([&] {
            (void)parse_mapping(R"({"tables": {"targets": {"unpivot": )" + unpivot + "}}}");
        });
    };
    CHECK(
        refused(R"({"columns": "M*", "name": "Month"})") ==
        "mapping: /tables/targets/unpivot: lacks the key 'value'");
    CHECK(
        refused(R"({"column": "M*", "name": "Month", "value": "v"})") ==
        "mapping: /tables/targets/unpivot: unknown key 'column' (did you mean 'columns'?)");
    CHECK(refused(R"({"columns": "*M*", "name": "Month", "value": "v"})")
              .ends_with("columns: '*M*' has more than one *"));
    CHECK(refused(R"({"columns": [], "name": "Month", "value": "v"})")
              .ends_with("columns: needs at least one column"));
    CHECK(refused(R"({"columns": ["a", "a"], "name": "Month", "value": "v"})")
              .ends_with("columns: 'a' is there more than once"));
    CHECK(refused(R"({"columns": "M*", "name": "v", "value": "v"})")
              .ends_with("value: is called like 'name'"));
    CHECK(refused(R"({"columns": "M1", "name": "M1", "value": "v"})")
              .ends_with("name: 'M1' is one of the columns that are unpivoted"));

    const auto unread = [](const std::string& header, const std::string& columns) {
        return message_of([&] {
            (void)parse_csv<Target>(
                header + "\n", reading<Target>(
                                   R"({"unpivot": {"columns": ")" + columns +
                                   R"(", "name": "Month", "value": "Goal"}, "fields": {
                        "metric": {"constant": "revenue"}, "from": "Month",
                        "until": {"constant": 1, "months_after": "from"}, "amount": "Goal"}})"));
        });
    };
    CHECK(
        unread("Rep,M01", "Q*") ==
        "no column is called like 'Q*', to be unpivoted; the file has: rep, M01");
    CHECK(
        unread("Rep,M01", "M02") ==
        "no column 'M02', to be unpivoted; the file has: rep, M01, Month, Goal (did you mean "
        "'M01'?)");
    CHECK(
        unread("Rep,Month,M01", "M0*") ==
        "'Month' of 'unpivot' is a column of the file already: give it another name");
}
