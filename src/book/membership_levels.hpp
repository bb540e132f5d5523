// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A membership of one hierarchy. Levels are numbered from the outermost.
struct SaidMembership {
    std::string_view member;
    std::string_view parent;
    std::optional<std::size_t> level;  ///< of the member, if it is said
    std::int32_t from = 0;
    std::int32_t until = 0;
    std::optional<std::size_t> row{};  ///< of the table; none if the book knows it already
    std::size_t member_level = 0;
    std::size_t parent_level = 0;
    std::string refusal{};  ///< why it cannot be
};

/// The levels of whom the book knows to stand at them, by name.
using KnownLevels = std::map<std::string_view, std::set<std::size_t>, std::less<>>;

/// Finds the levels of members and parents: what is said; else that of who is known; else, for who
/// has members, the one below the parent's, the outermost for who has no parent; and for all others
/// the innermost. Where that makes a circle, or a parent does not stand above, it is refused.
void find_levels(
    std::vector<SaidMembership>& memberships,
    KnownLevels known,
    const std::vector<std::string>& levels);

}  // namespace saleskpi::inline v0_3::detail
