// SPDX-License-Identifier: MIT
#include "engine/inside_groups.hpp"

#include <algorithm>
#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::uint32_t nobody = (std::numeric_limits<std::uint32_t>::max)();

}  // namespace

std::vector<std::string> tested_dimensions(const Scope& scope) {
    std::vector<std::string> names;
    for (const ScopeTerm& term : ScopeAccess::terms(scope))
        for (const Test& test : term.tests)
            if (term.is_of_dimensions() && !is_connective(test.op) &&
                std::find(names.begin(), names.end(), test.column.name) == names.end())
                names.emplace_back(test.column.name);
    return names;
}

InsideGroups::InsideGroups(const Cut& cut, const Scope& scope) : InsideGroups{cut.axes(), scope} {
    cut_ = &cut;
}

InsideGroups::InsideGroups(std::span<const Axis> axes, const Scope& scope) {
    for (const ScopeTerm& tested : ScopeAccess::terms(scope)) {
        if (!tested.is_of_dimensions()) continue;
        Term term;
        bool is_of_one_axis = true;
        for (const Test& test : tested.tests) {
            Step step{test.op};
            if (!is_connective(test.op)) {
                const auto at = std::find_if(axes.begin(), axes.end(), [&](const Axis& axis) {
                    return axis.name == test.column.name;
                });
                step.axis = static_cast<std::size_t>(at - axes.begin());
                const std::uint32_t member = at->find(test.constant.text.view());
                step.member = member == 0 ? nobody : member;
                is_of_one_axis = is_of_one_axis && term.axis.value_or(step.axis) == step.axis;
                term.axis = step.axis;
            }
            term.steps.push_back(step);
        }
        if (is_of_one_axis) {
            const std::size_t members = axes[*term.axis].members.size();
            term.members.resize(members);
            for (std::uint32_t member = 0; member < members; ++member)
                term.members[member] = holds(term, [&](std::size_t) { return member; }).may ? 1 : 0;
        } else {
            term.axis.reset();
        }
        terms_.push_back(std::move(term));
    }
}

template <class MemberOf>
Satisfies InsideGroups::holds(const Term& term, const MemberOf& member_of) {
    std::vector<Satisfies> results;
    for (const Step& step : term.steps) {
        if (is_connective(step.op)) {
            connect(step.op, results);
            continue;
        }
        // Member 0 is what has none: no comparison holds for it.
        const std::uint32_t member = member_of(step.axis);
        results.push_back(
            member == Cut::any_member
                ? Satisfies{true, true}
                : Satisfies::surely(
                      step.op == Test::Op::is_missing ? member == 0
                      : step.op == Test::Op::equal    ? member == step.member
                                                      : member != 0 && member != step.member));
    }
    return results.back();
}

bool InsideGroups::has(std::uint64_t group) const {
    return std::all_of(terms_.begin(), terms_.end(), [&](const Term& term) {
        if (term.axis) return term.members[cut_->member(group, *term.axis)] != 0;
        return holds(term, [&](std::size_t axis) { return cut_->member(group, axis); }).may;
    });
}

bool InsideGroups::may_have(std::span<const std::uint32_t> group) const {
    return std::all_of(terms_.begin(), terms_.end(), [&](const Term& term) {
        if (term.axis && group[*term.axis] != Cut::any_member)
            return term.members[group[*term.axis]] != 0;
        return holds(term, [&](std::size_t axis) { return group[axis]; }).may;
    });
}

}  // namespace saleskpi::inline v0_3::detail
