// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/small_report.hpp"

#include <saleskpi/json/table.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>

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
    Deal unnamed;
    unnamed.stage = Stage::lost;
    unnamed.closed = make::day("2025-02-01");
    Deal confused;
    confused.id = "8";
    confused.created = make::day("2025-02-01");
    confused.closed = make::day("2025-01-20");
    confused.stage = Stage::won;
    const std::vector<std::size_t> lines{12, 13};
    BookBuilder builder{usd};
    const Book book = builder.add(std::vector{unnamed, confused}, {"deals.csv", lines})
                          .as_of(make::day("2025-06-30"))
                          .build();
    const json document = rollup(book).metrics(deals_won).run();
    CHECK(document["as_of"] == "2025-06-30");
    CHECK(document["tables"] == json::parse(R"([
        {"table": "deals", "read": 2, "kept": 1, "rejected": 1, "later": 0, "replaced": 0,
         "left_out": 0}])"));
    REQUIRE(document["rejected"].size() == 1);
    json rejected = document["rejected"][0];
    CHECK(rejected["examples"][0]["reason"].get<std::string>().size() > 5);
    rejected["examples"][0].erase("reason");
    CHECK(rejected == json::parse(R"({
        "table": "deals", "field": "id", "kind": "missing", "count": 1,
        "examples": [{"file": "deals.csv", "line": 12, "id": "", "value": ""}]})"));
    REQUIRE(document["notes"].size() == 1);
    CHECK(document["notes"][0]["examples"][0]["line"] == 13);
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

TEST_CASE(
    "a table as JSON says what its exact values are, of what days they speak, what was asked") {
    constexpr auto worth = metric("worth", mean(deal::amount).where(won).by(deal::closed));
    const Table table =
        report()
            .metrics(
                revenue, win_rate, deals_won, pipeline_value, per_day(revenue), sales_cycle, worth)
            .by(region)
            .with_subtotals()
            .seated_as_of(make::day("2025-03-01"))
            .run();
    const json document = table;
    CHECK(document["asked"] == json{{"subtotals", true}, {"seated_as_of", "2025-03-01"}});
    const auto said = [&](const char* what) {
        std::string all;
        for (const json& metric : document["metrics"])
            all += metric[what].get<std::string>() + "; ";
        return all;
    };
    CHECK(
        said("exact_unit") == "1/100 USD; 1; 1; 1/100 USD; 1/100 USD per day; 1 day; 1/100 USD; ");
    CHECK(
        said("timing") == "activity; activity; activity; balance; activity; activity; activity; ");
    CHECK(
        document["metrics"][0]["fingerprint"] == fmt::format("{:016x}", fingerprint(kpi::revenue)));
    CHECK(document["rejected_by_kind"] == json::array());

    const json in_yen = rollup(make::book_in(jpy, make::deals(make::deal_of().won(Money{5, jpy}))))
                            .metrics(revenue)
                            .run();
    CHECK(in_yen["asked"] == json{{"subtotals", false}});
    CHECK(in_yen["metrics"][0]["exact_unit"] == "1 JPY");
    CHECK(in_yen["rows"][0]["values"]["revenue"] == json{{"value", 5}, {"exact", "5"}});
}

TEST_CASE("a table as JSON is as short with many findings as with a few") {
    using namespace make;
    const auto twice = deal_of().won().with(&Deal::id, "7");
    const auto document_with = [&](std::size_t wrong) {
        return json_text(rollup(make::book(deals(deal_of().won(), times(wrong + 1, twice))))
                             .metrics(deals_won)
                             .run());
    };
    const std::string many = document_with(5000);
    const auto lines = [](const std::string& text) {
        return std::count(text.begin(), text.end(), '\n');
    };
    CHECK(lines(many) == lines(document_with(3)));
    const json rejected = json::parse(many)["rejected"];
    REQUIRE(rejected.size() == 1);
    CHECK(rejected[0]["count"] == 5000);
    CHECK(rejected[0]["examples"].size() == 3);
}

