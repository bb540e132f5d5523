// SPDX-License-Identifier: MIT
// Exports of CRM systems as they come: headers and forms as each writes them, with the traps of each.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/load/load.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

LoadOptions options() {
    LoadOptions load;
    load.formats = {csv_format(), json_format()};
    load.currency = usd;
    return load;
}

Book loaded(const TempDir& folder, const std::string& preset) {
    const FittedPreset fitted = fit_preset(preset, folder.path(), options());
    BookBuilder builder{usd};
    load_directory(folder.path(), parse_mapping(fitted.mapping), options(), builder);
    return builder.build();
}

/// "revenue; won; win rate; pipeline; weighted pipeline" of the first half of 2025.
std::string numbers(const Book& book) {
    const Table table =
        rollup(book)
            .metrics(revenue, deals_won, win_rate, pipeline_value, weighted_pipeline)
            .during(make::day("2025-01-01"), make::day("2025-07-01"))
            .run();
    return fmt::format(
        "{}; {}; {}; {}; {}", make::text(table[0][revenue]), make::text(table[0][deals_won]),
        make::text(table[0][win_rate]), make::text(table[0][pipeline_value]),
        make::text(table[0][weighted_pipeline]));
}

std::vector<std::string> findings(const Book& book) {
    std::vector<std::string> all;
    for (const Finding& f : book.report().findings)
        all.push_back(fmt::format(
            "{} {} '{}' {}{}", f.line, f.field, f.value, name(f.kind), f.rejected ? " out" : ""));
    return all;
}

std::string by_rep(const Book& book) {
    std::string text;
    for (const auto row : rollup(book).metrics(revenue).by(by::rep).run())
        text += fmt::format("{} {}; ", row.key().group[0], make::text(row[revenue]));
    return text;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Salesforce: objects, with deleted rows, instants and a day that there is not") {
    TempDir folder;
    folder.file(
        "Opportunity.csv",
        "\"Id\",\"IsDeleted\",\"AccountId\",\"Name\",\"StageName\",\"Amount\",\"Probability\","
        "\"CloseDate\","
        "\"LeadSource\",\"IsClosed\",\"IsWon\",\"ForecastCategory\",\"OwnerId\",\"CreatedDate\"\n"
        "0061,false,0011,A,Closed "
        "Won,1000,100,2025-01-10,Web,true,true,Closed,Ann,2025-01-02T10:22:00.000Z\n"
        "0062,false,0011,B,Closed "
        "Lost,500,0,2025-01-11,Web,true,false,Omitted,Ann,2025-01-02T10:22:00.000Z\n"
        "0063,false,0012,C,Proposal,210000,65,2025-08-01,,false,false,BestCase,Ben,2025-01-03T00:"
        "00:00.000Z\n"
        "0064,true,0012,D,Closed "
        "Won,7,100,2025-01-12,,true,true,Closed,Ben,2025-01-03T00:00:00.000Z\n"
        "0065,false,0013,E,Closed "
        "Won,2500.50,100,2025-02-28,,true,true,Closed,Ben,2025-01-03T00:00:00.000Z\n"
        "0066,false,0013,F,Prospecting,40000,10,2025-09-01,,false,false,Pipeline,Ann,2025-02-03T00:"
        "00:00.000Z\n"
        "0067,false,0013,G,Closed "
        "Won,,100,2025-03-01,,true,true,Closed,Ann,2025-02-03T00:00:00.000Z\n"
        "0068,false,0013,H,Closed "
        "Lost,300,0,2025-03-02,,true,false,Omitted,Ann,2025-02-03T00:00:00.000Z\n"
        "0069,false,0013,I,Closed "
        "Won,100,100,2025-03-03,,true,true,Closed,Ann,2025-02-03T00:00:00.000Z\n"
        "0060,false,0013,J,Closed "
        "Won,900,100,2025-02-30,,true,true,Closed,Ann,2025-02-03T00:00:00.000Z\n");
    folder.file(
        "OpportunityHistory.csv",
        "OpportunityId,StageName,Amount,CloseDate,CreatedDate\n"
        "0061,Proposal,1000,2025-01-10,2025-01-02T10:22:00.000Z\n"
        "0061,Closed Won,1000,2025-01-10,2025-01-10T09:00:00.000Z\n");
    for (const char* preset : {"salesforce", "auto"}) {
        const Book book = loaded(folder, preset);
        CHECK(numbers(book) == "3600.50 USD; 4; 66.67 %; 250000.00 USD; 140500.00 USD");
        CHECK(
            findings(book) ==
            Texts{"11 closed '2025-02-30' invalid", "11 expected_close '2025-02-30' invalid"});
        CHECK(by_rep(book) == "Ann 1100.00 USD; Ben 2500.50 USD; ");
        CHECK(book.records("stage_changes") == 2);
    }
}

