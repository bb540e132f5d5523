// SPDX-License-Identifier: MIT
#include "rollup/columns.hpp"

#include <saleskpi/language/words.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

std::vector<Definition> columns(std::span<const Definition> metrics) {
    std::vector<Definition> columns;
    std::map<std::string_view, std::size_t> by_id;
    std::map<std::string_view, std::size_t> titles;
    for (const Definition& metric : metrics) {
        const auto [known, is_new] = by_id.emplace(metric.id(), columns.size());
        if (is_new) {
            columns.push_back(metric);
            ++titles[metric.title()];
        } else if (const Definition& other = columns[known->second]; !(other == metric)) {
            throw Error{
                ErrorCode::duplicate_metric,
                fmt::format(
                    "two unlike metrics are called '{}': {} and {}", metric.id(),
                    formula_text(other), formula_text(metric))};
        }
    }
    const auto is_taken = [&](std::string_view title) {
        return std::any_of(columns.begin(), columns.end(), [&](const Definition& column) {
            return column.title() == title;
        });
    };
    for (Definition& column : columns) {
        if (titles[column.title()] == 1) continue;
        std::string title = fmt::format("{} ({})", column.title(), column.id());
        // A title that happens to be another one's.
        while (is_taken(title))
            title += "'";
        column = column.titled(title);
    }
    return columns;
}

}  // namespace saleskpi::inline v0_3::detail
