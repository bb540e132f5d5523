// SPDX-License-Identifier: MIT
#pragma once

#include "engine/doubt_test.hpp"
#include "engine/groups.hpp"
#include "language/scope.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The dimensions that a scope tests, each once.
std::vector<std::string> tested_dimensions(const Scope& scope);

/// Says which groups of a cut satisfy what a scope asks of dimensions. The cut has all that are tested.
class InsideGroups {
public:
    InsideGroups(const Cut& cut, const Scope& scope);
    /// Of groups that are told by their members: not for has().
    InsideGroups(std::span<const Axis> axes, const Scope& scope);

    bool has(std::uint64_t group) const;
    /// Whether one of those groups may be among them, where members may be Cut::any_member.
    bool may_have(std::span<const std::uint32_t> group) const;

private:
    struct Step {
        Test::Op op;
        std::size_t axis = 0;
        std::uint32_t member = 0;
    };
    struct Term {
        std::vector<Step> steps;
        /// Of a term about one axis, the answer for each of its members.
        std::optional<std::size_t> axis;
        std::vector<std::uint8_t> members;
    };
    template <class MemberOf>
    static Satisfies holds(const Term& term, const MemberOf& member_of);

    const Cut* cut_ = nullptr;
    std::vector<Term> terms_;
};

}  // namespace saleskpi::inline v0_3::detail