TEST_CASE("a table as JSON counts what was rejected by table, kind and field") {
    using namespace make;
    const auto twice = deal_of().won().with(&Deal::id, "7");
    const Book book = make::book(
        deals(deal_of().won(), times(3, twice)),
        std::vector{make::spent(Money{1, gbp}, "2025-01-01")},
        std::vector{Lead{.id = "1"}, Lead{.id = "1", .source = "web"}});
    const json document = rollup(book).metrics(deals_won).run();
    std::size_t records = 0;
    for (const json& kind : document["rejected_by_kind"])
        records += kind["records"].get<std::size_t>();
    std::size_t findings = 0;
    for (const json& group : document["rejected"])
        findings += group["count"].get<std::size_t>();
    CHECK(records == findings);
    CHECK(records == book.report().rejected());
    CHECK(
        document["rejected_by_kind"][0] ==
        json{{"table", "deals"}, {"kind", "duplicate"}, {"field", "id"}, {"records", 2}});
    CHECK(document["rejected"][0]["kind"] == "duplicate");
    CHECK(document["rejected"][0]["count"] == 2);
    CHECK(document["rejected"][0]["examples"].size() == 2);
    CHECK(
        document["rejected_by_kind"][2] ==
        json{{"table", "spend"}, {"kind", "no_rate"}, {"field", "amount"}, {"records", 1}});
}

TEST_CASE("JSON of a table has a line for each row, and is the same piece by piece") {
    const Table table = report().metrics(revenue, win_rate).by(team).every(Grain::half).run();
    const std::string text = json_text(table);
    CHECK(text.starts_with("{\n  \"currency\": \"USD\",\n  \"calendar\": \"iso\",\n"));
    CHECK(text.find(R"(
  "rows": [
    {"group":{"team":"North"},"period":"2025-H1","from":"2025-01-01","to":"2025-05-15","complete":false,"values":{"revenue":{"value":1234.5,"exact":"123450"},"win_rate":{"value":0.5,"exact":"1/2"}}},
    {"group":{"team":"South"},"period":"2025-H1","from":"2025-01-01","to":"2025-05-15","complete":false,"values":{"revenue":{"value":400,"exact":"40000"},"win_rate":{"value":1,"exact":"1"}}}
  ],
  "rejected": [],
  "notes": []
}
)") != std::string::npos);
    CHECK(json::parse(text) == json(table));
    for (const bool keep : {true, false}) {
        std::string whole;
        write_json(Report{table, {.keep = keep}}, [&](std::string_view piece) { whole += piece; });
        CHECK(whole == text);
    }
}

TEST_CASE("names in the JSON of a table are read back as they were, and obeyed by nobody") {
    const std::string name = std::string{"a\"b\\c\n\x1b[2J\u009b"} + '\0' + "\u202e|<&`";
    const auto deal = make::deal_of().won().with(&Deal::product, name);
    const Table table =
        rollup(make::book(make::deals(deal))).metrics(deals_won).by(kpi::deal::product).run();
    const std::string text = json_text(table);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find("\u202e") == std::string::npos);
    const json document = table;
    CHECK(document["rows"][0]["group"]["product"] == name);
}

TEST_CASE("JSON says in which order groups stand, and how many it leaves out") {
    const Rollup query = report().metrics(revenue).by(team).with_subtotals().sorted_by(revenue);
    const json all = query.run();
    CHECK(
        all["asked"] ==
        json{{"subtotals", true}, {"sorted_by", "revenue"}, {"order", "descending"}});
    const json first = Rollup{query}.sorted_by(revenue, SortOrder::ascending).top(1).run();
    CHECK(
        first["asked"] == json{
                              {"subtotals", true},
                              {"sorted_by", "revenue"},
                              {"order", "ascending"},
                              {"top", 1},
                              {"left_out", 1}});
}
