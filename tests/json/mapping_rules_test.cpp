// SPDX-License-Identifier: MIT
// Which rows are records, as a mapping says it.
#include "../catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/json/mapping.hpp>

#include <string>

using namespace saleskpi;

namespace {

TableMapping deals_of(const std::string& keys) {
    return parse_mapping(R"({"tables":{"deals":{)" + keys + "}}}").tables.at(0);
}

std::string complaint(const std::string& keys) {
    return message_of([&] { parse_mapping(R"({"tables":{"deals":{)" + keys + "}}}", "m.json"); });
}

}  // namespace

TEST_CASE("conditions of a mapping in all their forms") {
    const TableMapping deals = deals_of(R"("where": {
        "a": "x", "b": [1, null, "y"], "c": true, "d": null, "e": {"not": false},
        "f": {"is": "p", "not": ["q"], "like": "r*", "not_like": ["s", "t"], "empty": false}})");
    CHECK(
        deals.where == std::vector<RowCondition>{
                           {.column = "a", .is = {"x"}},
                           {.column = "b", .is = {"1", "", "y"}},
                           {.column = "c", .yes = true},
                           {.column = "d", .empty = true},
                           {.column = "e", .yes = true},
                           {.column = "f",
                            .is = {"p"},
                            .is_not = {"q"},
                            .like = {"r*"},
                            .not_like = {"s", "t"},
                            .empty = false}});
    CHECK(deals_of(R"("where": [{"a": 1}, {"a": {"not": 2}}])").where.size() == 2);
    CHECK(deals_of("").where.empty());
}

TEST_CASE("totals, folding and others of a mapping") {
    CHECK(deals_of("").totals == TotalRows::name);
    CHECK(deals_of(R"("totals": "leave_out")").totals == TotalRows::leave_out);
    CHECK(deals_of(R"("totals": "keep", "fold": true)").fold);
    const Mapping mapping = parse_mapping(
        R"({"totals": "keep", "fold": true, "tables": {"deals": {}, "leads": {"totals": "name",
            "fields": {"rep": {"columns": "r", "fold": true}}}}})");
    CHECK(mapping.fold);
    CHECK(mapping.tables.at(0).totals == TotalRows::keep);
    CHECK(mapping.tables.at(1).totals == TotalRows::name);
    CHECK(mapping.tables.at(1).fields.at("rep").fold);
    CHECK(
        deals_of(
            R"("fields": {"stage": {"columns": "s", "translate": {"W": "won"}, "others": "open"}})")
            .fields.at("stage")
            .others == "open");
    CHECK(
        deals_of(R"("fields": {"deleted": "d", "known": "k", "version": "v"})").fields.size() == 3);
}

TEST_CASE("what is wrong with such keys is said with its place") {
    CHECK(
        complaint(R"("where": {"a": {"nott": 1}})") ==
        "m.json: /tables/deals/where/a: unknown key 'nott' (did you mean 'not'?)");
    CHECK(
        complaint(R"("where": {"a": {}})") ==
        "m.json: /tables/deals/where/a: needs one of is, not, like, not_like, empty");
    CHECK(
        complaint(R"("where": {"a": []})") ==
        "m.json: /tables/deals/where/a: needs at least one value");
    CHECK(
        complaint(R"("where": {"a": {"like": []}})") ==
        "m.json: /tables/deals/where/a/like: needs at least one pattern");
    CHECK(
        complaint(R"("where": {"a": {"empty": "no"}})") ==
        "m.json: /tables/deals/where/a/empty: is neither true nor false");
    CHECK(
        complaint(R"("where": {"a": 1.5})") ==
        "m.json: /tables/deals/where/a: is not a text; write a number in quotes");
    CHECK(complaint(R"("where": "a = 1")") == "m.json: /tables/deals/where: is not an object");
    CHECK(
        complaint(R"("totals": "drop")") ==
        "m.json: /tables/deals/totals: unknown value 'drop'; known are name, leave_out, keep");
    CHECK(complaint(R"("fold": 1)") == "m.json: /tables/deals/fold: is neither true nor false");
    CHECK(
        complaint(R"("fields": {"amount": {"columns": "a", "fold": true}})") ==
        "m.json: /tables/deals/fields/amount/fold: the field holds no names");
    CHECK(
        complaint(R"("fields": {"stage": {"columns": "a", "others": "open"}})") ==
        "m.json: /tables/deals/fields/stage/others: needs a 'translate', whose others they are");
}
