// SPDX-License-Identifier: MIT
#include "../catch.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/json/mapping.hpp>

#include <fmt/format.h>

#include <string>

using namespace saleskpi;

namespace {

std::string complaint(const std::string& text) {
    return message_of([&] { parse_mapping(text, "mapping.json"); });
}

/// The complaint about a mapping of one field.
std::string field_complaint(const std::string& field) {
    return complaint(
        fmt::format(R"({{"tables":{{"deals":{{"fields":{{"amount":{}}}}}}}}})", field));
}

}  // namespace

TEST_CASE("a mapping in all its parts") {
    const Mapping mapping = parse_mapping(R"({
        "currency": "EUR", "delimiter": ";", "date_formats": ["%d.%m.%Y", "%Y-%m-%d"],
        "number": {"decimal": ",", "thousands": ".", "currency_sign": "€"},
        "tables": {
            "deals": {
                "file": "export.csv", "currency": "CHF",
                "translate": {"Produkt": {"GTXPro": "GTX Pro"}},
                "fields": {
                    "id": "Nummer",
                    "rep": ["Verkäufer", "Vertretung"],
                    "stage": {"columns": "Status", "translate": {"Gewonnen": "won", "": "open"}},
                    "amount": {"columns": ["Betrag"],
                               "lookup": {"file": "preise.csv", "by": "Produkt", "value": "Preis"},
                               "number": {"decimal": "."}},
                    "closed": {"columns": "Datum", "date_formats": "%Y%m%d"},
                    "units": {"constant": 1},
                    "currency": "Währung",
                    "source": null
                }
            },
            "leads": [{"file": "a.csv"}, {"file": "b.csv", "delimiter": "\t"}]
        }})");
    CHECK(mapping.currency == eur);
    REQUIRE(mapping.tables.size() == 3);
    const TableMapping& deals = mapping.tables[0];
    CHECK(deals.table == "deals");
    CHECK(deals.file == "export.csv");
    CHECK(deals.currency == chf);
    CHECK(deals.delimiter == ';');
    CHECK(deals.date_formats.size() == 2);
    CHECK(deals.number == NumberFormat{',', ".", "€"});
    CHECK(deals.translate.at("Produkt").at("GTXPro") == "GTX Pro");
    CHECK(deals.fields.at("id").columns == std::vector<std::string>{"Nummer"});
    CHECK(deals.fields.at("rep").columns.size() == 2);
    CHECK(deals.fields.at("stage").translate.at("") == "open");
    CHECK(
        deals.fields.at("amount").lookup ==
        Lookup{"preise.csv", {"Produkt"}, {"Produkt"}, "Preis"});
    CHECK(deals.fields.at("amount").number == NumberFormat{});
    CHECK(deals.fields.at("closed").date_formats == std::vector<std::string>{"%Y%m%d"});
    CHECK(deals.fields.at("units").constant == "1");
    CHECK(deals.fields.at("currency").columns.size() == 1);
    CHECK(deals.fields.at("source") == FieldMapping{});
    CHECK(mapping.tables[1].table == "leads");
    CHECK(mapping.tables[1].currency == eur);
    CHECK(mapping.tables[2].delimiter == '\t');
}

TEST_CASE("a mistake in a mapping is named with its place and the nearest right word") {
    CHECK(
        field_complaint(R"({"colum": "value"})") ==
        "mapping.json: /tables/deals/fields/amount: unknown key 'colum' (did you mean 'columns'?)");
    CHECK(
        complaint(R"({"tables":{"deal":{}}})") ==
        "mapping.json: /tables: unknown table 'deal' (did you mean 'deals'?)");
    CHECK(
        complaint(R"({"tables":{"deals":{"fields":{"ammount":"x"}}}})") ==
        "mapping.json: /tables/deals/fields: unknown field 'ammount' (did you mean 'amount'?)");
    CHECK(
        complaint(R"({"tabels":{}})") ==
        "mapping.json: unknown key 'tabels' (did you mean 'tables'?)");
    CHECK(parse_mapping("{}").tables.empty());
    CHECK(complaint("[]") == "mapping.json: is not an object");
    CHECK(
        complaint(R"({"tables":{},"currency":"EURO"})") ==
        "mapping.json: /currency: 'EURO' is not an ISO 4217 currency");
    CHECK(
        complaint(R"({"tables":{"deals":{"delimiter":";;"}}})") ==
        "mapping.json: /tables/deals/delimiter: is not one single ASCII character");
    CHECK(
        complaint(R"({"tables":{"leads":["a.csv"]}})") ==
        "mapping.json: /tables/leads/0: is not an object");
    CHECK(
        complaint(R"({"tables":{"leads":5}})") ==
        "mapping.json: /tables/leads: is neither an object nor a list of objects");

    CHECK(field_complaint("5").ends_with("amount: is neither a text nor a list of texts"));
    CHECK(field_complaint("[5]").ends_with("amount/0: is not a text"));
    CHECK(
        field_complaint("{}").find("needs one of columns, cases, lookup, constant") !=
        std::string::npos);
    CHECK(field_complaint(R"({"constant": 1.5})").ends_with("write a number in quotes"));
    CHECK(field_complaint(R"({"lookup": {"file": "a.csv", "by": "x"}})")
              .ends_with("amount/lookup: lacks the key 'value'"));
    CHECK(field_complaint(R"({"columns": "x", "date_formats": "%Y"})")
              .ends_with(
                  "must give the year and the month once each, and the day no more than once"));
    CHECK(field_complaint(R"({"columns": "x", "number": {"decimal": ",", "thousands": ","}})")
              .ends_with("the decimal mark and the thousands separator are the same"));
    CHECK(
        field_complaint(R"({"columns": "x", "translate": {"a": ["b"]}})")
            .find("translate/a: is not a text") != std::string::npos);
}

