// SPDX-License-Identifier: MIT
// Where in a document the records are, and where in a record the values.
#include "catch.hpp"
#include "support/loaded.hpp"
#include "support/throws.hpp"

#include <saleskpi/json/load.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/deal.hpp>

#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

TableMapping nested_mapping() {
    TableMapping mapping;
    mapping.layout.records = "results";
    mapping.fields["amount"].columns = {"properties.amount"};
    mapping.fields["stage"].columns = {"properties.dealstage"};
    mapping.fields["stage"].translate = {{"closedwon", "won"}};
    return mapping;
}

Records<Deal> deals(const std::string& text, const TableMapping& mapping) {
    return parse_json<Deal>(text, {.mapping = mapping, .currency = usd});
}

}  // namespace

TEST_CASE("case 35: records below a path, with values in objects", "[case]") {
    const Loaded all = loaded(
        {{"deals.json",
          R"({"total": 1, "results": [{"id": "1", "properties": {"amount": "100", "dealstage": "closedwon", "closedate": "2025-01-02"}}], "paging": {"next": [1]}})"}},
        R"({"tables": {"deals": {"records": "results", "fields": {
            "amount": "properties.amount",
            "closed": "properties.closedate",
            "stage": {"columns": "properties.dealstage", "translate": {"closedwon": "won"}}}}}})");
    CHECK(all.book.report().findings.empty());
    CHECK(all.reports.at(0).ignored_columns.empty());
    CHECK(all.reports.at(0).absent_columns.empty());
    CHECK(make::text(rollup(all.book).metrics(revenue).run()[0][revenue]) == "100.00 USD");
}

TEST_CASE("the list of records lies at any depth, and in several pages") {
    TableMapping mapping;
    mapping.layout.records = "data.items";
    const std::string item = R"({"id": "1", "stage": "won"})";
    CHECK(deals(R"({"data": {"items": [)" + item + "]}}", mapping).records.size() == 1);
    CHECK(
        deals(R"({"data": {"more": [1], "items": [)" + item + "]}, \"items\": [2]}", mapping)
            .records.size() == 1);
    CHECK(
        deals(
            R"([{"data": {"items": [)" + item + R"(]}}, {"data": {"items": [)" + item + "]}}]",
            mapping)
            .records.size() == 2);
    CHECK(message_of([&] {
              deals("[" + item + "]", mapping);
          }) == "JSON: has no list at 'data.items'");
    CHECK(code_of([&] { deals(R"({"data": {"items": 5}})", mapping); }) == ErrorCode::invalid_json);
}

TEST_CASE("a key of exactly the name goes before a path") {
    const TableMapping mapping = nested_mapping();
    const auto read = deals(
        R"({"results": [
            {"id": "1", "properties": {"dealstage": "closedwon", "amount": 1}, "properties.amount": 2},
            {"id": "2", "properties.amount": 3, "properties": {"dealstage": "closedwon", "amount": 1}},
            {"id": "3", "properties": {"dealstage": "closedwon", "amount": null}},
            {"id": "4", "properties": {"dealstage": "closedwon", "other": {"amount": 4}, "list": [{"amount": 5}]}}
        ]})",
        mapping);
    REQUIRE(read.records.size() == 4);
    CHECK(read.records[0].amount == Money{200, usd});
    CHECK(read.records[1].amount == Money{300, usd});
    CHECK_FALSE(read.records[2].amount);
    CHECK_FALSE(read.records[3].amount);
    CHECK(read.findings.empty());
    CHECK(
        read.report.ignored_columns ==
        std::vector<std::string>{"properties.list", "properties.other.amount"});
}

TEST_CASE("what stands at a path must be one value, once") {
    const TableMapping mapping = nested_mapping();
    const auto one = [&](const std::string& properties) {
        return deals(
            R"({"results": [{"id": "1", "properties": {"dealstage": "closedwon", )" + properties +
                "}}]}",
            mapping);
    };
    for (const char* nested :
         {R"("amount": {"value": 5})", R"("amount": [5])", R"("amount": [])"}) {
        const auto read = one(nested);
        INFO(nested);
        REQUIRE(read.records.size() == 1);
        CHECK_FALSE(read.records[0].amount);
        CHECK(read.findings.size() == 1);
    }
    const auto twice = one(R"("amount": 1, "amount": 2)");
    CHECK(twice.records.empty());
    CHECK(twice.findings.at(0).reason == "is there twice in one record");
    // The object may be missing, and credits beside it are read as ever.
    const auto read = deals(
        R"({"results": [{"id": "1", "properties.dealstage": "won",
            "credits": [{"rep": "Asha", "share": 0.6}, {"rep": "Ben", "share": 0.4}]}]})",
        mapping);
    CHECK(read.records.at(0).credits.size() == 2);
}

TEST_CASE("paths work line by line too") {
    TableMapping mapping = nested_mapping();
    const TempDir dir;
    const auto path = dir.file(
        "deals.ndjson",
        "{\"id\": \"1\", \"properties\": {\"dealstage\": \"closedwon\", \"amount\": 1.5}}\n"
        "{\"id\": \"2\", \"properties\": {\"dealstage\": \"closedwon\", \"amount\": \n"
        "{\"id\": \"3\", \"properties\": {\"dealstage\": \"closedwon\", \"deep\": {\"a\": "
        "[[{}]]}}}\n");
    const auto read = read_json<Deal>(path, {.mapping = mapping, .currency = usd});
    REQUIRE(read.records.size() == 2);
    CHECK(read.records[0].amount == Money{150, usd});
    CHECK_FALSE(read.records[1].amount);
}
