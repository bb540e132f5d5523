// SPDX-License-Identifier: MIT
// Totals of exports and what they write below their rows.
#include "../catch.hpp"
#include "load/total_words.hpp"
#include "support/loaded.hpp"

#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/kpi/targets.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");

std::string mapping_of_list(const std::string& more) {
    return R"({"tables": {"deals": {"file": "list.csv", )" + more +
           R"("fields": {"id": "Deal ID", "rep": "Owner", "created": "Created",
           "amount": "Amount", "stage": {"constant": "open"}}}}})";
}

const std::string leave_out = R"("totals": "leave_out", )";

/// Loads a list of deals; in another order of its rows the same must come.
Loaded list_of(const std::string& rows, const std::string& more = {}) {
    const std::string text = "Deal ID,Owner,Created,Amount\n" + rows;
    Loaded one = loaded({{"list.csv", text}}, mapping_of_list(more));
    const Loaded other = loaded({{"list.csv", turned_round(text)}}, mapping_of_list(more));
    CHECK(one.at(pipeline_value, january) == other.at(pipeline_value, january));
    CHECK(one.book.report().tables == other.book.report().tables);
    CHECK(one.book.report().left_out == other.book.report().left_out);
    CHECK(without_lines(one.book.report().findings) == without_lines(other.book.report().findings));
    return one;
}

/// "line value: reason", of the rows that were kept.
std::vector<std::string> named(const Loaded& loaded) {
    std::vector<std::string> all;
    for (const Finding& finding : loaded.of_kind(FindingKind::total_row)) {
        CHECK_FALSE(finding.rejected);
        all.push_back(
            std::to_string(finding.line) + " " + finding.field + " " + finding.value + ": " +
            finding.reason);
    }
    return all;
}
using Named = std::vector<std::string>;

const std::string two_deals = "D1,Ann,2025-01-01,100\nD2,Ben,2025-01-02,50\n";

}  // namespace

TEST_CASE("case 15: the total of a list of open deals", "[case]") {
    const Loaded kept = list_of(two_deals + "Total,,,150\n");
    CHECK(kept.at(pipeline_value, january) == "300.00 USD");
    CHECK(
        named(kept) ==
        Named{"4 id Total: looks like a total: 'amount' is the sum of 2 other rows"});

    const Loaded without = list_of(two_deals + "Total,,,150\n", leave_out);
    CHECK(without.at(pipeline_value, january) == "150.00 USD");
    CHECK(named(without).empty());
    CHECK(
        without.book.report().left_out ==
        std::vector<LeftOut>{{"deals", "list.csv", "no total row", 1}});
    CHECK(without.book.report().tables[0] == TableCount{"deals", 2, 2, 0, 0, 0, 1});

    const Loaded by_pattern =
        list_of(two_deals + "Total,,,150\n", R"("where": {"Deal ID": {"not_like": "Total*"}}, )");
    CHECK(by_pattern.at(pipeline_value, january) == "150.00 USD");
    CHECK(
        by_pattern.book.report().left_out ==
        std::vector<LeftOut>{{"deals", "list.csv", "Deal ID is not like 'Total*'", 1}});

    const Loaded unwatched = list_of(two_deals + "Total,,,150\n", R"("totals": "keep", )");
    CHECK(unwatched.at(pipeline_value, january) == "300.00 USD");
    CHECK(named(unwatched).empty());
}

TEST_CASE("case 15: targets with a rep called Total", "[case]") {
    const std::string text =
        "metric,rep,from,until,amount\nrevenue,Ann,2025-01-01,2025-02-01,100\n"
        "revenue,Ben,2025-01-01,2025-02-01,50\nrevenue,Ann,2025-02-01,2025-03-01,7\n"
        "revenue,Total,2025-01-01,2025-02-01,150\n";
    const Loaded kept = loaded({{"targets.csv", text}});
    CHECK(kept.at(target_of(revenue), january) == "300.00 USD");
    CHECK(
        named(kept) ==
        Named{"5 rep Total: looks like a total: 'amount' is the sum of 2 other rows"});
    const Loaded without =
        loaded({{"targets.csv", text}}, R"({"totals": "leave_out", "tables": {"targets": {}}})");
    CHECK(without.at(target_of(revenue), january) == "150.00 USD");
    CHECK(without.book.report().tables[0] == TableCount{"targets", 3, 3, 0, 0, 0, 1});
}

