// SPDX-License-Identifier: MIT
// Look-ups one after the other, and into files that are written in a way of their own.
#include "../catch.hpp"
#include "support/loaded.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/value/error.hpp>

#include <string>
#include <vector>

using namespace saleskpi;

namespace {

const Window january{make::day("2025-01-01"), make::day("2025-02-01")};

std::string mapping_of(const std::string& field, const std::string& lookup) {
    return R"({"currency": "USD", "tables": {"deals": {"fields": {")" + field +
           R"(": {"lookup": )" + lookup + "}}}}}";
}

std::string revenue_of(const Loaded& loaded, const std::string& field, const std::string& value) {
    const Table table = rollup(loaded.book).metrics(kpi::revenue).by(field).during(january).run();
    return make::text(table.at({value})[kpi::revenue]);
}

const std::string deals =
    "id,stage,closed,amount,item\n"
    "1,won,2025-01-02,100,A1\n"
    "2,won,2025-01-03,20,B1\n"
    "3,won,2025-01-04,3,C1\n"
    "4,won,2025-01-05,0.50,D1\n"
    "5,won,2025-01-06,0.25,\n";

}  // namespace

TEST_CASE("what a look-up finds is the key of the next") {
    const std::string chain = R"([
        {"file": "items.csv", "by": "item", "key": "code", "value": "group"},
        {"file": "groups.csv", "key": "group", "value": "line"},
        {"file": "lines.csv", "key": "id", "value": "name"}
    ])";
    // 100 + 20 of one line; of item C1 the group is of no line, of group G9 nobody knows, D1 is open.
    const Loaded data = loaded(
        {{"deals.csv", deals},
         {"items.csv", "code,group\nA1,G1\nB1,G2\nC1,G3\nD1,\n"},
         {"groups.csv", "group,line\nG1,7\nG2,7\nG3,8\n"},
         {"lines.csv", "id,name\n7,Pumps\n"}},
        mapping_of("product", chain));
    CHECK(revenue_of(data, "product", "Pumps") == "120.00 USD");
    CHECK(data.at(kpi::revenue, january) == "123.75 USD");
    REQUIRE(data.book.report().findings.size() == 1);
    const Finding& finding = data.book.report().findings[0];
    CHECK(finding.line == 4);
    CHECK(finding.field == "product");
    CHECK(finding.value == "8");
    CHECK(finding.reason == "is not in lines.csv");
    CHECK(data.reports.at(0).files.size() == 4);
}

TEST_CASE("each look-up of a chain tells its own misses, but an optional one") {
    const std::map<std::string, std::string> files{
        {"deals.csv", deals},
        {"items.csv", "code,group\nA1,G1\nB1,G2\nC1,G3\n"},
        {"groups.csv", "group,line\nG1,Pumps\n"}};
    const auto reasons = [&](const std::string& more) {
        std::vector<std::string> all;
        const Loaded data = loaded(
            files,
            mapping_of(
                "product", R"([{"file": "items.csv", "by": "item", "key": "code", "value": "group"},
                           {"file": "groups.csv", "key": "group", "value": "line")" +
                               more + "}]"));
        for (const Finding& finding : data.book.report().findings)
            all.push_back(finding.value + " " + finding.reason);
        return all;
    };
    CHECK(
        reasons("") ==
        std::vector<std::string>{
            "G2 is not in groups.csv", "G3 is not in groups.csv", "D1 is not in items.csv"});
    CHECK(reasons(R"(, "optional": true)") == std::vector<std::string>{"D1 is not in items.csv"});
}

TEST_CASE("a chain may go by days") {
    // The list of A1 is L1. Its price was 10 in 2024, and is 12 from January 3.
    const Loaded data = loaded(
        {{"deals.csv", "id,stage,closed,item\n1,won,2025-01-02,A1\n2,won,2025-01-03,A1\n"},
         {"items.csv", "item,list\nA1,L1\n"},
         {"prices.csv", "list,since,price\nL1,2024-01-01,10\nL1,2025-01-03,12\n"}},
        mapping_of("amount", R"([{"file": "items.csv", "by": "item", "value": "list"},
                {"file": "prices.csv", "key": "list", "value": "price", "from": "since", "day": "closed"}])"));
    CHECK(data.at(kpi::revenue, january) == "22.00 USD");
    CHECK(data.book.report().findings.empty());
}

