// SPDX-License-Identifier: MIT
#include "vega_data.hpp"

#include <saleskpi/json/vega_lite.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace {

using nlohmann::json;

json title_or_null(const std::string& title) { return title.empty() ? json{} : json(title); }

/// Categories in the order of the data.
json categories(const Chart& chart) {
    json channel{
        {"field", "category"},
        {"type", "ordinal"},
        {"sort", nullptr},
        {"title", title_or_null(chart.category_title)}};
    if (!chart.over_time) channel["axis"] = {{"labelLimit", 240}};
    return channel;
}

bool has_values(const Chart& chart) {
    return std::any_of(
               chart.series.begin(), chart.series.end(),
               [](const ChartSeries& series) {
                   return std::any_of(
                       series.numbers.begin(), series.numbers.end(),
                       [](const ChartNumber& number) { return number.has_value(); });
               }) ||
           std::any_of(chart.panels.begin(), chart.panels.end(), has_values);
}

json values(const Chart& chart, const char* field = "value") {
    json channel{
        {"field", field}, {"type", "quantitative"}, {"title", title_or_null(chart.value_title)}};
    if (chart.unit == Unit::ratio) channel["axis"] = {{"format", "%"}};
    // Of nothing Vega knows no range.
    if (!has_values(chart)) channel["scale"] = {{"domain", {0, 1}}};
    return channel;
}

json tooltip() {
    json fields = json::array();
    for (const char* field : {"category", "series", "text"})
        fields.push_back({{"field", field}, {"type", "nominal"}});
    return fields;
}

json by_series() {
    return {{"field", "series"}, {"type", "nominal"}, {"sort", nullptr}, {"title", nullptr}};
}

json only(const char* field, const char* value) {
    return json::array({{{"filter", {{"field", field}, {"equal", value}}}}});
}

/// What is a bar, of a chart that has other numbers besides.
json only_bars() {
    return json::array({{{"filter", {{"field", "role"}, {"oneOf", {"value", "prior"}}}}}});
}

/// The texts of numbers beside their bars.
json texts(json transform, json encoding, bool is_upright) {
    encoding.erase("color");
    encoding.erase("tooltip");
    encoding["text"] = {{"field", "text"}, {"type", "nominal"}};
    json mark{{"type", "text"}};
    if (is_upright)
        mark["dy"] = -6;
    else
        mark.update({{"align", "left"}, {"dx", 4}});
    json layer{{"mark", std::move(mark)}, {"encoding", std::move(encoding)}};
    if (!transform.is_null()) layer["transform"] = std::move(transform);
    return layer;
}

json target_layer(const json& along, const json& across, bool is_upright) {
    return {
        {"transform", only("role", "target")},
        {"mark", {{"type", "tick"}, {"thickness", 3}, {"color", "black"}, {"size", 24}}},
        {"encoding",
         {{is_upright ? "x" : "y", along},
          {is_upright ? "y" : "x", across},
          {"tooltip", tooltip()}}}};
}

json lines(const Chart& chart) {
    json x = categories(chart);
    if (chart.kind == ChartKind::sparkline) x["axis"] = nullptr;
    json y = values(chart);
    if (chart.kind == ChartKind::sparkline) y["axis"] = nullptr;
    if (chart.kind == ChartKind::sparkline) y["scale"]["zero"] = false;
    json encoding{{"x", std::move(x)}, {"y", std::move(y)}, {"tooltip", tooltip()}};
    if (chart.kind != ChartKind::sparkline) {
        encoding["color"] = by_series();
        encoding["strokeDash"] = by_series();
    }
    return {
        {"mark", {{"type", "line"}, {"point", chart.kind != ChartKind::sparkline}}},
        {"encoding", std::move(encoding)}};
}

json bars(const Chart& chart) {
    const bool is_upright = chart.over_time;
    json along = categories(chart);
    const json across = values(chart);
    json encoding{
        {is_upright ? "x" : "y", along}, {is_upright ? "y" : "x", across}, {"tooltip", tooltip()}};
    const auto count =
        std::count_if(chart.series.begin(), chart.series.end(), [](const ChartSeries& series) {
            return series.role == SeriesRole::value || series.role == SeriesRole::prior;
        });
    const bool is_beside = count > 1 && chart.kind == ChartKind::bars;
    if (count > 1 && chart.kind != ChartKind::leaderboard) encoding["color"] = by_series();
    if (is_beside) encoding[is_upright ? "xOffset" : "yOffset"] = by_series();
    const json shown = chart.kind == ChartKind::leaderboard ? only("role", "value") : only_bars();
    json layers = json::array();
    layers.push_back({{"transform", shown}, {"mark", {{"type", "bar"}}}, {"encoding", encoding}});
    if (chart.kind != ChartKind::stacked_bars) layers.push_back(texts(shown, encoding, is_upright));
    if (chart.find(SeriesRole::target)) layers.push_back(target_layer(along, across, is_upright));
    if (chart.kind == ChartKind::funnel) {
        json share{{"y", along}, {"x", {{"value", "width"}}}};
        json layer = texts(only("role", "share"), std::move(share), false);
        layer["mark"].update({{"dx", 16}, {"dy", -12}});
        layers.push_back(std::move(layer));
    }
    return {{"layer", std::move(layers)}};
}

