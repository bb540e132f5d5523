// SPDX-License-Identifier: MIT
// Exports of CRM systems as they come, in tests/load/exports, with the traps of each planted. Amounts won are powers of
// two, so that a sum tells which deals are in it.
#include "catch.hpp"
#include "support/preset_export.hpp"
#include "support/temp_dir.hpp"

#include <saleskpi/kpi/stages.hpp>

#include <fstream>
#include <iterator>

using namespace preset_export;

TEST_CASE(
    "Salesforce: objects, with deleted rows, instants, short ids and a day that there is not") {
    for (const char* preset : {"salesforce", "auto"}) {
        const Book book = loaded(folder_of("salesforce"), preset);
        // Won 1 + 4.50 + 8 + 64, and one without an amount: 5 of 7. J, of no day, counts in none of them.
        CHECK(numbers(book) == "77.50 USD; 5; 71.43 %; 250000.00 USD; 140500.00 USD");
        CHECK(
            findings(book) == Texts{
                                  "11 closed '2025-02-30' invalid",
                                  "11 expected_close '2025-02-30' invalid",
                                  "0 deal '006A00000000005' unresolved"});
        CHECK(left_out(book) == Texts{"deals IsDeleted is no: 2"});
        CHECK(revenue_by(book, "rep") == "Ann 9.00 USD; Ben 68.50 USD; ");
        CHECK(book.records("stage_changes") == 5);
    }
}

TEST_CASE(
    "Salesforce: a report, with its footer, subtotals, signs and dates of a user in America") {
    for (const char* preset : {"salesforce-report", "auto"}) {
        const Book book = loaded(folder_of("salesforce-report"), preset);
        // 1,234,567 + 1 + 2 + 4.50 - 8 + 16; Gamma 2 has no day. Open: 2,000 at 50 %, and one that is no amount.
        CHECK(numbers(book) == "1234582.50 USD; 6; 75.00 %; 2000.00 USD; 1000.00 USD");
        CHECK(
            findings(book) == Texts{
                                  "12 closed '13/3/2025' invalid",
                                  "12 expected_close '13/3/2025' invalid",
                                  "13 amount '$1,50' invalid"});
        CHECK(
            left_out(book) == Texts{"deals Opportunity Name is not empty and is not like 'Grand "
                                    "Total*' nor 'Total' nor 'Subtotal' nor "
                                    "'Confidential Information*' nor 'Copyright *': 4"});
        CHECK(revenue_by(book, "rep") == "Ann 1234570.00 USD; Ben 12.50 USD; ");
        CHECK(book.records("deals") == 11);
    }
}

TEST_CASE("Salesforce: a report in UTF-16 or with semicolons, and deals of one name") {
    const std::string lines =
        "Opportunity Owner;Account Name;Opportunity Name;Stage;Amount;Close Date;Created Date\n"
        "Ann;Acme;Renewal;Closed Won;$1.00;3/4/2025;1/4/2025\n"
        "Ben;Beta;Renewal;Closed Won;$2.00;3/5/2025;1/4/2025\n"
        "Ben;Beta;Renewal;Closed Won;$4.00;3/6/2025;2/4/2025\n"
        "Ben;Beta;Upgrade;Closed Won;$8.00;3/6/2025;2/4/2025\n"
        "Ann;Acme;Upgrade;Closed Won;$16.00;3/7/2025;2/4/2025\n"
        "Ann;Acme;Upgrade;Closed Lost;$100.00;3/8/2025;2/5/2025\n"
        "Ann;Cyan;Renewal;Closed Won;$32.00;3/9/2025;2/5/2025\n"
        "Ben;Cyan;Renewal;Prospecting;$100.00;9/9/2025;2/6/2025\n"
        "Ben;Dole;Renewal;Closed Won;$64.00;12/31/2025;2/6/2025\n"
        "Ben;Echo;Renewal;Closed Won;$128.00;1/1/2025;1/1/2025\n";
    std::string wide = "\xFF\xFE";
    for (const char c : lines)
        wide += std::string{c == ';' ? '\t' : c, '\0'};
    for (const std::string& text : {lines, wide}) {
        TempDir folder;
        folder.file("report.csv", text);
        for (const char* preset : {"salesforce-report", "auto"}) {
            const Book book = loaded(folder.path(), preset);
            CHECK(revenue_by(book, "rep") == "Ann 49.00 USD; Ben 206.00 USD; ");
            CHECK(findings(book).empty());
            CHECK(book.records("deals") == 10);
        }
    }
}