TEST_CASE("the file of a look-up may be written in a way of its own") {
    // Deals in UTF-8 with commas and plain numbers; prices as a German system writes them, in
    // windows-1252, below a title. 1,250.50 until the end of 2024, 1,300 from January 3 on.
    const std::string prices =
        "Preisliste\n"
        "Stand;2025\n"
        "Größe;Gültig ab;Preis\n"
        "groß;01.06.2024;1.250,50\n"
        "groß;03.01.2025;1.300\n";
    std::string encoded;
    for (std::size_t i = 0; i < prices.size(); ++i) {
        const auto byte = static_cast<unsigned char>(prices[i]);
        if (byte == 0xC3)
            encoded += static_cast<char>(static_cast<unsigned char>(prices[++i]) + 0x40);
        else
            encoded += prices[i];
    }
    const std::string lookup = R"({
        "file": "preise.csv", "by": "size", "key": "GRÖSSE", "value": "Preis", "from": "Gültig ab",
        "day": "closed", "encoding": "windows-1252", "delimiter": ";", "header": {"has": "Preis"},
        "aliases": {"GRÖSSE": "Größe"}, "date_formats": "%d.%m.%Y", "number": "1.234,56"})";
    const Loaded data = loaded(
        {{"deals.csv", "id,stage,closed,size\n1,won,2025-01-02,groß\n2,won,2025-01-03,groß\n"},
         {"preise.csv", encoded}},
        mapping_of("amount", lookup));
    CHECK(data.at(kpi::revenue, january) == "2550.50 USD");
    CHECK(data.book.report().findings.empty());
    CHECK(data.reports.at(0).encoding.empty());
}

TEST_CASE("two look-ups read one file each in its way") {
    const Loaded data = loaded(
        {{"deals.csv", "id,stage,closed,item\n1,won,2025-01-02,A\n"},
         {"items.csv", "item;price;cost\nA;1.000,50;1.5\n"}},
        R"({"currency": "USD", "tables": {"deals": {"fields": {
            "amount": {"lookup": {"file": "items.csv", "by": "item", "value": "price", "number": "1.234,56"}},
            "list": {"lookup": {"file": "items.csv", "by": "item", "value": "price"}}
        }}}})");
    CHECK(data.at(kpi::revenue, january) == "1000.50 USD");
    REQUIRE(data.book.report().findings.size() == 1);
    CHECK(data.book.report().findings[0].field == "list");
    CHECK(data.book.report().findings[0].value == "1.000,50");
}

TEST_CASE("a look-up that cannot be is refused with its place") {
    const auto refusal = [](const std::string& lookup) {
        return message_of([&] { parse_mapping(mapping_of("amount", lookup)); });
    };
    const std::string first = R"([{"file": "a.csv", "by": "x", "value": "y"}, )";
    CHECK(
        refusal(first + R"({"file": "b.csv", "by": "y", "key": "y", "value": "z"}])") ==
        "mapping: /tables/deals/fields/amount/lookup/1/by: a look-up after another goes by what "
        "that "
        "one found");
    CHECK(refusal(first + R"({"file": "b.csv", "value": "z"}])").find("key") != std::string::npos);
    CHECK(
        refusal(first + R"({"file": "b.csv", "key": ["a", "b"], "value": "z"}])")
            .find("is not one column") != std::string::npos);
    CHECK(
        refusal(first + R"({"file": "b.csv", "key": "a", "value": "z", "replace": true}])")
            .find("the first look-up") != std::string::npos);
    CHECK(refusal("[]").find("at least one look-up") != std::string::npos);
    CHECK(
        refusal(R"({"file": "a.csv", "by": "x", "value": "y", "number": "auto"})").find("sample") !=
        std::string::npos);
    CHECK(
        refusal(R"({"file": "a.csv", "by": "x", "value": "y", "date_formats": "%Y"})")
            .find("'from'") != std::string::npos);

    TableMapping mapping;
    mapping.fields["amount"].lookup = Lookup{"a.csv", {"x"}, {"x"}, "y"};
    mapping.fields["amount"].next_lookups = {Lookup{"b.csv", {"x"}, {"x"}, "y"}};
    const TempDir dir;
    dir.file("a.csv", "x,y\n1,2\n");
    dir.file("b.csv", "x,y\n1,2\n");
    const auto path = dir.file("deals.csv", "id,stage,x\n1,won,1\n");
    CHECK(code_of([&] {
              read_csv<Deal>(path, {.mapping = mapping, .currency = usd});
          }) == ErrorCode::invalid_mapping);
}

TEST_CASE("a number that the file of a look-up does not have is an error of that file") {
    CHECK(
        message_of([] {
            loaded(
                {{"deals.csv", "id,stage,item\n1,won,A\n"}, {"items.csv", "item,price\nA,n/a\n"}},
                mapping_of(
                    "amount",
                    R"({"file": "items.csv", "by": "item", "value": "price", "number": "1.234,56"})"));
        }).find("items.csv, line 2: 'n/a' is not a number") != std::string::npos);
}
