// SPDX-License-Identifier: MIT
#include "chart_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace saleskpi::inline v0_3::detail {

namespace {

bool is_asked_for(
    const std::vector<std::string>& group, std::span<const std::string> within, std::size_t depth) {
    return group.size() == depth && within.size() <= depth &&
           std::equal(within.begin(), within.end(), group.begin());
}

}  // namespace

std::string joined(const std::vector<std::string>& names) {
    return fmt::format("{}", fmt::join(names, ", "));
}

ChartRows::ChartRows(const Report& report, const ChartOptions& options) {
    const std::span<const std::string> within = options.group.names();
    const std::vector<std::string> all{
        report.table().dimensions().begin(), report.table().dimensions().end()};
    const std::size_t below = all.size() - (std::min)(within.size(), all.size());
    const std::size_t depth = within.size() + (std::min)(options.levels.value_or(below), below);
    for (std::size_t i = within.size(); i < depth; ++i)
        dimensions.push_back(all[i]);
    for (const ReportRow& row : report) {
        const RowKey key = row.key();
        if (!is_asked_for(key.group, within, depth)) continue;
        if (groups.empty() || !row.continues_group()) {
            ChartGroup group;
            group.names.assign(
                key.group.begin() + static_cast<std::ptrdiff_t>(within.size()), key.group.end());
            if (!group.names.empty())
                group.name = joined(group.names);
            else
                group.name = within.empty() ? options.glossary.say("Total") : within.back();
            groups.push_back(std::move(group));
        }
        if (groups.size() == 1) periods.push_back({{}, key.period, key.label});
        groups.back().rows.push_back(row);
    }
    if (groups.empty() && (!within.empty() || options.levels))
        throw Error{
            ErrorCode::no_such_cell,
            fmt::format(
                "there is nothing to draw: the report has no {} '{}'",
                options.levels == std::size_t{0} ? "row of the group" : "group within",
                fmt::join(within, ", "))};
}

std::size_t ChartRows::period(const ChartOptions& options) const {
    if (!options.period) return periods.empty() ? 0 : periods.size() - 1;
    for (std::size_t p = 0; p < periods.size(); ++p)
        if (periods[p].period == *options.period) return p;
    throw Error{
        ErrorCode::no_such_cell, "there is nothing to draw: the report does not have that period"};
}

}  // namespace saleskpi::inline v0_3::detail
