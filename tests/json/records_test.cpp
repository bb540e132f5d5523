// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/small_report.hpp"

#include <saleskpi/json/records.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace make;
using nlohmann::json;

namespace {

struct Sale {
    std::string id;
    std::string period;
    Money amount;
};
Stage stage(const Sale&) { return Stage::won; }
Date closed(const Sale&) { return make::day("2025-01-20"); }

Rollup report() { return rollup(small_report::book()).during(small_report::window()); }

}  // namespace

template <>
struct saleskpi::Schema<Sale> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{
        field("id", &Sale::id).identity(), field("period", &Sale::period),
        field("amount", &Sale::amount), computed("closed", &::closed), computed("stage", &::stage)};
};

TEST_CASE("records are flat rows, an object in each line") {
    const Table table = report().metrics(revenue, win_rate).by(region, team).with_subtotals().run();
    CHECK("\n" + to_records(table) == R"(
[
{"region": "EMEA", "team": "North", "period": "all", "from": "2025-01-01", "to": "2025-05-15", "complete": true, "revenue": 1234.50, "revenue_reason": null, "win_rate": 0.5, "win_rate_reason": null},
{"region": "EMEA", "team": "South", "period": "all", "from": "2025-01-01", "to": "2025-05-15", "complete": true, "revenue": 400.00, "revenue_reason": null, "win_rate": 1, "win_rate_reason": null},
{"region": "EMEA", "team": null, "period": "all", "from": "2025-01-01", "to": "2025-05-15", "complete": true, "revenue": 1634.50, "revenue_reason": null, "win_rate": 0.666666666667, "win_rate_reason": null},
{"region": null, "team": null, "period": "all", "from": "2025-01-01", "to": "2025-05-15", "complete": true, "revenue": 1634.50, "revenue_reason": null, "win_rate": 0.666666666667, "win_rate_reason": null}
]
)");
    const Table cut = report().metrics(win_rate).by(team).every(Grain::quarter).run();
    const json records = json::parse(to_records(cut));
    REQUIRE(records.size() == 4);
    CHECK(records[1]["complete"] == false);
    CHECK(records[1]["win_rate"] == nullptr);
    CHECK(records[1]["win_rate_reason"] == "no_records");
}

TEST_CASE("records of a table without rows, and of one without days") {
    const Table none = report().metrics(revenue).during(days("2025-01-01", "2025-01-01")).run();
    CHECK(to_records(none) == "[\n]\n");
    const Table no_days = rollup(BookBuilder{usd}.build()).metrics(revenue).run();
    CHECK("\n" + to_records(no_days) == R"(
[
{"period": "all", "from": null, "to": null, "complete": true, "revenue": null, "revenue_reason": "no_records"}
]
)");
}

TEST_CASE("keys of records that are taken have a number behind them") {
    constexpr auto reason = metric("revenue_reason", deals_won * 1);
    constexpr auto as_period = metric("period", deals_won * 1);
    constexpr auto as_team = metric("team", deals_won * 1);
    constexpr auto second = metric("team_2", deals_won * 1);
    const Table table =
        report().metrics(as_team, second, revenue, reason, as_period).by(team).run();
    const std::string text = to_records(table);
    CHECK(
        text.substr(2, text.find('\n', 2) - 2) ==
        R"({"team": "North", "period": "all", "from": "2025-01-01", "to": "2025-05-15", )"
        R"("complete": true, "team_2": 1, "team_2_reason": null, "team_2_2": 1, )"
        R"("team_2_2_reason": null, "revenue": 1234.50, "revenue_reason_2": null, )"
        R"("revenue_reason": 1, "revenue_reason_reason": null, "period_2": 1, )"
        R"("period_2_reason": null},)");
}

TEST_CASE("a dimension may be called as what each row has") {
    const Book book = BookBuilder{usd}.add(std::vector<Sale>{{"1", "early", 5_usd}}).build();
    const Table table = rollup(book).metrics(revenue).by("period").run();
    CHECK(
        to_records(table).find(
            R"({"period_2": "early", "period": "all", "from": "2025-01-20", )") !=
        std::string::npos);
}

TEST_CASE("names in records are read back as they were") {
    const std::string name = "a\"b\\c\n\x1b[2J\u202e|<&`\t";
    const Book book = make::book(deals(deal_of().won().with(&Deal::product, name)));
    const Table table = rollup(book).metrics(deals_won).by(deal::product).run();
    const std::string text = to_records(table);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(json::parse(text)[0]["product"] == name);
}