TEST_CASE("HubSpot: stages with their pipeline, times, several companies, headers of any case") {
    for (const char* preset : {"hubspot", "auto"}) {
        const Book book = loaded(folder_of("hubspot"), preset);
        // Won 1 + 2.25 + 4 + 8, and one without an amount: 5 of 7; J, of no day, counts in none.
        CHECK(numbers(book) == "15.25 USD; 5; 71.43 %; 5300.00 USD; missing_values");
        CHECK(
            findings(book) ==
            Texts{
                "6 amount 'twelve' invalid", "11 closed '2025-03-03 24:00' invalid",
                "11 expected_close '2025-03-03 24:00' invalid", "10 date 'soon' invalid out"});
        CHECK(revenue_by(book, "customer") == "Acme 9.00 USD; Beta 6.25 USD; ");
        const Table stages = rollup(book).metrics(kpi::deals_won).by("pipeline_stage").run();
        CHECK(make::text(stages.at({"Closed won"})[kpi::deals_won]) == "4");
    }
}

TEST_CASE(
    "HubSpot: the history of stages comes out of the columns of the same file, in UTF-16 too") {
    std::ifstream file{folder_of("hubspot") / "hubspot-crm-exports-all-deals.csv"};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    std::string wide = "\xFF\xFE";
    for (std::size_t i = 0; i < text.size(); ++i) {
        // Beyond ASCII there are two quotes: E2 80 9C is U+201C, E2 80 9D is U+201D.
        const bool is_quote = text[i] == '\xE2';
        wide += is_quote ? std::string{static_cast<char>(text[i + 2] - 0x80), '\x20'}
                         : std::string{text[i], '\0'};
        if (is_quote) i += 2;
    }
    for (const std::string& bytes : {text, wide}) {
        TempDir folder;
        folder.file("deals.csv", bytes);
        const FittedPreset fitted = fit_preset("auto", folder.path(), options());
        REQUIRE(fitted.files.size() == 2);
        CHECK(fitted.files[1].file == "deals.csv");
        CHECK(fitted.files[1].table == "stage_changes");
        CHECK(fitted.files[1].columns == 5);  // the record, and one for each stage
        BookBuilder builder{usd};
        builder.pipeline({"Demo", "Offer"});
        load_directory(folder.path(), parse_mapping(fitted.mapping), options(), builder);
        const Book book = builder.build();
        // Demo 9, Offer 6, won 5, lost 2; of line 10 there is no day of Demo.
        CHECK(book.records("stage_changes") == 22);
        const auto demo = kpi::deals_reaching("Demo");
        const auto offer = kpi::deals_reaching("Offer");
        const Table table = rollup(book).metrics(demo, offer).run();
        // I came to an offer, and so by Demo; E was won without an offer, and has passed it.
        CHECK(make::text(table[0][demo]) == "10");
        CHECK(make::text(table[0][offer]) == "7");
    }
}

TEST_CASE("Pipedrive: prefixed headers with any dash, status apart from stage, each its currency") {
    for (const char* preset : {"pipedrive", "auto"}) {
        const Book book = loaded(folder_of("pipedrive"), preset);
        // Won 1 + 16 + 32 + 64, the one of no currency, and the one in euros, of which nobody says the rate: 6 of 8.
        CHECK(numbers(book) == "113.00 USD; 6; 75.00 %; 5000.00 USD; 1500.00 USD");
        CHECK(
            findings(book) == Texts{
                                  "6 amount 'XYZ' invalid", "7 amount '8.00 EUR' no_rate",
                                  "12 created '2025-02-03 25:00:00' invalid",
                                  "12 opened '2025-02-03 25:00:00' invalid"});
        CHECK(left_out(book) == Texts{"deals Deal - Status is not like 'deleted': 1"});
        CHECK(revenue_by(book, "pipeline") == "Partners 96.00 USD; Sales 17.00 USD; ");
    }
}