json waterfall(const Chart& chart) {
    json along = categories(chart);
    json across = values(chart, "from");
    json encoding{{"y", along}, {"x", across}, {"x2", {{"field", "to"}}}, {"tooltip", tooltip()}};
    json ends = encoding;
    ends.erase("x2");
    ends["x"]["field"] = "right";
    encoding["color"] = {
        {"field", "step"},
        {"type", "nominal"},
        {"title", nullptr},
        {"scale",
         {{"domain", {"balance", "increase", "decrease"}},
          {"range", {"#0a5fb4", "#116329", "#b3261e"}}}}};
    return {
        {"layer",
         {{{"mark", {{"type", "bar"}}}, {"encoding", std::move(encoding)}},
          texts(nullptr, std::move(ends), false)}}};
}

json bullets(const Chart& chart) {
    const json along = categories(chart);
    const json across = values(chart);
    const auto bar = [&](json transform, json mark) -> json {
        return {
            {"transform", std::move(transform)},
            {"mark", std::move(mark)},
            {"encoding", {{"y", along}, {"x", across}, {"tooltip", tooltip()}}}};
    };
    json layers = json::array();
    if (chart.find(SeriesRole::bound)) {
        json bounds =
            bar(only("role", "bound"), {{"type", "bar"}, {"size", 24}, {"color", "#d8dee4"}});
        bounds["encoding"]["x"]["stack"] = false;
        layers.push_back(std::move(bounds));
    }
    layers.push_back(bar(only("role", "value"), {{"type", "bar"}, {"size", 10}}));
    layers.push_back(target_layer(along, across, false));
    layers.push_back(
        texts(only("role", "share"), {{"y", along}, {"x", {{"value", "width"}}}}, false));
    return {{"layer", std::move(layers)}};
}

json heat_map(const Chart& chart) {
    json rows = by_series();
    json colour{
        {"field", "value"},
        {"type", "quantitative"},
        {"title", title_or_null(chart.value_title)},
        {"scale", {{"range", {"#eef4fb", "#85b4e4"}}}}};
    if (!has_values(chart)) colour["scale"]["domain"] = {0, 1};
    const json places{{"x", categories(chart)}, {"y", rows}};
    json cells = places;
    cells["color"] = std::move(colour);
    cells["tooltip"] = tooltip();
    json inner = places;
    inner["text"] = {
        {"field", "text"},
        {"type", "nominal"},
        {"condition", {{"test", "datum.value === null"}, {"value", "–"}}}};
    return {
        {"layer",
         {{{"mark", {{"type", "rect"}}}, {"encoding", std::move(cells)}},
          {{"mark", {{"type", "text"}}}, {"encoding", std::move(inner)}}}}};
}

json panels(const Chart& chart) {
    Chart all = chart;
    if (!chart.panels.empty()) {
        all.series = chart.panels.front().series;
        all.category_title = chart.panels.front().category_title;
    }
    all.kind = ChartKind::line;
    json spec = lines(all);
    spec.update({{"width", 160}, {"height", 90}});
    json order = json::array();
    for (const Chart& panel : chart.panels)
        order.push_back(panel.title);
    return {
        {"facet",
         {{"field", "panel"}, {"type", "nominal"}, {"sort", std::move(order)}, {"title", nullptr}}},
        {"columns", 3},
        {"spec", std::move(spec)}};
}

json shapes(const Chart& chart) {
    switch (chart.kind) {
        case ChartKind::line:
        case ChartKind::sparkline:
            return lines(chart);
        case ChartKind::waterfall:
            return waterfall(chart);
        case ChartKind::bullet:
            return bullets(chart);
        case ChartKind::heat_map:
            return heat_map(chart);
        case ChartKind::small_multiples:
            return panels(chart);
        case ChartKind::bars:
        case ChartKind::stacked_bars:
        case ChartKind::funnel:
        case ChartKind::leaderboard:
        case ChartKind::distribution:
            break;
    }
    return bars(chart);
}

}  // namespace

json to_vega_lite(const Chart& chart) {
    json document = shapes(chart);
    document["$schema"] = "https://vega.github.io/schema/vega-lite/v6.json";
    document["title"] = chart.title;
    document["description"] = chart.description;
    document["data"] = {{"values", detail::vega_data(chart)}};
    if (chart.kind == ChartKind::small_multiples) return document;
    if (chart.kind == ChartKind::sparkline)
        document.update({{"width", 160}, {"height", 40}});
    else
        document["width"] = 480;
    return document;
}

}  // namespace saleskpi::inline v0_3
