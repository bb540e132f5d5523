// SPDX-License-Identifier: MIT
// How the columns of a file are found: by names written otherwise, by number, below other lines.
#include "catch.hpp"
#include "support/loaded.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <algorithm>
#include <map>
#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

std::string revenue_of(
    const std::string& csv,
    const std::string& mapping = {},
    const std::string& file = "deals.csv") {
    const Loaded all = loaded({{file, csv}}, mapping);
    CHECK(all.book.report().findings.empty());
    return make::text(rollup(all.book).metrics(revenue).run()[0][revenue]);
}

std::string header_refusal(const std::string& csv, const std::string& mapping = {}) {
    return message_of([&] { loaded({{"deals.csv", csv}}, mapping); });
}

std::string for_deals(const std::string& keys) {
    return R"({"tables": {"deals": {"file": "deals.csv", )" + keys + "}}}";
}

}  // namespace

TEST_CASE("columns are found whatever their case, blanks, underscores, quotes and dashes") {
    CHECK(revenue_of("ID,Stage,CLOSED,Amount\n1,won,2025-01-02,5\n") == "5.00 USD");
    CHECK(revenue_of("_id,\" stage\",Clo sed,amount_\n1,won,2025-01-02,5\n") == "5.00 USD");
    const std::string mapping = for_deals(
        R"("fields": {"id": "Deal - ID", "stage": "date entered 'Won'", "closed": "close_date"})");
    for (const std::string& csv :
         {std::string{"Deal \xE2\x80\x93 ID;Date Entered \"\"Won\"\";Close Date;Amount\n"},
          std::string{"deal-id;Date entered \xE2\x80\x9CWon\xE2\x80\x9D;CloseDate;Amount\n"},
          std::string{"DEAL\xE2\x80\x94ID;DATE ENTERED \xE2\x80\x98WON\xE2\x80\x99;Close\xC2\xA0"
                      "Date;Amount\n"}}) {
        INFO(csv);
        CHECK(revenue_of(csv + "1;won;2025-01-02;5\n", mapping) == "5.00 USD");
    }
    // Letters of other alphabets have their case too.
    CHECK(
        revenue_of(
            "id,stage,closed,\xC3\x9C"
            "BERTRAG\n1,won,2025-01-02,5\n",
            for_deals("\"fields\": {\"amount\": \"\xC3\xBC"
                      "bertrag\"}")) == "5.00 USD");
}

TEST_CASE("a column of exactly the name wins, and of two others neither") {
    CHECK(revenue_of("id,stage,closed,Amount,amount\n1,won,2025-01-02,5,7\n") == "7.00 USD");
    CHECK(
        header_refusal("id,stage,closed,Amount,AMOUNT\n1,won,2025-01-02,5,7\n") ==
        "deals.csv: 'amount' may be the column 'Amount' or the column 'AMOUNT': say which one is "
        "meant by its exact name");
    CHECK(
        revenue_of(
            "id,stage,closed,Amount,AMOUNT\n1,won,2025-01-02,5,7\n",
            for_deals(R"("fields": {"amount": "AMOUNT"})")) == "7.00 USD");
    // A condition and two fields may each call one column otherwise.
    const Loaded all = loaded(
        {{"deals.csv", "Id,Stage,Day\n1,won,2025-01-02\n2,lost,2025-01-03\n"}},
        for_deals(
            R"("where": {"STAGE": "won"}, "fields": {"created": "day", "closed": "DAY", "stage": "stage"})"));
    CHECK(all.reports.at(0).kept == 1);
    CHECK(all.reports.at(0).ignored_columns.empty());
}