TEST_CASE("Salesforce: a report, with its footer, signs and dates of a user in America") {
    TempDir folder;
    folder.file(
        "report1700000000.csv",
        "Opportunity Owner,Account Name,Opportunity Name,Stage,Amount Currency,Amount,Close Date,"
        "Created Date,Probability (%),Lead Source\n"
        "Ann,Acme,Acme 1,Closed Won,USD,\"$1,234,567.00\",3/4/2025,1/4/2025,100,Web\n"
        "Ann,Beta,Beta 1,Closed Lost,USD,\"$500.00\",3/5/2025,1/4/2025,0,Web\n"
        "Ben,Beta,Beta 2,Negotiation,USD,\"$2,000.00\",8/5/2025,1/14/2025,50,Web\n"
        "Ben,Beta,Beta 3,Closed Won,USD,$100.50,\"3/6/2025, 10:22 AM\",1/14/2025,100,Web\n"
        "\n"
        "\"Grand Totals (4 records)\",,,,USD,\"$1,237,167.50\",,,,\n"
        "Confidential Information - Do Not Distribute\n"
        "\"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\"\n");
    for (const char* preset : {"salesforce-report", "auto"}) {
        const Book book = loaded(folder, preset);
        CHECK(numbers(book) == "1234667.50 USD; 2; 66.67 %; 2000.00 USD; 1000.00 USD");
        CHECK(findings(book).empty());
        CHECK(by_rep(book) == "Ann 1234567.00 USD; Ben 100.50 USD; ");
    }
}

TEST_CASE("HubSpot: stages with their pipeline, times, several companies, headers of any case") {
    TempDir folder;
    folder.file(
        "hubspot-crm-exports-all-deals.csv",
        "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal "
        "Owner,Associated Company,"
        "Deal Type\n"
        "101,A,Closed won (Sales Pipeline),Sales Pipeline,1000,2025-02-01 09:30,2025-01-01 "
        "08:00,Ann,Acme;Beta,New\n"
        "102,B,Closed lost (Sales Pipeline),Sales Pipeline,700,2025-02-02 23:59,2025-01-01 "
        "08:00,Ann,Acme,New\n"
        "103,C,Appointment scheduled (Sales Pipeline),Sales Pipeline,5000,2025-09-01 "
        "00:00,2025-01-02 08:00,Ben,Beta,New\n"
        "104,D,closedwon,Sales Pipeline,250.25,2025-02-03 12:00,2025-01-02 08:00,Ben,Beta,New\n"
        "105,E,Closed won (Sales Pipeline),Sales Pipeline,twelve,2025-02-04 12:00,2025-01-02 "
        "08:00,Ben,Beta,New\n");
    for (const char* preset : {"hubspot", "auto"}) {
        const Book book = loaded(folder, preset);
        CHECK(numbers(book) == "1250.25 USD; 3; 75.00 %; 5000.00 USD; missing_values");
        CHECK(findings(book) == Texts{"6 amount 'twelve' invalid"});
        const Table customers = rollup(book).metrics(revenue).by("customer").run();
        CHECK(make::text(customers.at({"Acme"})[revenue]) == "1000.00 USD");
        const Table stages = rollup(book).metrics(deals_won).by(deal::pipeline_stage).run();
        CHECK(make::text(stages.at({"Closed won"})[deals_won]) == "2");
    }
}

