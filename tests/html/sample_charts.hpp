// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/chart/chart.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Charts made by hand.
namespace sample {

using namespace saleskpi;

using Value = std::optional<double>;

inline ChartNumber number(Value value, std::string text) {
    ChartNumber result;
    result.value = value;
    result.text = std::move(text);
    if (!value) result.reason = Reason::no_records;
    return result;
}

inline ChartSeries series(
    std::string name, SeriesRole role, const std::vector<std::pair<Value, std::string>>& numbers) {
    ChartSeries result{std::move(name), role, Unit::count, {}};
    for (const auto& [value, text] : numbers)
        result.numbers.push_back(number(value, text));
    return result;
}

/// Whatever the kind, of all roles: so many categories, of values that a function gives.
template <class ValueOf>
Chart chart(ChartKind kind, std::size_t categories, const ValueOf& value_of) {
    Chart chart;
    chart.kind = kind;
    chart.title = "T";
    for (std::size_t c = 0; c < categories; ++c)
        chart.categories.push_back({"c" + std::to_string(c), c + 1 < categories || c == 0});
    if (kind == ChartKind::waterfall && categories > 0)
        chart.categories.front().is_total = chart.categories.back().is_total = true;
    for (const SeriesRole role :
         {SeriesRole::value, SeriesRole::prior, SeriesRole::target, SeriesRole::share,
          SeriesRole::rank, SeriesRole::prior_rank, SeriesRole::bound}) {
        ChartSeries one{std::string{name(role)}, role, Unit::count, {}};
        for (std::size_t c = 0; c < categories; ++c) {
            const Value value = value_of(c);
            one.numbers.push_back(number(value, value ? "n" + std::to_string(c) : "no data"));
        }
        chart.series.push_back(std::move(one));
    }
    if (kind == ChartKind::small_multiples) {
        Chart panel = chart;
        panel.kind = ChartKind::line;
        chart.series.clear();
        chart.categories.clear();
        if (categories > 0) chart.panels = {panel, panel};
    }
    return chart;
}

}  // namespace sample
