// SPDX-License-Identifier: MIT
#include "rollup/evaluate.hpp"
#include "rollup/remembered.hpp"
#include "rollup/table_data.hpp"

#include <saleskpi/metric/naming.hpp>
#include <saleskpi/record/reference.hpp>

#include <algorithm>
#include <numeric>

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
    const auto& left = data_->groups[a];
    const auto& right = data_->groups[b];
    for (std::size_t i = 0; i < depth; ++i)
        // A member may bear the very name that is shown for those who have none.
        if (left[i] != right[i] &&
            shown(data_->axes[i].members[left[i]]) != shown(data_->axes[i].members[right[i]]))
            return false;
    return true;
}

Members Evaluator::around(std::size_t depth) const {
    Members members;
    if (depth > 0 && members_.empty()) return members;
    for (std::uint32_t group = 0; group < data_->groups.size(); ++group)
        if (depth == 0 || is_in_same_group(group, members_.front(), depth))
            members.push_back(group);
    return members;
}

std::size_t Evaluator::depth_of(Level level) const {
    if (level == Level::parent) return depth_ == 0 ? 0 : depth_ - 1;
    if (level == Level::company) return 0;
    const std::vector<std::string>& dimensions = data_->query.dimensions;
    const auto at = std::find(dimensions.begin(), dimensions.end(), name(level));
    return (std::min)(depth_, static_cast<std::size_t>(at - dimensions.begin()) + 1);
}

std::vector<Members> Evaluator::groups_within(
    std::span<const std::uint32_t> members, std::size_t depth) const {
    std::vector<Members> groups;
    std::map<std::vector<std::string_view>, std::size_t> known;
    for (const std::uint32_t finest : members) {
        std::vector<std::string_view> names;
        for (std::size_t i = 0; i < depth; ++i)
            names.push_back(shown(data_->axes[i].members[data_->groups[finest][i]]));
        const auto [at, is_new] = known.try_emplace(std::move(names), groups.size());
        if (is_new) groups.emplace_back();
        groups[at->second].push_back(finest);
    }
    return groups;
}

Evaluated Evaluator::enclosing(std::size_t metric, std::size_t number, const Period& period) {
    const Step& s = data_->query.metrics[metric].steps()[number];
    const std::size_t depth = depth_of(static_cast<Level>(s.option));
    const Members members = around(depth);
    const Remembered::Key key{
        metric, number, period.window(), depth, members.empty() ? 0 : members.front()};
    return data_->remembered->value(key, [&] {
        return Evaluator{*data_, members, depth}.step(metric, number - 1, period);
    });
}

Evaluated Evaluator::rank(std::size_t metric, std::size_t number, const Period& period) {
    const Step& s = data_->query.metrics[metric].steps()[number];
    Evaluated result = step(metric, number - 1, period);
    if (result.reason) return result;
    const std::size_t parent = depth_of(Level::parent);
    const Members members = around(parent);
    // By depth, too: the total and the groups below it have the same parent.
    const Remembered::Key key{
        metric, number, period.window(), depth_, members.empty() ? 0 : members.front()};
    const auto values = data_->remembered->series(key, [&] {
        std::vector<Exact> all;
        for (const Members& group : groups_within(members, depth_)) {
            const Evaluated one = Evaluator{*data_, group, depth_}.step(metric, number - 1, period);
            if (!one.reason) all.push_back(one.value);
        }
        std::sort(all.begin(), all.end());
        return all;
    });
    const auto [first, last] = std::equal_range(values->begin(), values->end(), result.value);
    const bool highest_first = s.op == Step::Op::rank;
    const auto better_first = highest_first ? last : values->begin();
    const auto better_last = highest_first ? values->end() : first;
    std::int64_t better = better_last - better_first;
    if (static_cast<Ties>(s.option) == Ties::dense && better > 0)
        better = 1 + std::inner_product(
                         better_first + 1, better_last, better_first, std::int64_t{0},
                         std::plus<>{}, std::not_equal_to<>{});
    result.value = Rational{better + 1};
    return result;
}

Evaluated Evaluator::reference(std::size_t metric, std::size_t number, const Period& period) const {
    const Step& rows = data_->query.metrics[metric].steps()[number - 1];
    const std::size_t leaf_number = data_->plan.leaf_of[metric][rows.index];
    // A figure for a part of a group says nothing of the whole.
    const auto of_group = [&](std::size_t depth) {
        Members named;
        for (const std::uint32_t group : around(depth)) {
            bool is_for_a_part = false;
            for (std::size_t i = depth; i < data_->axes.size(); ++i)
                is_for_a_part |= data_->groups[group][i] != 0 && names_a_part(data_->axes[i].name);
            if (!is_for_a_part) named.push_back(group);
        }
        return leaf(leaf_number, named, range_of(period));
    };
    for (std::size_t depth = depth_ + 1; depth-- > 0;)
        if (const Evaluated figure = of_group(depth); figure.records > 0) return figure;
    return {{}, Reason::no_reference};
}

}  // namespace saleskpi::inline v0_3::detail