TEST_CASE("Pipedrive: prefixed headers with any dash, status apart from stage, each its currency") {
    TempDir folder;
    folder.file(
        "deals-1234.csv",
        "Deal \xE2\x80\x93 ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Currency,Deal - "
        "Organization,Deal - Pipeline,"
        "Deal - Stage,Deal - Status,Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - "
        "Expected close date,"
        "Deal - Probability\n"
        "1,A,Ann,1000,USD,Acme,Sales,Offer,Won,2025-01-02 10:00:00,2025-03-01 10:00:00,,,\n"
        "2,B,Ann,300,USD,Acme,Sales,Demo,lost,2025-01-02 10:00:00,,2025-03-02 10:00:00,,\n"
        "3,C,Ben,4000,USD,Beta,Sales,Demo,open,2025-01-03 10:00:00,,,2025-09-01,25\n"
        "4,D,Ben,10,USD,Beta,Sales,Demo,deleted,2025-01-03 10:00:00,,,2025-09-01,\n"
        "5,E,Ben,200,XYZ,Beta,Sales,Offer,won,2025-01-03 10:00:00,2025-03-03 10:00:00,,,\n");
    for (const char* preset : {"pipedrive", "auto"}) {
        const Book book = loaded(folder, preset);
        CHECK(numbers(book) == "1000.00 USD; 2; 66.67 %; 4000.00 USD; 1000.00 USD");
        CHECK(findings(book) == Texts{"6 amount 'XYZ' invalid"});
    }
}

TEST_CASE("Zoho: ids with a prefix, look-ups twice, no day of closing but the one that was meant") {
    TempDir folder;
    folder.file(
        "Deals_2025.csv",
        "Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Account "
        "Name,Stage,Type,"
        "Probability (%),Lead Source,Pipeline,Created Time\n"
        "zcrm_1,zcrm_9,Ann,1000,A,2025-03-01,zcrm_7,Acme,Closed Won,,100,Web,Standard,2025-01-02 "
        "10:00:00\n"
        "zcrm_2,zcrm_9,Ann,500,B,2025-03-02,zcrm_7,Acme,Closed Lost to "
        "Competition,,0,Web,Standard,2025-01-02 10:00:00\n"
        "zcrm_3,zcrm_8,Ben,2000,C,2025-09-02,zcrm_7,Acme,Qualification,,20,Web,Standard,2025-01-02 "
        "10:00:00\n"
        "zcrm_4,zcrm_8,Ben,100,D,2025-03-04,zcrm_7,Acme,Closed Won,,900,Web,Standard,2025-01-02 "
        "10:00:00\n");
    for (const char* preset : {"zoho", "auto"}) {
        const Book book = loaded(folder, preset);
        CHECK(numbers(book) == "1100.00 USD; 2; 66.67 %; 2000.00 USD; 400.00 USD");
        CHECK(findings(book) == Texts{"5 probability '9' out_of_range"});
        CHECK(by_rep(book) == "Ann 1000.00 USD; Ben 100.00 USD; ");
    }
}

TEST_CASE("Dynamics: status apart from stage, what was hoped and what came, numbers in groups") {
    TempDir folder;
    folder.file(
        "All Opportunities.csv",
        "(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified "
        "On,Topic,Potential Customer,"
        "Est. close date,Est. revenue,Probability,Status,Owner,Actual Close Date,Actual "
        "Revenue,Created On\n"
        "g1,x,1/1/2025,A,Acme,3/1/2025,\"3,522.00\",80,Won,Ann,3/2/2025,\"3,000.00\",1/2/2025\n"
        "g2,x,1/1/2025,B,Acme,3/1/2025,\"1,000.00\",80,Lost,Ann,3/3/2025,0.00,1/2/2025\n"
        "g3,x,1/1/2025,C,Beta,9/1/2025,\"2,000.00\",40,Open,Ben,,,1/2/2025\n"
        "g4,x,1/1/2025,D,Beta,3/1/2025,500.00,80,Won,Ben,,\"1,50.00\",1/2/2025\n");
    for (const char* preset : {"dynamics", "auto"}) {
        const Book book = loaded(folder, preset);
        CHECK(numbers(book) == "3000.00 USD; 1; 50.00 %; 2000.00 USD; 800.00 USD");
        CHECK(findings(book) == Texts{"5 amount '1,50.00' invalid", "5 closed '' undated"});
    }
}

