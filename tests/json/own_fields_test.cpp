// SPDX-License-Identifier: MIT
// Fields of one's own in a mapping: what is read, and what is refused.
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/json/mapping.hpp>

#include <string>

using namespace saleskpi;

namespace {

/// A mapping of deals with these fields.
std::string deals(const std::string& fields) {
    return R"({"tables": {"deals": {"fields": {)" + fields + "}}}}";
}

std::string refused(const std::string& mapping) {
    const auto read = [&] { parse_mapping(mapping, "m"); };
    CHECK(code_of(read) == ErrorCode::invalid_mapping);
    return message_of(read);
}

}  // namespace

TEST_CASE("the type of a field makes it one of one's own") {
    const Mapping mapping = parse_mapping(deals(R"(
        "territory": {"type": "text"},
        "score": {"type": "number", "columns": ["Score", "Old Score"], "least": 0, "most": 10},
        "seats": {"type": "integer", "unit": "points"},
        "renewal": {"type": "date", "foreseen": true, "date_formats": "%d.%m.%Y"},
        "list_price": {"type": "money", "currency": "List Currency"},
        "by_partner": {"type": "yes_no", "constant": "no"},
        "tier": {"type": "choice", "choices": ["gold", "silver"], "translate": {"1": "gold"}})"));
    const TableMapping& table = mapping.tables.at(0);
    CHECK(
        table.own_fields ==
        OwnFields{
            {"by_partner", {.type = FieldType::choice, .choices = {"no", "yes"}}},
            {"list_price", {.type = FieldType::money}},
            {"renewal", {.type = FieldType::date, .foreseen = true}},
            {"score", {.type = FieldType::decimal, .least = 0, .most = 10}},
            {"seats", {.type = FieldType::integer, .unit = Unit::points}},
            {"territory", {}},
            {"tier", {.type = FieldType::choice, .choices = {"gold", "silver"}}}});
    CHECK(table.fields.at("territory").columns == std::vector<std::string>{"territory"});
    CHECK(table.fields.at("score").columns == std::vector<std::string>{"Score", "Old Score"});
    CHECK(table.fields.at("list_price").columns == std::vector<std::string>{"list_price"});
    CHECK(table.fields.at("list_price").currency == "List Currency");
    CHECK(table.fields.at("by_partner").columns.empty());
    const auto types = own_record_types(mapping);
    REQUIRE(types.size() == 1);
    CHECK(types[0]->table == "deals");
    CHECK(own_record_types({}).empty());
}

TEST_CASE("one file of a table says the type of a field for all of them") {
    const Mapping mapping = parse_mapping(R"({"tables": {"deals": [
        {"file": "a.csv", "fields": {"score": "Score"}},
        {"file": "b.csv", "fields": {"score": {"type": "number"}}},
        {"file": "c.csv"}]}})");
    for (const TableMapping& table : mapping.tables)
        CHECK(table.own_fields == OwnFields{{"score", {.type = FieldType::decimal}}});
    CHECK(mapping.tables.at(0).fields.at("score").columns == std::vector<std::string>{"Score"});
    CHECK(mapping.tables.at(2).fields.empty());
}

TEST_CASE("a field that two files of a table describe in unlike ways is refused") {
    const std::string at = "m: /tables/deals/";
    CHECK(
        refused(R"({"tables": {"deals": [
            {"file": "a.csv", "fields": {"score": {"type": "number"}}},
            {"file": "b.csv", "fields": {"score": {"type": "text"}}}]}})") ==
        at + "1/fields/score: is described otherwise for another file of the table");
    Mapping mapping;
    mapping.tables = {
        {.table = "deals", .own_fields = {{"score", {}}}},
        {.table = "leads", .own_fields = {{"score", {.type = FieldType::money}}}}};
    CHECK(own_record_types(mapping).size() == 2);
    mapping.tables[1].table = "deals";
    const auto ask = [&] { (void)own_record_types(mapping); };
    CHECK(code_of(ask) == ErrorCode::invalid_mapping);
    CHECK(
        message_of(ask) ==
        "field 'score' of 'deals' is described otherwise for another of its files");
}

TEST_CASE("names that are taken are refused with a sentence") {
    const std::string at = "m: /tables/deals/fields/";
    CHECK(
        refused(deals(R"("amount": {"type": "money"})")) ==
        at + "amount: field 'amount' is one that deals have: a field of your own needs another "
             "name");
    CHECK(
        refused(deals(R"("known": {"type": "date"})")) ==
        at + "known: field 'known' is one that a row of any table may have: a field of your own "
             "needs another name");
    CHECK(
        refused(deals(R"("Lead Score": {"type": "number"})")) ==
        at + "Lead Score: field 'Lead Score' has no name for a field: letters, digits and '_', and "
             "no digit first");
}

TEST_CASE("a misspelt type, and what does not go with it, is refused with a sentence") {
    const std::string at = "m: /tables/deals/fields/";
    CHECK(
        refused(deals(R"("score": {"type": "nummber"})")) ==
        at + "score/type: unknown type 'nummber' (did you mean 'number'?)");
    CHECK(
        refused(deals(R"("score": {"type": "VARCHAR"})")) ==
        at + "score/type: unknown type 'VARCHAR'; known are text, number, integer, date, money, "
             "yes_no, choice");
    CHECK(refused(deals(R"("score": {"type": 5})")) == at + "score/type: is not a text");
    CHECK(
        refused(deals(R"("score": {"type": "number", "unit": "day"})")) ==
        at + "score/unit: unknown unit 'day' (did you mean 'days'?)");
    CHECK(
        refused(deals(R"("score": {"type": "number", "most": "1.5"})")) ==
        at + "score/most: is no whole number");
    CHECK(
        refused(deals(R"("tier": {"type": "choice"})")) ==
        at + "tier: field 'tier' is a choice, and needs choices");
    CHECK(
        refused(deals(R"("renewal": {"type": "date", "foreseen": "yes"})")) ==
        at + "renewal/foreseen: is neither true nor false");
    CHECK(
        refused(deals(R"("vip": {"type": "yes_no", "choices": ["no", "yes"]})")) ==
        at + "vip/choices: are yes and no");
    CHECK(
        refused(deals(R"("amount": {"columns": "Amount", "least": 0})")) ==
        at + "amount/least: is said of a field of your own, which has a 'type'");
    CHECK(refused(deals(R"("tier": {"type": "text", "scale": "1/100"})"))
              .starts_with(at + "tier/scale"));
}

TEST_CASE("an unknown field is told that one of one's own has a type") {
    CHECK(
        refused(deals(R"("score": {"type": "number"}, "scor": "Score")")) ==
        "m: /tables/deals/fields: unknown field 'scor' (did you mean 'score'?)");
    CHECK(refused(deals(R"("xyzzy": "Score")"))
              .starts_with("m: /tables/deals/fields: unknown field 'xyzzy': one of your own says "
                           "its 'type'; known are currency, region, known"));
}