TEST_CASE("case 15: a list of won deals with subtotals", "[case]") {
    const std::string text =
        "Deal ID,Owner,Closed,Amount\nD1,Ann,2025-01-01,100\nD2,Ann,2025-01-02,50\n,Ann "
        "Total,,150\nD3,Ben,2025-01-05,20\nD4,Ben,2025-01-06,1\n,Ben Total,,21\n,Grand "
        "Total,,171\n";
    const auto mapping = [](const std::string& more) {
        return R"({"tables": {"deals": {"file": "won.csv", )" + more +
               R"("fields": {"id": "Deal ID", "rep": "Owner", "closed": "Closed",
               "amount": "Amount", "stage": {"constant": "won"}}}}})";
    };
    // Without an id a row is no record: it is rejected, and need not be named once more.
    const Loaded kept = loaded({{"won.csv", text}}, mapping(""));
    CHECK(kept.at(revenue, january) == "171.00 USD");
    CHECK(kept.book.report().tables[0] == TableCount{"deals", 7, 4, 3});
    CHECK(named(kept).empty());
    const Loaded without = loaded({{"won.csv", text}}, mapping(leave_out));
    CHECK(without.at(revenue, january) == "171.00 USD");
    CHECK(without.book.report().tables[0] == TableCount{"deals", 4, 4, 0, 0, 0, 3});
}

TEST_CASE("totals of other languages, and what stands below a report") {
    for (const std::string word :
         {"Summe", "Gesamtsumme", "GESAMT:", "Grand Total", "Grand Totals (2 records)",
          "Total g\xC3\xA9n\xC3\xA9ral", "Sous-total", "Totaal", "=== TOTAL ===", "Subtotal",
          "Insgesamt", "\xE5\x90\x88\xE8\xA8\x88"}) {
        CAPTURE(word);
        CHECK(named(list_of(two_deals + word + ",,,150\n")).size() == 1);
        CHECK(
            list_of(two_deals + word + ",,,150\n", leave_out).at(pipeline_value, january) ==
            "150.00 USD");
    }
    const std::string below =
        "Total records: 2,,,\n\"Copyright (c) 2000-2025 salesforce.com, inc. All rights "
        "reserved.\",,,\nConfidential Information - Do Not Distribute,,,\nGenerated By: Ann,,,\n";
    const Loaded kept = list_of(two_deals + below);
    CHECK(kept.book.records("deals") == 6);
    CHECK(named(kept).size() == 4);
    const Loaded without = list_of(two_deals + below, leave_out);
    CHECK(without.book.records("deals") == 2);
    CHECK(without.book.report().tables[0].left_out == 4);
}

TEST_CASE("a total whose number is written in another way") {
    const Loaded without = list_of(two_deals + "Total,,,USD 150.00\n", leave_out);
    CHECK(without.at(pipeline_value, january) == "150.00 USD");
    CHECK(without.book.report().tables[0] == TableCount{"deals", 2, 2, 0, 0, 0, 1});
}

TEST_CASE("a total without any word is told by its sum") {
    const Loaded kept = list_of(two_deals + ",,,150\n");
    CHECK(kept.at(pipeline_value, january) == "150.00 USD");
    CHECK(kept.book.report().rejected() == 1);
    const Loaded without = list_of(two_deals + ",,,150\n", leave_out);
    CHECK(without.book.report().rejected() == 0);
    CHECK(without.book.report().tables[0].left_out == 1);
    // Another number is no total: it stays what it is, a record without an id.
    CHECK(list_of(two_deals + ",,,151\n", leave_out).book.report().rejected() == 1);
}

TEST_CASE("groups of a report have rows with their names and sums") {
    const std::string rows =
        "Ann (2 records),,,150\nD1,Ann,2025-01-01,100\nD2,Ann,2025-01-02,50\nBen (1 "
        "record),,,7\nD3,Ben,2025-01-02,7\nCid,,,30\nD4,Cid,2025-01-03,10\nD5,Cid,2025-01-03,20\n"
        "Grand Total (5 records),,,187\n";
    const Loaded kept = list_of(rows);
    // Of one row alone a sum says little.
    CHECK(named(kept).size() == 3);
    CHECK(list_of(rows, leave_out).at(pipeline_value, january) == "194.00 USD");
    // A deal of which nothing but its amount is known.
    CHECK(named(list_of(two_deals + "D7,,,40\n")).empty());
    CHECK(list_of(two_deals + "D7,,,150\n", leave_out).book.records("deals") == 3);
}

