// SPDX-License-Identifier: MIT
#include "rollup/evaluate.hpp"
#include "rollup/table_data.hpp"

#include <saleskpi/metric/naming.hpp>
#include <saleskpi/record/reference.hpp>

#include <algorithm>
#include <map>
#include <string_view>

/// Operands in other groups: the one around, those beside, those within.
namespace saleskpi::inline v0_3::detail {

namespace {

/// Whether a figure's member of an axis is a part of the whole, and not what the figure is.
bool names_a_part(std::string_view axis) {
    return axis != "company" && axis != kpi::reference::metric.domain &&
           axis != kpi::reference::name.domain;
}

}  // namespace

bool Evaluator::is_in_same_group(std::uint32_t a, std::uint32_t b, std::size_t depth) const {
    const auto& left = source_->groups[a];
    const auto& right = source_->groups[b];
    for (std::size_t i = 0; i < depth; ++i)
        // A member may bear the very name that is shown for those who have none.
        if (left[i] != right[i] &&
            shown(source_->axes[i].members[left[i]]) != shown(source_->axes[i].members[right[i]]))
            return false;
    return true;
}

Members Evaluator::around(std::size_t depth) const {
    Members members;
    if (depth > 0 && members_.empty()) return members;
    for (std::uint32_t group = 0; group < source_->groups.size(); ++group)
        if (depth == 0 || is_in_same_group(group, members_.front(), depth))
            members.push_back(group);
    return members;
}

Members Evaluator::around_in(const LeafSource& other, std::size_t depth) const {
    Members members;
    if (depth > 0 && members_.empty()) return members;
    const auto name = [](const LeafSource& source, std::uint32_t group, std::size_t axis) {
        return shown(source.axes[axis].members[source.groups[group][axis]]);
    };
    for (std::uint32_t group = 0; group < other.groups.size(); ++group) {
        bool is_around = true;
        for (std::size_t i = 0; i < depth && is_around; ++i)
            is_around = name(other, group, i) == name(*source_, members_.front(), i);
        if (is_around) members.push_back(group);
    }
    return members;
}

std::size_t Evaluator::depth_of(std::string_view level) const {
    if (level == Level::parent.name()) return depth_ == 0 ? 0 : depth_ - 1;
    if (level == Level::company.name()) return 0;
    const std::vector<std::string>& dimensions = source_->query.dimensions;
    const auto at = std::find(dimensions.begin(), dimensions.end(), level);
    return (std::min)(depth_, static_cast<std::size_t>(at - dimensions.begin()) + 1);
}

std::vector<Members> Evaluator::groups_within(
    std::span<const std::uint32_t> members, std::size_t depth) const {
    std::vector<Members> groups;
    std::map<std::vector<std::string_view>, std::size_t> known;
    for (const std::uint32_t finest : members) {
        std::vector<std::string_view> names;
        for (std::size_t i = 0; i < depth; ++i)
            names.push_back(shown(source_->axes[i].members[source_->groups[finest][i]]));
        const auto [at, is_new] = known.try_emplace(std::move(names), groups.size());
        if (is_new) groups.emplace_back();
        groups[at->second].push_back(finest);
    }
    if (source_->query.scope.is_everything()) return groups;
    // The order of their appearance in the book is also that of others who are outside.
    std::vector<Members> by_name;
    for (const auto& [names, number] : known)
        by_name.push_back(std::move(groups[number]));
    return by_name;
}

std::uint32_t Evaluator::first_around(std::size_t depth) const {
    if (depth == 0 || members_.empty()) return 0;
    std::uint32_t group = 0;
    while (!is_in_same_group(group, members_.front(), depth))
        ++group;
    return group;
}

std::vector<GroupPart> Evaluator::parts_of(
    std::span<const std::uint32_t> members, std::size_t axis) const {
    std::map<std::uint32_t, Members> by_member;
    for (const std::uint32_t group : members)
        by_member[source_->groups[group][axis]].push_back(group);
    // A member may bear the very name that is shown for those who have none.
    std::map<std::string_view, Members> by_name;
    for (auto& [member, groups] : by_member) {
        Members& all = by_name[shown(source_->axes[axis].members[member])];
        const auto middle = all.insert(all.end(), groups.begin(), groups.end());
        std::inplace_merge(all.begin(), middle, all.end());
    }
    std::vector<GroupPart> parts;
    for (auto& [name, groups] : by_name)
        parts.push_back({std::string{name}, std::move(groups)});
    return parts;
}

std::shared_ptr<const std::vector<GroupPart>> Evaluator::parts_around(
    std::size_t depth, std::size_t axis) const {
    return source_->remembered->parts(
        depth, axis, first_around(depth), [&] { return parts_of(around(depth), axis); });
}

Evaluator Evaluator::of_part(const GroupPart& part, std::size_t axis) const {
    Evaluator inner{*source_, part.members, depth_, named_ | std::uint64_t{1} << axis, trace_};
    if (trace_) inner.part_ = source_->axes[axis].name + " " + part.name;
    return inner;
}

Members Evaluator::figures_around(std::size_t depth) const {
    // A figure for a part of a group says nothing of the whole.
    Members named;
    for (const std::uint32_t group : around(depth)) {
        bool is_for_a_part = false;
        for (std::size_t i = depth; i < source_->axes.size(); ++i)
            is_for_a_part |= source_->groups[group][i] != 0 && names_a_part(source_->axes[i].name);
        if (!is_for_a_part) named.push_back(group);
    }
    return named;
}

}  // namespace saleskpi::inline v0_3::detail
