// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "html/sample_charts.hpp"
#include "support/small_report.hpp"

#include <saleskpi/chart/of_report.hpp>
#include <saleskpi/json/text.hpp>
#include <saleskpi/json/vega_lite.hpp>

#include <nlohmann/json.hpp>

#include <limits>
#include <string>

using namespace saleskpi;
using nlohmann::json;

TEST_CASE("a chart for Vega-Lite has the numbers of its report") {
    const Report report{rollup(small_report::book())
                            .metrics(kpi::win_rate)
                            .by(by::team)
                            .every(Grain::quarter)
                            .during(small_report::window())
                            .run()};
    const json spec = to_vega_lite(line_chart(report, 0));
    CHECK(spec["$schema"] == "https://vega.github.io/schema/vega-lite/v6.json");
    CHECK(spec["title"] == "Win rate");
    CHECK(spec["mark"]["type"] == "line");
    CHECK(spec["encoding"]["y"]["axis"]["format"] == "%");
    const json& rows = spec["data"]["values"];
    REQUIRE(rows.size() == 4);
    CHECK(rows[0] == json::parse(R"({"category": "2025-Q1", "series": "North", "role": "value",
                                     "value": 0.5, "text": "50.00 %"})"));
    CHECK(rows[1] == json::parse(R"({"category": "2025-Q2", "series": "North", "role": "value",
                                     "value": null, "text": "nothing that counts happened",
                                     "reason": "no_records", "complete": false})"));
    CHECK(rows[3]["value"] == 1);
}

TEST_CASE("a waterfall for Vega-Lite says where its steps stand") {
    Chart chart;
    chart.kind = ChartKind::waterfall;
    chart.categories = {{"opening", true, true}, {"new"}, {"lost"}, {"closing", true, true}};
    chart.series = {sample::series(
        "v", SeriesRole::value, {{130.0, "130"}, {50.0, "50"}, {-30.0, "-30"}, {150.0, "150"}})};
    json rows = to_vega_lite(chart)["data"]["values"];
    const auto step = [&](std::size_t row) {
        return json{rows[row]["step"], rows[row]["from"], rows[row]["to"]};
    };
    CHECK(step(0) == json{"balance", 0, 130});
    CHECK(step(1) == json{"increase", 130, 180});
    CHECK(step(2) == json{"decrease", 180, 150});
    CHECK(step(3) == json{"balance", 0, 150});

    // What has no value has no place; what is beyond it is known from the other end.
    chart.series[0].numbers[1] = sample::number({}, "no data");
    rows = to_vega_lite(chart)["data"]["values"];
    CHECK_FALSE(rows[1].contains("from"));
    CHECK(step(2) == json{"decrease", 180, 150});
}

TEST_CASE("names of the data are neither names of fields nor expressions") {
    const std::string hostile = "datum['x'].y\\[0]\"; \x80";
    for (const ChartKind kind : all_chart_kinds) {
        Chart chart = sample::chart(kind, 3, [](std::size_t c) { return 1.0 + double(c); });
        for (ChartSeries& series : chart.series)
            series.name = hostile;
        for (ChartCategory& category : chart.categories)
            category.label = hostile;
        const json spec = json::parse(json_text(to_vega_lite(chart)));
        json shapes = spec;
        shapes.erase("data");
        INFO(name(kind));
        CHECK(shapes.dump().find("datum['x']") == std::string::npos);
    }
}

TEST_CASE("what is no number is null in JSON") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Chart chart = sample::chart(ChartKind::bars, 1, [&](std::size_t) { return nan; });
    CHECK(to_vega_lite(chart)["data"]["values"][0]["value"].is_null());
}
