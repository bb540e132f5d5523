// SPDX-License-Identifier: MIT
#include "vega_data.hpp"

#include "chart/steps.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace saleskpi::inline v0_3::detail {

namespace {

using nlohmann::json;

json row_of(const ChartCategory& category, const ChartSeries& series, std::size_t number) {
    json row{{"category", category.label}, {"series", series.name}, {"role", name(series.role)}};
    if (!category.complete) row["complete"] = false;
    if (number >= series.numbers.size()) {
        row["value"] = nullptr;
        return row;
    }
    const ChartNumber& there = series.numbers[number];
    // JSON has no form for what is no number.
    const bool is_drawn = there.value && std::isfinite(*there.value);
    row["value"] = is_drawn ? json(*there.value) : json{};
    row["text"] = there.text;
    if (there.reason) row["reason"] = name(*there.reason);
    for (const Mark mark : all_marks)
        if (there.marks.has(mark)) row["marks"].push_back(name(mark));
    return row;
}

void add_rows(json& rows, const Chart& chart, const std::string* panel) {
    for (const ChartSeries& series : chart.series)
        for (std::size_t c = 0; c < chart.categories.size(); ++c) {
            json row = row_of(chart.categories[c], series, c);
            if (panel) row["panel"] = *panel;
            rows.push_back(std::move(row));
        }
}

}  // namespace

json vega_data(const Chart& chart) {
    json rows = json::array();
    add_rows(rows, chart, nullptr);
    for (const Chart& panel : chart.panels)
        add_rows(rows, panel, &panel.title);
    if (chart.kind != ChartKind::waterfall || chart.series.empty()) return rows;
    const std::vector<std::optional<double>> starts = starts_of_steps(chart);
    for (std::size_t c = 0; c < starts.size(); ++c) {
        json& row = rows[c];
        if (!starts[c] || row["value"].is_null()) continue;
        const double value = row["value"];
        row["step"] = chart.categories[c].is_total ? "balance"
                      : value < 0                  ? "decrease"
                                                   : "increase";
        row["from"] = *starts[c];
        row["to"] = *starts[c] + value;
        row["right"] = (std::max)(*starts[c], *starts[c] + value);
    }
    return rows;
}

}  // namespace saleskpi::inline v0_3::detail