TEST_CASE("case 33: of columns with one name each has a number", "[case]") {
    const std::string csv = "id,stage,closed,amount,amount\n1,won,2025-01-02,5,7\n";
    CHECK(revenue_of(csv, for_deals(R"("fields": {"amount": "amount#2"})")) == "7.00 USD");
    CHECK(revenue_of(csv, for_deals(R"("fields": {"amount": "amount#1"})")) == "5.00 USD");
    CHECK(revenue_of(csv, for_deals(R"("fields": {"amount": "Amount #2"})")) == "7.00 USD");
    CHECK(
        header_refusal(csv, for_deals(R"("fields": {"amount": "amount"})")) ==
        "deals.csv: the column 'amount' is there more than once: say which one is meant by "
        "'amount#1', 'amount#2'");
    CHECK(
        header_refusal(csv, for_deals(R"("fields": {"amount": "amount#3"})"))
            .find("no column 'amount#3'") != std::string::npos);
    // A column may really be called so.
    CHECK(
        revenue_of(
            "id,stage,closed,amount#2,amount,amount\n1,won,2025-01-02,9,5,7\n",
            for_deals(R"("fields": {"amount": "amount#2"})")) == "9.00 USD");
}

TEST_CASE("a column may have other names, of which the file has one") {
    const std::string mapping =
        for_deals(R"("aliases": {"Value": ["Betrag", "Montant"]}, "fields": {"amount": "Value"})");
    CHECK(revenue_of("id,stage,closed,Betrag\n1,won,2025-01-02,5\n", mapping) == "5.00 USD");
    CHECK(revenue_of("id,stage,closed,montant\n1,won,2025-01-02,5\n", mapping) == "5.00 USD");
    CHECK(
        revenue_of("id,stage,closed,Betrag,value\n1,won,2025-01-02,5,7\n", mapping) == "7.00 USD");
    CHECK(
        header_refusal("id,stage,closed,price\n", mapping) ==
        "deals.csv: no column 'Value' for the field 'amount'; the file has: id, stage, closed, "
        "price");
}

TEST_CASE("the delimiter is that of the header line") {
    for (const char mark : {',', ';', '\t', '|'}) {
        std::string csv = "id;stage;closed;amount\n1;won;2025-01-02;5\n";
        std::replace(csv.begin(), csv.end(), ';', mark);
        CHECK(revenue_of(csv) == "5.00 USD");
    }
    // Inside of quotes there is none, and the one with the columns asked for wins.
    CHECK(revenue_of("\"a,b,c,d\";id;stage;closed;amount\n1,2;1;won;2025-01-02;5\n") == "5.00 USD");
    CHECK(revenue_of("id;stage;closed;amount;a,b,c,d,e,f\n1;won;2025-01-02;5;1,2\n") == "5.00 USD");
    CHECK(revenue_of("id,stage,closed,amount,a;b;c;d;e;f\n1,won,2025-01-02,5,1;2\n") == "5.00 USD");
    // What the mapping says goes before.
    CHECK(
        revenue_of(
            "id:stage:closed:amount,x\n1:won:2025-01-02:5\n",
            for_deals(R"("delimiter": ":", "fields": {"amount": "amount,x"})")) == "5.00 USD");
    CHECK(
        revenue_of(
            "id   stage closed\t  \"the amount\"\n1 won   2025-01-02 5\n 2  won 2025-01-03 \"6\"\n",
            for_deals(R"("delimiter": "blanks", "fields": {"amount": "The amount"})")) ==
        "11.00 USD");
}

TEST_CASE("case 35: a line that says the delimiter, and lines before the header", "[case]") {
    const std::string rows = "id;stage;closed;amount\n1;won;2025-01-02;5\n";
    CHECK(revenue_of("sep=;\n" + rows) == "5.00 USD");
    CHECK(revenue_of("\xEF\xBB\xBFsep=;\r\n" + rows) == "5.00 USD");
    CHECK(revenue_of("\"sep=:\"\nid:stage:closed:amount\n1:won:2025-01-02:5\n") == "5.00 USD");
    const std::string report = "Deals of 2025\n\"as of\", 31 December\n\n" + rows;
    CHECK(revenue_of(report, for_deals(R"("skip_lines": 3)")) == "5.00 USD");
    CHECK(revenue_of("sep=;\n" + report, for_deals(R"("skip_lines": 4)")) == "5.00 USD");
    CHECK(revenue_of(report, for_deals(R"("header": {"has": "Closed"})")) == "5.00 USD");
    CHECK(revenue_of(report, R"({"header": {"has": "closed"}})") == "5.00 USD");
    CHECK(
        header_refusal(report, for_deals(R"("header": {"has": "Deal ID"})")) ==
        "deals.csv: no line has the column 'Deal ID' by which the header line is to be known");
    const Loaded all =
        loaded({{"deals.csv", report + "2;wonn;2025-01-02;5\n"}}, for_deals(R"("skip_lines": 3)"));
    CHECK(all.book.report().findings.at(0).line == 6);
}

TEST_CASE("a file without a header line has its columns from the mapping") {
    const std::string mapping =
        for_deals(R"("header": ["id", "stage", "closed", "what", "amount"])");
    CHECK(revenue_of("1;won;2025-01-02;a,b;5\n2;won;2025-01-03;;6\n", mapping) == "11.00 USD");
    CHECK(
        revenue_of(
            "\xEF\xBB\xBF"
            "1,won,2025-01-02,a,5\n",
            mapping) == "5.00 USD");
    const Loaded all = loaded({{"deals.csv", "1,wonn,2025-01-02,a,5\n"}}, mapping);
    CHECK(all.book.report().findings.at(0).line == 1);
    CHECK(all.book.report().findings.at(0).id == "1");
}

TEST_CASE("with many threads the lines before the header and the columns are the same") {
    std::string rows;
    for (int i = 0; i < 30'000; ++i)
        rows += std::to_string(i) + ";won;2025-01-02;1;\"x\"\n";
    const std::map<std::string, std::string> cases{
        {"a title\nsep=;\nId;Stage;Closed;Amount;Extra\n" + rows, R"({"skip_lines": 2})"},
        {"\xEF\xBB\xBF" + rows, R"({"header": ["id", "stage", "closed", "amount", "x"]})"}};
    for (const auto& [csv, mapping] : cases)
        for (const unsigned threads : {1U, 3U}) {
            const TempDir dir;
            dir.file("deals.csv", csv + "last;wonn;2025-01-02;1;\n");
            BookBuilder builder{usd};
            LoadOptions options{.formats = {csv_format()}, .currency = usd};
            options.threads = threads;
            const auto reports =
                load_directory(dir.path(), parse_mapping(mapping), options, builder);
            const Book book = builder.build();
            CHECK(reports.at(0).kept == 30'000);
            CHECK(make::text(rollup(book).metrics(revenue).run()[0][revenue]) == "30000.00 USD");
            CHECK(
                book.report().findings.at(0).line == 30'001 + (csv.starts_with("a title") ? 3 : 0));
        }
}