TEST_CASE("Pipedrive: a status that is none is no open deal") {
    const TempDir folder;
    folder.file(
        "deals-1.csv",
        "Deal - ID,Deal - Owner,Deal - Value,Deal - Currency,Deal - Status,Deal - Deal "
        "created,Deal - Won time\n"
        "1,Ann,100,USD,Won,2025-01-02 10:00:00,2025-03-01 10:00:00\n"
        "2,Ann,200,USD,wonn,2025-01-02 10:00:00,2025-03-01 10:00:00\n"
        "3,Ann,400,USD,open,2025-01-02 10:00:00,\n");
    const Book book = loaded(folder.path(), "pipedrive");
    CHECK(findings(book) == Texts{"3 stage 'wonn' invalid out"});
    CHECK(revenue_by(book, "rep") == "Ann 100.00 USD; ");
}

TEST_CASE("Zoho: ids with a prefix, look-ups twice, no day of closing but the one that was meant") {
    for (const char* preset : {"zoho", "auto"}) {
        const Book book = loaded(folder_of("zoho"), preset);
        // Won 1 + 2 + 4 + 8 + 16; H has no day, and the last row is a copy of the first.
        CHECK(numbers(book) == "31.00 USD; 5; 71.43 %; 3000.00 USD; 1300.00 USD");
        CHECK(
            findings(book) == Texts{
                                  "5 probability '9' out_of_range", "9 closed '13/03/2025' invalid",
                                  "9 expected_close '13/03/2025' invalid",
                                  "12 id '1' duplicate out"});
        CHECK(revenue_by(book, "rep") == "Ann 1.00 USD; Ben 30.00 USD; ");
        CHECK(revenue_by(book, "customer") == "Acme 3.00 USD; Beta 28.00 USD; ");
    }
}

TEST_CASE("Dynamics: status apart from stage, what was hoped and what came, numbers in groups") {
    for (const char* preset : {"dynamics", "auto"}) {
        const Book book = loaded(folder_of("dynamics"), preset);
        // Won 4,096 + 4 + 8 + 16, where D has no day; of J no probability counts.
        CHECK(numbers(book) == "4124.00 USD; 4; 66.67 %; 3600.00 USD; 1100.00 USD");
        CHECK(
            findings(book) == Texts{
                                  "5 amount '2,00.00' invalid", "5 closed '' undated",
                                  "11 probability '1.2' out_of_range"});
        CHECK(revenue_by(book, "rep") == "Ann 4096.00 USD; Ben 28.00 USD; ");
    }
}

TEST_CASE("Odoo: what is lost is archived, leads are no deals, by labels") {
    for (const char* preset : {"odoo", "auto"}) {
        const Book book = loaded(folder_of("odoo"), preset);
        // Won 1 + 2 + 8 + 16.50, and one whose number is none: 5 of 7.
        CHECK(numbers(book) == "27.50 USD; 5; 71.43 %; 4000.00 USD; 1000.00 USD");
        CHECK(
            findings(book) ==
            Texts{
                "5 created 'soon' invalid", "5 opened 'soon' invalid", "11 amount '32,5' invalid"});
        CHECK(left_out(book) == Texts{"deals Type is not like 'lead': 1"});
        CHECK(revenue_by(book, "rep") == "Ann 1.00 USD; Ben 26.50 USD; ");
    }
}

TEST_CASE("Odoo: by names of the model") {
    for (const char* preset : {"odoo", "auto"}) {
        const Book book = loaded(folder_of("odoo-model"), preset);
        CHECK(numbers(book) == "59.50 USD; 5; 71.43 %; 4000.00 USD; 1000.00 USD");
        CHECK(findings(book) == Texts{"11 expected_close '2025-03-32' invalid"});
        CHECK(left_out(book) == Texts{"deals type is not like 'lead': 1"});
        CHECK(revenue_by(book, "rep") == "u1 33.00 USD; u2 26.50 USD; ");
    }
}