TEST_CASE("a mapping says in which pipelines deals may be") {
    const auto read = [](const std::string& pipelines) {
        return parse_mapping(R"({"tables": {}, "pipelines": )" + pipelines + "}").pipelines;
    };
    CHECK(read(R"(["Demo", "Proposal"])") == std::vector{Pipeline{"", {"Demo", "Proposal"}}});
    CHECK(
        read(R"({"B": ["Demo"], "A": ["Demo", "Trial"]})") ==
        std::vector{Pipeline{"A", {"Demo", "Trial"}}, Pipeline{"B", {"Demo"}}});
    for (const char* wrong : {R"({"A": []})", R"(["Demo", "Demo"])", R"({"A": ["Demo", ""]})", "1"})
        CHECK(code_of([&] { (void)read(wrong); }) == ErrorCode::invalid_mapping);
}

TEST_CASE("a mapping says how recurring revenue is counted") {
    const auto read = [](const std::string& policy) {
        return parse_mapping(R"({"tables": {}, "revenue_policy": )" + policy + "}").revenue_policy;
    };
    CHECK(read(R"("stripe")") == revenue_policy("stripe"));
    CHECK(
        read(R"({"weeks": "4.33_a_month", "days": "30_a_month", "discount": "next_renewal",
                 "pause": "churn", "cancellation": "at_once", "reactivation_within": 30})") ==
        RevenuePolicy{
            WeekPolicy::of_4_33_a_month, DayPolicy::of_30_a_month, DiscountPolicy::next_renewal,
            PausePolicy::churn, CancellationPolicy::at_once, 30});
    CHECK(read("{}") == RevenuePolicy{});
    CHECK_FALSE(parse_mapping(R"({"tables": {}})").revenue_policy);
    for (const char* wrong :
         {R"("strip")", "1", R"({"pause": "churned"})", R"({"pauses": "churn"})",
          R"({"reactivation_within": -1})", R"({"reactivation_within": "soon"})"})
        CHECK(code_of([&] { (void)read(wrong); }) == ErrorCode::invalid_mapping);
}

TEST_CASE("a mapping that is no JSON") {
    CHECK(complaint("{\n\"tables\": }")
              .starts_with("mapping.json: parse error at line 2, column 11"));
    CHECK(
        complaint(R"({"tables":{"deals":{},"deals":{}}})") ==
        "mapping.json: the key 'deals' is there twice in one object");
    CHECK(code_of([] { parse_mapping("{"); }) == ErrorCode::invalid_json);
    CHECK_FALSE(try_parse_mapping("{"));
    CHECK(try_parse_mapping(R"({"tables": {"deals": {"file": "d.csv"}}})"));
}

TEST_CASE("a mapping is read from a file") {
    const TempDir dir;
    CHECK(read_mapping(dir.file("m.json", R"({"tables":{"leads":{}}})")).tables.size() == 1);
    CHECK(code_of([&] { read_mapping(dir.path()); }) == ErrorCode::unreadable_file);
    CHECK(code_of([&] { read_mapping(dir.path() / "none.json"); }) == ErrorCode::unreadable_file);
    CHECK(code_of([&] { read_mapping(dir.file("e.json", "")); }) == ErrorCode::empty_file);
    CHECK(message_of([&] {
              read_mapping(dir.file("w.json", R"({"table":{}})"));
          }) == "w.json: unknown key 'table' (did you mean 'tables'?)");
}

TEST_CASE("the mapping of the CRM example is one") {
    const Mapping mapping = read_mapping(SALESKPI_SOURCE_DIR "/tests/crm/mapping.json");
    CHECK(mapping.currency == usd);
    CHECK(mapping.tables.size() == 3);
}