TEST_CASE("the word alone makes no total") {
    // Where no row says more than an id and a number.
    const Loaded short_rows = loaded(
        {{"deals.csv", "id,amount\nD1,100\nTotal,40\nD2,50\n"}},
        R"({"totals": "leave_out", "tables": {"deals": {"fields": {"stage": {"constant": "open"}}}}})");
    CHECK(short_rows.book.records("deals") == 3);
    CHECK(named(short_rows) == Named{"3 id Total: looks like a total: all else is numbers"});

    // A deal that says all that others say, and whose amount is no sum.
    const Loaded named_so = list_of(two_deals + "Total-7,Ann,2025-01-03,40\n", leave_out);
    CHECK(named_so.at(pipeline_value, january) == "190.00 USD");
    CHECK(named(named_so).empty());
    const Loaded with_word = list_of(two_deals + "Total,Ann,2025-01-03,40\n", leave_out);
    CHECK(with_word.at(pipeline_value, january) == "190.00 USD");
    CHECK(named(with_word).empty());
    // The customer is a company of that name.
    const Loaded company = loaded(
        {{"deals.csv",
          "id,stage,customer,amount\n1,open,Total,150\n2,open,Cancity,100\n3,open,Acme,50\n"}},
        R"({"totals": "leave_out", "tables": {"deals": {}}})");
    CHECK(company.book.records("deals") == 3);
    CHECK(named(company).empty());
    // Customers of whom little is known: one of them is called like that, and is named, not left out.
    const Loaded customers = loaded(
        {{"customers.csv", "id,industry,since\nTotal,,\nAcme,Steel,2024-01-01\nBolt,Oil,\n"}},
        R"({"totals": "leave_out", "tables": {"customers": {}}})");
    CHECK(customers.book.records("customers") == 3);
    CHECK(named(customers) == Named{"2 id Total: looks like a footer: nothing else is there"});
}

TEST_CASE("a file of ids and little else is no file of footers") {
    std::string text = "id,industry,since\n";
    for (int i = 0; i < 30; ++i)
        text += "C" + std::to_string(i) + (i < 10 ? ",Steel,\n" : ",,\n");
    CHECK(named(loaded({{"customers.csv", text}})).empty());
    // One such among many is.
    std::string deals;
    for (int i = 0; i < 30; ++i)
        deals += "D" + std::to_string(i) + ",Ann,2025-01-02,1\n";
    CHECK(named(list_of(deals + "All open deals of the region North,,,\n")).size() == 1);
}

TEST_CASE("totals of a file that several threads read, and of JSON") {
    std::string text = "id,stage,amount\n";
    for (int i = 0; i < 60'000; ++i)
        text += "D" + std::to_string(i) + ",open,1\n";
    text += "Total,open,60000\n";
    const TempDir dir;
    const auto path = dir.file("deals.csv", text);
    for (const unsigned threads : {1U, 3U})
        for (const TotalRows totals : {TotalRows::name, TotalRows::leave_out}) {
            BookBuilder builder{usd};
            LoadOptions options{.formats = {csv_format()}, .currency = usd};
            options.threads = threads;
            TableMapping mapping;
            mapping.totals = totals;
            load_table("deals", path, mapping, options, builder);
            const Book book = builder.build();
            const bool is_left_out = totals == TotalRows::leave_out;
            CHECK(book.records("deals") == (is_left_out ? 60'000 : 60'001));
            REQUIRE(book.report().findings.size() == (is_left_out ? 0 : 1));
            if (!is_left_out) CHECK(book.report().findings[0].line == 60'002);
        }
    const Loaded json = loaded({{"deals.json", R"([{"id":"1","stage":"open","amount":1.5},
        {"id":"Sum","stage":"open","amount":4.0},{"id":"2","stage":"open","amount":2.50}])"}});
    CHECK(
        named(json) == Named{"2 id Sum: looks like a total: 'amount' is the sum of 2 other rows"});
}

TEST_CASE("what stands beside a word for a total") {
    using detail::beside_total_word;
    CHECK(beside_total_word("North Total") == "North");
    CHECK(beside_total_word("Total: North") == "North");
    CHECK(beside_total_word("Summe") == "");
    CHECK(beside_total_word("Subtotal (12 records)") == "");
    CHECK(beside_total_word("Gesamtergebnis") == "");
    for (const char* text :
         {"Totally", "Summerfield", "Total-7", "SUM001", "Ann", "D-17", "", "Subtotalen", "Resume",
          "Grand Hotel"})
        CHECK_FALSE(beside_total_word(text));
}

TEST_CASE("a total that was left out and is not the sum of the rows is told") {
    const Loaded less = list_of(two_deals + "Total,,,250.5\n", leave_out);
    CHECK(less.at(pipeline_value, january) == "150.00 USD");
    CHECK(
        named(less) ==
        Named{"4 id Total: is left out as a total, but 'amount' is 250.5, and the sum "
              "of the 2 other rows 150"});
    CHECK(named(list_of(two_deals + "Total,,,150\n", leave_out)).empty());
    // A value that is no number is in no sum.
    const Loaded unread = list_of(two_deals + "D3,Ben,2025-01-03,x\nTotal,,,160\n", leave_out);
    REQUIRE(named(unread).size() == 1);
    CHECK(
        named(unread)[0].find("is 160, and the sum of the 2 other rows 150") != std::string::npos);
    // Of which rows each of two is the total, nobody knows.
    CHECK(named(list_of(two_deals + "Subtotal,,,90\nTotal,,,90\n", leave_out)).empty());
}