TEST_CASE("Odoo: what is lost is archived, by labels and by names of the model") {
    TempDir folder;
    folder.file(
        "crm.lead.csv",
        "External ID,Opportunity,Customer,Salesperson,Sales Team,Stage,Expected "
        "Revenue,Probability,Expected Closing,"
        "Closed Date,Created on,Lost Reason,Active\n"
        "x1,A,Acme,Ann,Europe,Won,1000,100,2025-03-01,2025-03-02 10:22:00,2025-01-04 "
        "10:22:00,,True\n"
        "x2,B,Acme,Ann,Europe,Proposition,400,0,2025-03-01,2025-03-03 10:22:00,2025-01-04 "
        "10:22:00,Too expensive,False\n"
        "x3,C,Beta,Ben,Europe,Qualified,3000,30,2025-09-01,,2025-01-04 10:22:00,,True\n"
        "x4,D,Beta,Ben,Europe,Won,60,100,2025-03-01,2025-03-04 10:22:00,soon,,True\n");
    for (const char* preset : {"odoo", "auto"}) {
        const Book book = loaded(folder, preset);
        CHECK(numbers(book) == "1060.00 USD; 2; 66.67 %; 3000.00 USD; 900.00 USD");
        CHECK(findings(book) == Texts{"5 created 'soon' invalid", "5 opened 'soon' invalid"});
    }
}

TEST_CASE("Salesforce: a report in UTF-16 or with semicolons, and two deals of one name") {
    const std::string lines =
        "Opportunity Owner;Account Name;Opportunity Name;Stage;Amount;Close Date;Created Date\n"
        "Ann;Acme;Renewal;Closed Won;$100.00;3/4/2025;1/4/2025\n"
        "Ben;Beta;Renewal;Closed Won;$50.00;3/5/2025;1/4/2025\n"
        "Ben;Beta;Renewal;Closed Won;$7.00;3/6/2025;2/4/2025\n";
    std::string wide = "\xFF\xFE";
    for (const char c : lines)
        wide += std::string{c == ';' ? '\t' : c, '\0'};
    for (const std::string& text : {lines, wide}) {
        TempDir folder;
        folder.file("report.csv", text);
        for (const char* preset : {"salesforce-report", "auto"}) {
            const Book book = loaded(folder, preset);
            CHECK(by_rep(book) == "Ann 100.00 USD; Ben 57.00 USD; ");
            CHECK(findings(book).empty());
        }
    }
}

TEST_CASE("a preset tells what it reads, and refuses what it cannot decide") {
    TempDir folder;
    CHECK(message_of([&] {
              (void)fit_preset("auto", folder.path(), options());
          }).find("there is no CSV or JSON file in it") != std::string::npos);
    folder.file("notes.csv", "a,b\n1,2\n");
    CHECK(
        message_of([&] { (void)fit_preset("hubspt", folder.path(), options()); }) ==
        "there is no preset 'hubspt'; there are auto, salesforce, salesforce-report, hubspot, "
        "pipedrive, zoho, "
        "dynamics, odoo");
    CHECK(message_of([&] {
              (void)fit_preset("auto", folder.path(), options());
          }).find("no file has the columns of a known export") != std::string::npos);
    folder.file(
        "deals.csv", "Record ID,Deal Stage,Close Date,Amount\n1,closedwon,2025-01-01 10:00,5\n");
    const FittedPreset fitted = fit_preset("auto", folder.path(), options());
    CHECK(fitted.preset == "hubspot");
    REQUIRE(fitted.files.size() == 1);
    CHECK(fitted.files[0].file == "deals.csv");
    CHECK(fitted.files[0].table == "deals");
    CHECK(fitted.files[0].columns == 4);
    CHECK(std::count(fitted.files[0].absent.begin(), fitted.files[0].absent.end(), "rep") == 1);
    CHECK(fitted.others == Texts{"notes.csv"});
    // What is made is a mapping of just these columns.
    const Mapping mapping = parse_mapping(fitted.mapping);
    REQUIRE(mapping.tables.size() == 1);
    CHECK(mapping.tables[0].file == "deals.csv");
    CHECK(!mapping.tables[0].fields.contains("rep"));
    CHECK(mapping.tables[0].fields.contains("amount"));
}

TEST_CASE("each preset has all that each of its tables needs among its columns") {
    for (const Preset& preset : presets()) {
        INFO(preset.name);
        CHECK(!preset.system.empty());
        CHECK(preset.text.find("\"needs\"") != std::string_view::npos);
    }
}
