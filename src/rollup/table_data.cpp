// SPDX-License-Identifier: MIT
#include "rollup/table_data.hpp"

#include "language/similar.hpp"
#include "value/utf8.hpp"

#include <saleskpi/rollup/dimension.hpp>
#include <saleskpi/value/int128.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace saleskpi::inline v0_3::detail {

std::string_view shown(const std::string& member) {
    return member.empty() ? std::string_view{by::unassigned} : std::string_view{member};
}

namespace {

/// The place of each member in a report: by name, the by::unassigned last, and then the subtotal.
std::vector<std::uint32_t> places(const Axis& axis) {
    std::vector<std::uint32_t> order(axis.members.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const std::string_view left = shown(axis.members[a]);
        const std::string_view right = shown(axis.members[b]);
        if (left == right) return false;
        if (left == by::unassigned || right == by::unassigned) return right == by::unassigned;
        return left < right;
    });
    std::vector<std::uint32_t> place(order.size());
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        // A member may bear the very name that is shown for those who have none.
        if (i > 0 && shown(axis.members[order[i]]) != shown(axis.members[order[i - 1]])) ++next;
        place[order[i]] = next;
    }
    return place;
}

/// The finest groups in the order of a report; those that it names alike as they come.
std::vector<std::uint32_t> in_order(
    const std::vector<std::vector<std::uint32_t>>& groups,
    const std::vector<std::vector<std::uint32_t>>& place) {
    // A group as one number, its first dimension foremost.
    struct Entry {
        uint128 group;
        std::uint32_t finest;
    };
    std::vector<Entry> entries;
    entries.reserve(groups.size());
    for (std::uint32_t finest = 0; finest < groups.size(); ++finest) {
        uint128 group = 0;
        for (std::size_t a = 0; a < place.size(); ++a)
            group = group * place[a].size() + place[a][groups[finest][a]];
        entries.push_back({group, finest});
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.group != b.group ? a.group < b.group : a.finest < b.finest;
    });
    std::vector<std::uint32_t> order;
    order.reserve(entries.size());
    for (const Entry& entry : entries)
        order.push_back(entry.finest);
    return order;
}

}  // namespace

/// Groups of each depth are runs of that order; a subtotal comes behind its members.
void TableData::list_groups(
    std::span<const std::uint32_t> order,
    const std::vector<std::vector<std::uint32_t>>& place,
    std::size_t least_depth) {
    const std::size_t depth = place.size();
    const std::size_t n = order.size();
    // By depth, from the least, and finest group: the number of the group it is in.
    std::vector<std::vector<std::uint32_t>> group_of(
        depth + 1 - least_depth, std::vector<std::uint32_t>(n));
    std::vector<std::size_t> begins(group_of.size(), 0);
    const auto close = [&](std::size_t end, std::size_t lowest) {
        for (std::size_t d = depth + 1; d-- > lowest;) {
            const std::size_t level = d - least_depth;
            for (std::size_t i = begins[level]; i < end; ++i)
                group_of[level][order[i]] = static_cast<std::uint32_t>(groups.size());
            groups.push_back({d, 0, end - begins[level]});
            begins[level] = end;
        }
    };
    for (std::size_t i = 1; i < n; ++i) {
        std::size_t same = 0;
        while (same < depth && place[same][answer->groups[order[i - 1]][same]] ==
                                   place[same][answer->groups[order[i]][same]])
            ++same;
        if (same < depth) close(i, (std::max)(same + 1, least_depth));
    }
    if (n > 0) close(n, least_depth);

    std::size_t next = 0;
    for (Group& group : groups) {
        const std::size_t size = group.last_member;
        group.first_member = group.last_member = next;
        next += size;
    }
    members.resize(next);
    for (std::uint32_t finest = 0; finest < n; ++finest)
        for (const std::vector<std::uint32_t>& of_depth : group_of)
            members[groups[of_depth[finest]].last_member++] = finest;
}

TableData::TableData(std::shared_ptr<const PartialData> data) : answer{std::move(data)} {
    const std::size_t depth = answer->query.dimensions.size();
    std::vector<std::vector<std::uint32_t>> place;
    for (std::size_t a = 0; a < depth; ++a)
        place.push_back(places(answer->axes[a]));

    const std::vector<std::uint32_t> order = in_order(answer->groups, place);
    const std::size_t least_depth = answer->query.subtotals ? 0 : depth;
    list_groups(order, place, least_depth);
    // A total there is always.
    if (groups.empty() && least_depth == 0) groups.push_back({0, 0, 0});
    if (answer->query.sorting) sort_groups(*this);
}

std::string_view TableData::name(const Group& group, std::size_t dimension) const {
    const std::uint32_t finest = members[group.first_member];
    return shown(answer->axes[dimension].members[answer->groups[finest][dimension]]);
}

bool TableData::is(const Group& group, std::span<const std::string_view> names) const {
    if (group.depth != names.size()) return false;
    for (std::size_t d = 0; d < names.size(); ++d)
        if (name(group, d) != names[d]) return false;
    return true;
}

std::size_t TableData::number_of(std::string_view id) const {
    const std::vector<Definition>& metrics = answer->query.metrics;
    for (std::size_t m = 0; m < metrics.size(); ++m)
        if (metrics[m].id() == id) return m;
    std::vector<std::string> ids;
    for (const Definition& metric : metrics)
        ids.emplace_back(metric.id());
    throw Error{
        ErrorCode::no_such_cell,
        fmt::format("the table has no metric '{}'{}", shown(id, 80), did_you_mean(id, ids))};
}

std::vector<std::uint32_t> members_of(
    const PartialData& data, std::span<const std::string_view> group) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t finest = 0; finest < data.groups.size(); ++finest) {
        bool inside = true;
        for (std::size_t a = 0; a < group.size(); ++a)
            inside &= shown(data.axes[a].members[data.groups[finest][a]]) == group[a];
        if (inside) members.push_back(finest);
    }
    return members;
}

}  // namespace saleskpi::inline v0_3::detail
