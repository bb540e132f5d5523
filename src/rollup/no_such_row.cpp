// SPDX-License-Identifier: MIT
#include "rollup/no_such_row.hpp"

#include "language/similar.hpp"
#include "rollup/table_data.hpp"
#include "value/utf8.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t longest_name = 80;

std::string row_of(std::span<const std::string> group) {
    if (group.empty()) return "the total";
    std::vector<std::string> names;
    for (const std::string& name : group)
        names.push_back(shown(std::string_view{name}, longest_name));
    return fmt::format("({})", fmt::join(names, ", "));
}

std::string by_what(const std::vector<std::string>& dimensions) {
    return dimensions.empty() ? "it is not by any dimension"
                              : fmt::format("it is by {}", fmt::join(dimensions, ", "));
}

/// Of names of which there is no group: the first that no member bears, or all together.
std::string no_such_group(const PartialData& answer, std::span<const std::string> group) {
    for (std::size_t d = 0; d < group.size(); ++d) {
        std::vector<std::string> members;
        for (const std::vector<std::uint32_t>& finest : answer.groups)
            members.emplace_back(shown(answer.axes[d].members[finest[d]]));
        if (std::find(members.begin(), members.end(), group[d]) != members.end()) continue;
        std::sort(members.begin(), members.end());
        members.erase(std::unique(members.begin(), members.end()), members.end());
        return fmt::format(
            "no {} is called '{}'{}", answer.query.dimensions[d],
            shown(std::string_view{group[d]}, longest_name), did_you_mean(group[d], members));
    }
    return fmt::format("the table has no row for {}", row_of(group));
}

}  // namespace

std::string no_such_row(
    const PartialData& answer, const GroupNames& names, const Period* period, bool is_left_out) {
    const Query& query = answer.query;
    const std::span<const std::string> group = names.names();
    const std::vector<std::string_view> views{group.begin(), group.end()};
    if (group.size() > query.dimensions.size()) return too_many_names(names, query.dimensions);
    if (group.size() < query.dimensions.size() && !query.subtotals)
        return fmt::format(
            "the table has no subtotals, so no row for {}: {}, and with_subtotals() adds them",
            row_of(group), by_what(query.dimensions));
    if (!group.empty() && members_of(answer, views).empty()) return no_such_group(answer, group);

    if (is_left_out)
        return fmt::format(
            "the table has no row for {}, which is not among the first by '{}'", row_of(group),
            query.metrics[query.sorting->metric].id());
    const std::vector<Period>& periods = answer.plan.periods;
    if (periods.empty()) return "the table has no rows: its window is empty";
    if (!period)
        return fmt::format(
            "the table has {} rows for {}, from {} to {}: say of which period", periods.size(),
            row_of(group), query.calendar.label(periods.front()),
            query.calendar.label(periods.back()));
    const std::string label = query.calendar.label(*period);
    if (period->grain != query.grain)
        return fmt::format(
            "the table has no {}: its periods are of grain {}, such as {}", label,
            name(query.grain), query.calendar.label(periods.front()));
    return fmt::format(
        "the table has no {}: it goes from {} to {}", label, query.calendar.label(periods.front()),
        query.calendar.label(periods.back()));
}

std::string too_many_names(const GroupNames& group, const std::vector<std::string>& dimensions) {
    return fmt::format(
        "{} has more names than the table has dimensions: {}", row_of(group.names()),
        by_what(dimensions));
}

}  // namespace saleskpi::inline v0_3::detail
