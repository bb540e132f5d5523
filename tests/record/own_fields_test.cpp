// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/own_fields.hpp>

#include <optional>
#include <string>

using namespace saleskpi;

namespace {

std::string refused(const std::string& name, const OwnField& field) {
    const auto add = [&] { (void)with_own_fields(record_type<Deal>(), {{name, field}}); };
    CHECK(code_of(add) == ErrorCode::invalid_argument);
    return message_of(add);
}

}  // namespace

TEST_CASE("fields of one's own stand behind those of the record type, by their names") {
    const auto own = with_own_fields(
        record_type<Deal>(), {{"tier", {.type = FieldType::choice, .choices = {"gold", "silver"}}},
                              {"score", {.type = FieldType::decimal, .least = 0, .most = 10}},
                              {"effort", {.type = FieldType::integer, .unit = Unit::days}},
                              {"list_price", {.type = FieldType::money}},
                              {"renewal", {.type = FieldType::date}},
                              {"territory", {}}});
    const RecordType& type = *own;
    const std::size_t before = record_type<Deal>().fields.size();
    CHECK(type.table == "deals");
    REQUIRE(type.fields.size() == before + 6);
    CHECK(type.find("amount")->type == FieldType::money);
    CHECK(type.fields[before].name == "effort");
    CHECK(type.fields[before].unit == Unit::days);
    CHECK(type.find("list_price")->unit == Unit::money);
    CHECK(type.find("renewal")->unit == Unit::days);
    CHECK(type.find("score")->unit == Unit::count);
    CHECK(type.find("score")->range.most == 10);
    CHECK(type.find("territory")->domain == "territory");
    CHECK_FALSE(type.find("territory")->required);
    REQUIRE(type.find("tier")->choices.size() == 2);
    CHECK(type.find("tier")->choices[1] == "silver");
}

TEST_CASE("a record type with fields of one's own keeps what it was told") {
    const auto own = [] {
        const std::string name = "territory_of_the_customer";
        const std::string choice = "beyond the mountains";
        return with_own_fields(
            record_type<Deal>(), {{name, {.type = FieldType::choice, .choices = {choice}}}});
    }();
    const FieldInfo* field = own->find("territory_of_the_customer");
    REQUIRE(field);
    CHECK(field->choices[0] == "beyond the mountains");
}

TEST_CASE("an own field has a name of its own") {
    CHECK(
        refused("amount", {.type = FieldType::money}) ==
        "field 'amount' is one that deals have: a field of your own needs another name");
    CHECK(refused("deal_kind", {}).starts_with("field 'deal_kind' is one that deals have"));
    CHECK(
        refused("team", {}) ==
        "field 'team' is what every book is cut by, from its assignments: a field of your own "
        "needs "
        "another name, such as 'own_team'");
    for (const char* name : {"", "Lead Score", "9th", "größe", "a.b", "a/b"})
        CHECK(
            refused(name, {}) ==
            "field '" + std::string{name} +
                "' has no name for a field: letters, digits and '_', and no digit first");
}

TEST_CASE("what an own field cannot have is refused with a sentence") {
    CHECK(refused("who", {.type = FieldType::credits}) == "field 'who' cannot hold credits");
    CHECK(
        refused("tier", {.type = FieldType::choice}) ==
        "field 'tier' is a choice, and needs choices");
    CHECK(refused("tier", {.choices = {"gold"}}) == "field 'tier' has choices, and is none");
    CHECK(
        refused("tier", {.type = FieldType::choice, .choices = {"gold", "gold"}}) ==
        "field 'tier' has the choice 'gold' without a name of its own");
    CHECK(
        refused("tier", {.unit = Unit::days}) ==
        "field 'tier' is no number, and has neither a unit nor a least or most");
    CHECK(
        refused("price", {.type = FieldType::money, .least = 0}) ==
        "field 'price' is no number, and has neither a unit nor a least or most");
    CHECK(
        refused("price", {.type = FieldType::decimal, .unit = Unit::money}) ==
        "field 'price' is a number, and cannot be counted in money: there are fields of money and "
        "of "
        "dates");
    CHECK(
        refused("price", {.type = FieldType::money, .foreseen = true}) ==
        "field 'price' is no date, and cannot be foreseen");
    CHECK(
        refused("score", {.type = FieldType::decimal, .least = 2, .most = 1}) ==
        "field 'score' has a least 2 above its most 1");
}

TEST_CASE("an own field is in no struct") {
    const auto own = with_own_fields(record_type<Deal>(), {{"territory", {}}});
    const FieldInfo& field = *own->find("territory");
    Deal deal;
    const void* address = &deal;
    std::string_view cell;
    CHECK(code_of([&] { field.read(&address, 1, &cell); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] { field.write(&deal, {}); }) == ErrorCode::invalid_argument);
}
