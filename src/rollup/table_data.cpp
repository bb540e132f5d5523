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

}  // namespace

TableData::TableData(std::shared_ptr<const PartialData> data) : answer{std::move(data)} {
    const std::size_t depth = answer->query.dimensions.size();
    std::vector<std::vector<std::uint32_t>> place;
    for (std::size_t a = 0; a < depth; ++a)
        place.push_back(places(answer->axes[a]));

    // A group as one number, its first dimension foremost; a subtotal comes behind its members.
    struct Entry {
        uint128 group;
        std::uint32_t finest;
        std::uint32_t depth;
    };
    std::vector<Entry> entries;
    const std::size_t least_depth = answer->query.subtotals ? 0 : depth;
    for (std::size_t d = depth + 1; d-- > least_depth;)
        for (std::uint32_t finest = 0; finest < answer->groups.size(); ++finest) {
            uint128 group = 0;
            for (std::size_t a = 0; a < depth; ++a) {
                const auto subtotal = static_cast<std::uint32_t>(place[a].size());
                const std::uint32_t member = answer->groups[finest][a];
                group = group * (subtotal + 1) + (a < d ? place[a][member] : subtotal);
            }
            entries.push_back({group, finest, static_cast<std::uint32_t>(d)});
        }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.group != b.group ? a.group < b.group : a.finest < b.finest;
    });
    members.reserve(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (i == 0 || entries[i].group != entries[i - 1].group)
            groups.push_back({entries[i].depth, i, i});
        members.push_back(entries[i].finest);
        ++groups.back().last_member;
    }
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
