// SPDX-License-Identifier: MIT
// Reports of a part of a book say so.
#include "catch.hpp"
#include "support/small_report.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/json.hpp>

#include <nlohmann/json.hpp>

#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;
using nlohmann::json;

namespace {

Table north() {
    return rollup(small_report::book())
        .metrics(revenue, share_of(revenue, Level::company))
        .where(by::team == "North" && deal::amount > 10_usd)
        .during(small_report::window())
        .run();
}

}  // namespace

TEST_CASE("JSON says what a report is restricted to, and nothing of what was rejected") {
    const json document = north();
    CHECK(
        document["asked"] == json{
                                 {"subtotals", false},
                                 {"where", "team = North and deals.amount > 10.00 USD"},
                                 {"shares_of_whole", false}});
    CHECK(document["tables"].empty());
    CHECK(document["rows"][0]["values"]["revenue"]["exact"] == "123450");
    const json all = rollup(small_report::book()).metrics(revenue).run();
    CHECK(all["asked"] == json{{"subtotals", false}});
}

TEST_CASE("records have a key that says what they are restricted to") {
    const json rows = json::parse(to_records(north()));
    CHECK(rows[0]["where"] == "team = North and deals.amount > 10.00 USD");
    const json all = json::parse(to_records(rollup(small_report::book()).metrics(revenue).run()));
    CHECK_FALSE(all[0].contains("where"));
    // The name of a metric goes before.
    const auto where = kpi::metric("where", Definition{revenue});
    const json both = json::parse(
        to_records(rollup(small_report::book()).metrics(where).where(by::team == "North").run()));
    CHECK(both[0]["where"] == 1234.50);
    CHECK(both[0]["where_2"] == "team = North");
}

TEST_CASE("an explanation says what its query is restricted to") {
    const Rollup query = rollup(small_report::book()).where(by::team == "South");
    const Explanation e =
        query.explain(revenue, {}, make::book(make::deals()).calendar().period(Quarter{2025, 2}));
    CHECK(json(e)["where"] == "team = South");
    CHECK(to_text(e).starts_with(
        "Revenue: 400.00 USD\n2025-Q2 (2025-04-01 to 2025-06-30, incomplete)\n"
        "where team = South\n\nrevenue = "));
}

TEST_CASE("text and Markdown say what a report is restricted to, and of what shares are") {
    CHECK(
        fmt::format("{}", north()) ==
        "2025-01-01 to 2025-05-15, money in USD, where team = North and deals.amount > 10.00 "
        "USD\n\n"
        "Revenue                    1,234.50\n"
        "Revenue, share of company  100.00 %\n\n"
        "%   shares, ranks and targets are of what the report is restricted to\n");
    const Table of_whole = rollup(small_report::book())
                               .metrics(share_of(revenue, Level::company))
                               .where(by::team == "South")
                               .shares_of_whole()
                               .during(small_report::window())
                               .run();
    CHECK(
        fmt::format("{}", of_whole) ==
        "2025-01-01 to 2025-05-15, where team = South\n\n"
        "Revenue, share of company  24.47 %\n\n"
        "%   shares and ranks are of the whole, targets of what the report is restricted to\n");
    CHECK(to_markdown(of_whole).starts_with("2025-01-01 to 2025-05-15, where team = South\n\n"));
}
