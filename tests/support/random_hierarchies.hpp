// SPDX-License-Identifier: MIT
#pragma once

#include "support/random_book.hpp"

#include <saleskpi/book/hierarchy.hpp>
#include <saleskpi/record/membership.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Made-up organisations of any depth, with moves, gaps and ragged chains; and a slow answer to who
/// stands above whom on a day.
namespace laws {

struct RandomHierarchy {
    Hierarchy hierarchy;
    std::vector<Membership> memberships;
    /// By level, the names that stand at it; those of the innermost are the caller's.
    std::vector<std::vector<std::string>> members;

    /// Of an innermost member on a day: the name at each level, empty for nobody.
    std::vector<std::string> path(const std::string& member, Date on) const;
};

/// A hierarchy with so many levels above the innermost one.
RandomHierarchy random_hierarchy(
    Random& random,
    const std::string& name,
    std::size_t depth,
    const std::string& innermost,
    const std::vector<std::string>& members);

}  // namespace laws
