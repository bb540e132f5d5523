// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/small_report.hpp"

#include <saleskpi/json/table.hpp>

#include <nlohmann/json.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using nlohmann::json;

namespace {

Rollup report() { return rollup(small_report::book()).during(small_report::window()); }

}  // namespace

TEST_CASE("a table as JSON") {
    const Table table = report()
                            .metrics(revenue, win_rate)
                            .by(region, team)
                            .with_subtotals()
                            .every(Grain::quarter)
                            .run();
    const json document = table;
    CHECK(document["currency"] == "USD");
    CHECK(document["calendar"] == "iso");
    CHECK(document["every"] == "quarter");
    CHECK(document["by"] == json{"region", "team"});
    CHECK(document["window"] == json{{"from", "2025-01-01"}, {"to", "2025-05-15"}});
    CHECK_FALSE(document.contains("as_of"));

    REQUIRE(document["metrics"].size() == 2);
    const json& metric = document["metrics"][1];
    CHECK(metric["id"] == "win_rate");
    CHECK(metric["title"] == "Win rate");
    CHECK(metric["unit"] == "ratio");
    CHECK(metric["better"] == "higher");
    for (const char* words : {"formula", "records", "date", "rolls_up", "no_value"})
        CHECK(metric[words].get<std::string>().size() > 5);

    REQUIRE(document["rows"].size() == 8);
    CHECK(document["rows"][0] == json::parse(R"({
        "group": {"region": "EMEA", "team": "North"},
        "period": "2025-Q1", "from": "2025-01-01", "to": "2025-03-31", "complete": true,
        "values": {"revenue": {"value": 1234.5, "exact": "123450"},
                   "win_rate": {"value": 0.5, "exact": "1/2"}}})"));
    CHECK(document["rows"][1] == json::parse(R"({
        "group": {"region": "EMEA", "team": "North"},
        "period": "2025-Q2", "from": "2025-04-01", "to": "2025-05-15", "complete": false,
        "values": {"revenue": {"value": 0, "exact": "0"},
                   "win_rate": {"undefined": "no_records"}}})"));
    CHECK(document["rows"][4]["group"] == json{{"region", "EMEA"}});
    CHECK(document["rows"][6]["group"] == json::object());
}

TEST_CASE("a table as JSON says what became of the records") {
    Deal undated;
    undated.id = "7";
    undated.stage = Stage::won;
    Deal confused;
    confused.id = "8";
    confused.created = make::day("2025-02-01");
    confused.closed = make::day("2025-01-20");
    confused.stage = Stage::won;
    const std::vector<std::size_t> lines{12, 13};
    BookBuilder builder{usd};
    const Book book = builder.add(std::vector{undated, confused}, {"deals.csv", lines})
                          .as_of(make::day("2025-06-30"))
                          .build();
    const json document = rollup(book).metrics(deals_won).run();
    CHECK(document["as_of"] == "2025-06-30");
    CHECK(document["tables"] == json::parse(R"([
        {"table": "deals", "read": 2, "kept": 1, "rejected": 1, "later": 0}])"));
    REQUIRE(document["rejected"].size() == 1);
    json rejected = document["rejected"][0];
    CHECK(rejected["reason"].get<std::string>().size() > 5);
    rejected.erase("reason");
    CHECK(rejected == json::parse(R"({
        "table": "deals", "file": "deals.csv", "line": 12, "id": "7", "field": "closed",
        "value": ""})"));
    REQUIRE(document["notes"].size() == 1);
    CHECK(document["notes"][0]["line"] == 13);
}

TEST_CASE("an explanation as JSON") {
    const std::vector<std::string_view> north{"EMEA", "North"};
    const json document =
        report().by(region, team).explain(win_rate, north, Calendar{}.period(Quarter{2025, 1}));
    CHECK(document["id"] == "win_rate");
    CHECK(document["group"] == json{"EMEA", "North"});
    CHECK(document["period"] == "2025-Q1");
    CHECK(document["from"] == "2025-01-01");
    CHECK(document["to"] == "2025-03-31");
    CHECK(document["result"] == json::parse(R"({"value": 0.5, "exact": "1/2", "unit": "ratio"})"));
    CHECK(document["numbers"] == "1 / 2");
    REQUIRE(document["parts"].size() == 2);
    CHECK(document["parts"][0] == json::parse(R"-({
        "formula": "count(deals where stage = won by closed)",
        "days": "2025-01-01 to 2025-03-31",
        "result": {"value": 1, "exact": "1", "unit": "count"},
        "records": 1, "missing": 0, "ids": ["2-1"],
        "group": "", "missing_ids": []})-"));
}
